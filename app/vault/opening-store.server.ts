import { validate } from 'uuid';
import type { Prisma } from '~/generated/prisma/client';
import type { Db, Tx } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';
import { expectOne } from '~/record/record-change.server';
import type { OpeningKind, OpeningRequest, OpeningState, OpeningTarget, Review } from './opening';

export interface Opening extends OpeningRequest {
  state: OpeningState;
  requestHash: Uint8Array;
  approver: string | null;
  approverKey: string | null;
  approval: Uint8Array | null;
  reviewedBy: string | null;
  review: Review | null;
  version: number;
}

export const reasonPlace = (id: string) => ({ table: 'vault.opening', record: id, field: 'reason' });

type Row = Awaited<ReturnType<Db['opening']['findMany']>>[number];

async function opened(db: Db, rows: readonly Row[]): Promise<Opening[]> {
  const reasons = await openTexts(db, rows.map(({ id, reason }) => ({ place: reasonPlace(id), body: reason }))); // prettier-ignore
  return rows.map((row, at) => ({
    ...row,
    reason: reasons[at] ?? '',
    target: row.target as OpeningTarget,
    kind: row.kind as OpeningKind,
    state: row.state as OpeningState,
    review: row.review as Review | null,
  }));
}

/** The openings of the mission, newest first. */
export async function openingsOf(db: Db, take = 100): Promise<Opening[]> {
  return opened(db, await db.opening.findMany({ orderBy: { id: 'desc' }, take }));
}

export async function openingById(db: Db, id: string): Promise<Opening | null> {
  const row = validate(id) ? await db.opening.findUnique({ where: { id } }) : null;
  return row && ((await opened(db, [row]))[0] ?? null);
}

/** Uses of break-glass since a moment that nobody reviewed. */
export function unreviewedGlass(db: Db, since: Date): Promise<number> {
  return db.opening.count({ where: { kind: 'break_glass', state: { not: 'reviewed' }, requestedAt: { gt: since } } });
}

export async function insertOpening(
  tx: Tx,
  request: OpeningRequest,
  sealed: { state: OpeningState; reason: Uint8Array<ArrayBuffer>; requestHash: Uint8Array<ArrayBuffer> },
): Promise<void> {
  await tx.opening.create({ data: { ...request, ...sealed }, select: { id: true } });
}

/** The next version, from the state and version it was seen in: an approval is used by one alone. */
export async function moveOpening(
  tx: Tx,
  seen: Pick<Opening, 'id' | 'state' | 'version'>,
  data: Prisma.OpeningUpdateManyMutationInput,
): Promise<void> {
  expectOne(
    await tx.opening.updateMany({
      where: { id: seen.id, version: seen.version, state: seen.state },
      data: { ...data, version: { increment: 1 } },
    }),
  );
}
