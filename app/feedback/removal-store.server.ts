import type { RemovalReason, RemovalState } from '~/feedback/removal';
import { isId } from '~/feedback/item-queue';
import type { Db, Tx } from '~/platform/db.server';
import { dateOf, type Day } from '~/platform/day';
import type { Resealed } from '~/feedback/removal-sealing.server';
import { addKeySlots } from '~/record/key-slots.server';
import { expectOne } from '~/record/record-change.server';

export interface Removal {
  id: string;
  redactionId: string;
  reason: RemovalReason;
  state: RemovalState;
  requestHash: Uint8Array;
  byRole: string;
  requestedBy: string;
  requestedAt: Date;
  expiresAt: Date;
}

const REMOVAL = {
  id: true,
  redactionId: true,
  reason: true,
  state: true,
  requestHash: true,
  byRole: true,
  requestedBy: true,
  requestedAt: true,
  expiresAt: true,
} as const;

/** All requests to remove masked passages of an item, newest first. */
export async function removalsOf(db: Db, itemId: string): Promise<Removal[]> {
  const rows = await db.redactionRemoval.findMany({
    where: { redaction: { itemId } },
    select: REMOVAL,
    orderBy: { id: 'desc' },
  });
  return rows as Removal[];
}

/** One request, if it is about this item. */
export async function removalById(db: Db, itemId: string, id: string): Promise<Removal | null> {
  if (!isId(id)) return null;
  return (await db.redactionRemoval.findFirst({
    where: { id, redaction: { itemId } },
    select: REMOVAL,
  })) as Removal | null;
}

/** Ends a request that waits (409 where somebody was first). */
export async function judgeRemoval(
  tx: Tx,
  { id }: Pick<Removal, 'id'>,
  { state, by, on }: { state: 'approved' | 'declined'; by: string; on: Day },
): Promise<void> {
  const data = { state, judgedBy: by, judgedOn: dateOf(on) };
  expectOne(await tx.redactionRemoval.updateMany({ where: { id, state: 'requested' }, data }));
}

/** Copies of an item's words beside its texts: what the sender may see again, and translations that gave way. */
export async function copiesOf(db: Db, itemId: string): Promise<{ own: string[]; former: string[] }> {
  const rows = await db.itemVersion.findMany({ where: { itemId }, select: { id: true, kind: true, state: true } });
  return {
    own: rows.filter(({ kind }) => kind === 'own_words').map(({ id }) => id),
    former: rows.filter(({ kind, state }) => kind !== 'own_words' && state === 'superseded').map(({ id }) => id),
  };
}

/** Puts sealed texts in the place of the former ones, and destroys the former keys and those of `former` copies. */
export async function replaceTexts(
  tx: Tx,
  item: { id: string; version: number; state: string },
  { texts, former }: { texts: readonly Resealed[]; former: readonly string[] },
): Promise<void> {
  const original = texts.find(({ isOriginal }) => isOriginal);
  expectOne(
    await tx.item.updateMany({
      where: { id: item.id, version: item.version, state: item.state },
      data: { version: { increment: 1 }, ...(original && { body: original.body }) },
    }),
  );
  for (const { id, isOriginal, body, opening } of texts) {
    if (!isOriginal) expectOne(await tx.itemVersion.updateMany({ where: { id, itemId: item.id }, data: { body } }));
    if (opening) expectOne(await tx.textCommitment.updateMany({ where: { textId: id }, data: { opening } }));
  }
  const gone = [...texts.map(({ id }) => id), ...former];
  await tx.keySlot.deleteMany({ where: { objectId: { in: gone } } });
  await addKeySlots(
    tx,
    texts.map(({ slot }) => slot),
  );
}
