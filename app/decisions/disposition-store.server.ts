import type { Prisma } from '~/generated/prisma/client';
import { v7 } from 'uuid';
import type { DisposalInput, Disposition } from '~/decisions/disposition';
import type { LocalizedText } from '~/i18n/localized-text';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';

const DISPOSITION = {
  id: true,
  pointId: true,
  kind: true,
  reason: true,
  proof: true,
  reviewOn: true,
  decisionId: true,
  elementId: true,
  madeOn: true,
} as const;

type Row = Prisma.DispositionGetPayload<{ select: typeof DISPOSITION }>;

function asDisposition(row: Row): Disposition {
  return { ...row, reviewOn: row.reviewOn && dayOf(row.reviewOn), madeOn: dayOf(row.madeOn) } as Disposition;
}

/** The current dispositions of a round's points: of those that are there, and whose senders have not withdrawn. */
export async function dispositionsOfRound(db: Db, roundId: string): Promise<Disposition[]> {
  const rows = await db.disposition.findMany({
    where: { superseded: false, point: { roundId, state: { not: 'removed' }, item: { state: { not: 'withdrawn' } } } },
    select: DISPOSITION,
    orderBy: { id: 'asc' },
  });
  return rows.map(asDisposition);
}

/** What was decided about a point, the current one first, then what it replaced. */
export async function dispositionsOfPoint(db: Db, pointId: string): Promise<(Disposition & { superseded: boolean })[]> {
  const rows = await db.disposition.findMany({
    where: { pointId },
    select: { ...DISPOSITION, superseded: true },
    orderBy: [{ superseded: 'asc' }, { id: 'desc' }],
  });
  return rows.map(({ superseded, ...row }) => ({ ...asDisposition(row), superseded }));
}

/** Puts one disposition on each of these points; what stood there before is kept as superseded. */
export async function writeDispositions(
  tx: Tx,
  points: readonly { id: string }[],
  input: DisposalInput,
  by: { missionId: string; accountId: string; today: Day },
): Promise<void> {
  const pointIds = points.map(({ id }) => id);
  await tx.disposition.updateMany({
    where: { pointId: { in: pointIds }, superseded: false },
    data: { superseded: true },
  });
  await tx.disposition.createMany({
    data: pointIds.map((pointId) => ({
      id: v7(),
      missionId: by.missionId,
      pointId,
      kind: input.kind,
      reason: input.reason ?? null,
      proof: input.proof?.trim() || null,
      reviewOn: input.reviewOn ? dateOf(input.reviewOn) : null,
      decisionId: input.decisionId ?? null,
      elementId: input.elementId ?? null,
      byAccount: by.accountId,
      madeOn: dateOf(by.today),
    })),
  });
}

/** Times that `partner_tension` was given as a reason, by point: each is an attempt, and stays one (G02). */
export async function tensionAttempts(db: Db, pointIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.fact.groupBy({
    by: ['subjectId'],
    where: { subject: 'point', type: 'point.escalated', subjectId: { in: [...pointIds] } },
    _count: { _all: true },
  });
  return new Map(rows.map((row) => [row.subjectId, row._count._all]));
}

/** The attempts of a round: the count that is published. */
export async function tensionAttemptsOfRound(db: Db, roundId: string): Promise<number> {
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    select count(*) from app.fact f join app.point p on p.id = f.subject_id
    where f.subject = 'point' and f.type = 'point.escalated' and p.round_id = ${roundId}::uuid`;
  return Number(rows[0]?.count ?? 0);
}

/** A decision that a disposition can name. */
export interface DecisionChoice {
  id: string;
  number: number;
  state: string;
  level: string;
  outcome: LocalizedText;
}

export async function decisionChoices(db: Db, roundId: string): Promise<DecisionChoice[]> {
  const rows = await db.decision.findMany({
    where: { roundId, state: { not: 'superseded' } },
    select: { id: true, number: true, state: true, level: true, outcome: true },
    orderBy: { number: 'asc' },
  });
  return rows as DecisionChoice[];
}
