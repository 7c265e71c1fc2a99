import type { Mask, LiftReason, RedactionReason, RedactionState } from '~/feedback/redaction';
import { isOutward, type TextUse } from '~/participants/consequences';
import { dayOf, dateOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { now } from '~/platform/runtime.server';

/** The masks over items, by the item's id. Items without any are not in it. */
export type Masks = ReadonlyMap<string, readonly Mask[]>;

export interface PassageRow {
  versionId: string | null;
  spanStart: number | null;
  spanEnd: number | null;
}

/** Rows of passages as one mask has them: by text, in the order of the text. */
export function marksOf(itemId: string, rows: readonly PassageRow[]): Mask['texts'] {
  const ids = [...new Set(rows.map(({ versionId }) => versionId ?? itemId))];
  return ids.map((textId) => ({
    textId,
    spans: rows
      .filter(({ versionId }) => (versionId ?? itemId) === textId)
      .flatMap(({ spanStart, spanEnd }) =>
        spanStart === null || spanEnd === null ? [] : [{ start: spanStart, end: spanEnd }],
      )
      .sort((a, b) => a.start - b.start),
  }));
}

const PASSAGE = { versionId: true, spanStart: true, spanEnd: true } as const;

/**
 * The masks that hold for a use now, with two queries. For what goes out, a mask that was lifted holds until the day is
 * over: what becomes public again does so with all else of the day (`release`).
 */
export async function masksOver(db: Db, use: TextUse, itemIds: readonly string[]): Promise<Masks> {
  const stands = { state: { not: 'lifted' } };
  const liftedToday = { state: 'lifted', liftedOn: { gte: dateOf(dayOf(now())) } };
  const rows = await db.redaction.findMany({
    where: { itemId: { in: [...itemIds] }, OR: isOutward(use) ? [stands, liftedToday] : [stands] },
    select: { id: true, itemId: true, state: true, passages: { select: PASSAGE } },
  });
  const found = new Map<string, Mask[]>();
  for (const { id, itemId, state, passages } of rows) {
    const held = state === 'lifted' ? 'masked' : (state as RedactionState);
    found.set(itemId, [...(found.get(itemId) ?? []), { id, state: held, texts: marksOf(itemId, passages) }]);
  }
  return found;
}

/** A mask as those who mask see it. */
export interface Redaction extends Mask {
  itemId: string;
  reason: RedactionReason;
  byRole: string;
  byAccount: string;
  madeOn: Day;
  liftReason: LiftReason | null;
  liftedOn: Day | null;
  version: number;
}

/** All masks that an item ever had, oldest first. */
export async function redactionsOf(db: Db, itemId: string): Promise<Redaction[]> {
  const rows = await db.redaction.findMany({
    where: { itemId },
    select: {
      id: true,
      itemId: true,
      reason: true,
      state: true,
      byRole: true,
      byAccount: true,
      madeOn: true,
      liftReason: true,
      liftedOn: true,
      version: true,
      passages: { select: PASSAGE },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ passages, madeOn, liftedOn, ...row }) => ({
    ...row,
    reason: row.reason as RedactionReason,
    state: row.state as RedactionState,
    liftReason: row.liftReason as LiftReason | null,
    madeOn: dayOf(madeOn),
    liftedOn: liftedOn && dayOf(liftedOn),
    texts: marksOf(itemId, passages),
  }));
}
