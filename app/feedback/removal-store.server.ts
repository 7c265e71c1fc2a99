import type { RemovalReason, RemovalState } from '~/feedback/removal';
import { isId } from '~/feedback/item-queue';
import type { Db, Tx } from '~/platform/db.server';
import { dateOf, type Day } from '~/platform/day';
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
