import { dayOf } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import type { IssuedBatch } from '~/rounds/invitation';

/** What was issued for a round, the latest first. */
export async function batchesOf(db: Db, roundId: string): Promise<IssuedBatch[]> {
  const rows = await db.invitationBatch.findMany({
    where: { roundId },
    select: { id: true, entryId: true, issued: true, issuedOn: true },
    orderBy: { id: 'desc' },
  });
  return rows.map((row) => ({ ...row, issuedOn: dayOf(row.issuedOn) }));
}

/** How many of a round's invitations have come back; of which batch, nothing tells. */
export async function spentOf(db: Db, roundId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ spent: number }[]>`
    select count(*)::int as spent from app.invitation where round_id = ${roundId}::uuid and spent`;
  return row?.spent ?? 0;
}

export interface NewBatch {
  batch: { id: string; missionId: string; roundId: string; entryId: string | null; issued: number; issuedBy: string };
  issuedOn: Date;
  hashes: readonly Uint8Array[];
}

/** The batch counts; the invitations stand apart from it, in no order. */
export async function insertInvitations(tx: Tx, { batch, issuedOn, hashes }: NewBatch): Promise<void> {
  const { missionId, roundId } = batch;
  await tx.invitationBatch.createMany({ data: [{ ...batch, issuedOn }] });
  const rows = hashes.map((hash) => ({ hash: new Uint8Array(hash), missionId, roundId }));
  rows.sort((one, other) => Buffer.compare(one.hash, other.hash));
  await tx.invitation.createMany({ data: rows });
}
