import type { Prisma } from '~/generated/prisma/client';
import type { Commitment } from '~/decisions/commitment';
import type { LocalizedText } from '~/i18n/localized-text';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';

const COMMITMENT = {
  id: true,
  decisionId: true,
  text: true,
  ownerOffice: true,
  dueOn: true,
  state: true,
  evidence: true,
  reason: true,
  version: true,
} as const;

type Row = Prisma.CommitmentGetPayload<{ select: typeof COMMITMENT }>;
const asCommitment = (row: Row): Commitment => ({ ...row, dueOn: dayOf(row.dueOn) }) as Commitment;

/** Everything promised in a decision, in the order it was promised. */
export async function commitmentsOf(db: Db, decisionId: string): Promise<Commitment[]> {
  const rows = await db.commitment.findMany({ where: { decisionId }, select: COMMITMENT, orderBy: { id: 'asc' } });
  return rows.map(asCommitment);
}

/** What was promised in the signed decisions of a round. */
export async function commitmentsOfRound(db: Db, roundId: string): Promise<Commitment[]> {
  const rows = await db.commitment.findMany({
    where: { decision: { roundId, state: 'signed' } },
    select: COMMITMENT,
    orderBy: { id: 'asc' },
  });
  return rows.map(asCommitment);
}

export interface CommitmentLine extends Commitment {
  decision: { id: string; number: number; programId: string; roundId: string; signed: boolean };
  program: LocalizedText;
  working: string;
}

const WITH_DECISION = {
  ...COMMITMENT,
  decision: {
    select: {
      id: true,
      number: true,
      programId: true,
      roundId: true,
      state: true,
      program: { select: { title: true } },
      round: { select: { sourceLanguage: true } },
    },
  },
} as const;

function asLine({ decision, ...row }: Row & { decision: DecisionPart }): CommitmentLine {
  const { state, program, round, ...rest } = decision;
  return {
    ...asCommitment(row),
    decision: { ...rest, signed: state === 'signed' },
    program: program.title as LocalizedText,
    working: round.sourceLanguage,
  };
}

interface DecisionPart {
  id: string;
  number: number;
  programId: string;
  roundId: string;
  state: string;
  program: { title: unknown };
  round: { sourceLanguage: string };
}

/** The mission's commitments of signed decisions: what was promised to somebody. */
export async function commitmentLines(db: Db): Promise<CommitmentLine[]> {
  const rows = await db.commitment.findMany({
    where: { decision: { state: 'signed' } },
    select: WITH_DECISION,
    orderBy: { dueOn: 'asc' },
  });
  return rows.map(asLine);
}

export async function commitmentById(db: Db, id: string): Promise<CommitmentLine | null> {
  const row = await db.commitment.findUnique({ where: { id }, select: WITH_DECISION });
  return row && asLine(row);
}

/** The next version of a commitment, from the state and version it was seen in (409). */
export async function saveCommitment(
  tx: Tx,
  seen: Pick<Commitment, 'id' | 'version' | 'state'>,
  data: { state: string; evidence?: string; reason?: string; dueOn?: Day },
): Promise<void> {
  const { dueOn, ...columns } = data;
  expectOne(
    await tx.commitment.updateMany({
      where: { id: seen.id, version: seen.version, state: seen.state },
      data: { ...columns, ...(dueOn && { dueOn: dateOf(dueOn) }), version: { increment: 1 } },
    }),
  );
}
