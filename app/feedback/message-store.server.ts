import type { Staff } from '~/auth/staff.server';
import type { DeskMessage, StaffNote } from '~/feedback/item-facts';
import type { Reach } from '~/feedback/reader';
import { roundWithin } from '~/feedback/set-apart-store.server';
import { dayOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';

const ABOUT_NONE_SET_APART = { itemId: null, submission: { items: { none: { sensitive: true } } } } as const;

/**
 * Messages about one item, and those of its submission about no item in particular, oldest first, opened. The latter are
 * left to holders of `item.sensitive` where an item of the submission is set apart: they may be about that one.
 */
export async function messagesOf(
  db: Db,
  item: { id: string; submissionId: string },
  seesSensitive: boolean,
): Promise<DeskMessage[]> {
  const rows = await db.message.findMany({
    where: {
      submissionId: item.submissionId,
      OR: [{ itemId: item.id }, seesSensitive ? { itemId: null } : ABOUT_NONE_SET_APART],
    },
    select: {
      id: true,
      itemId: true,
      direction: true,
      kind: true,
      language: true,
      body: true,
      day: true,
      read: true,
      version: true,
    },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  });
  const texts = await openTexts(
    db,
    rows.map(({ id, body }) => ({ place: { table: 'message', record: id, field: 'body' }, body })),
  );
  return rows.map(({ body: _, ...row }, index) => ({
    ...row,
    direction: row.direction as 'in' | 'out',
    day: dayOf(row.day),
    text: texts[index] ?? null,
  }));
}

export interface UnreadMessage {
  id: string;
  itemId: string;
  day: Day;
  kind: string;
}

/**
 * Messages that nobody has read, oldest first. One about no item in particular is found at the first item of its
 * submission. What may be about an item set apart is there for holders of `item.sensitive` alone.
 */
export async function unreadMessages(
  db: Db,
  reach: Reach,
  seesSensitive: boolean,
  most: number,
): Promise<UnreadMessage[]> {
  const rows = await db.message.findMany({
    where: {
      direction: 'in',
      read: false,
      AND: [
        { submission: { state: 'received', ...roundWithin(reach) } },
        seesSensitive ? {} : { OR: [{ item: { sensitive: false } }, ABOUT_NONE_SET_APART] },
      ],
    },
    select: {
      id: true,
      itemId: true,
      day: true,
      kind: true,
      submission: { select: { items: { select: { id: true }, orderBy: { id: 'asc' }, take: 1 } } },
    },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return rows.flatMap(({ submission, itemId, day, ...row }) => {
    const about = itemId ?? submission.items[0]?.id;
    return about ? [{ ...row, itemId: about, day: dayOf(day) }] : [];
  });
}

/** What staff noted about an item, oldest first, opened. */
export async function notesOf(db: Db, staff: Staff, itemId: string): Promise<StaffNote[]> {
  const rows = await db.staffNote.findMany({
    where: { itemId },
    select: { id: true, body: true, byAccount: true, madeOn: true },
    orderBy: { id: 'asc' },
  });
  const texts = await openTexts(
    db,
    rows.map(({ id, body }) => ({ place: { table: 'staff_note', record: id, field: 'body' }, body })),
  );
  return rows.map(({ id, byAccount, madeOn }, index) => ({
    id,
    day: dayOf(madeOn),
    mine: byAccount === staff.accountId,
    text: texts[index] ?? null,
  }));
}
