import type { Prisma } from '~/generated/prisma/client';
import type { Decision, DecisionLink, ProgramChange, RecommendationStep } from '~/decisions/decision';
import { isId } from '~/feedback/item-queue';
import type { LocalizedText } from '~/i18n/localized-text';
import { dayOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';

const DECISION = {
  id: true,
  missionId: true,
  programId: true,
  roundId: true,
  number: true,
  level: true,
  state: true,
  question: true,
  outcome: true,
  rationale: true,
  alternatives: true,
  preparedBy: true,
  decidedBy: true,
  authorityId: true,
  decidedOn: true,
  recommendedTo: true,
  recommendation: true,
  recommendationDue: true,
  returnedReason: true,
  version: true,
  programChanges: {
    select: { id: true, elementId: true, before: true, after: true, effectiveOn: true },
    orderBy: { id: 'asc' },
  },
  decisionLinks: {
    select: { id: true, pointId: true, themeId: true, relation: true, backFilled: true, linkedOn: true },
    orderBy: { id: 'asc' },
  },
  recommendationSteps: { select: { id: true, state: true, note: true, stepOn: true }, orderBy: { id: 'asc' } },
} as const;

type Row = Prisma.DecisionGetPayload<{ select: typeof DECISION }>;
const day = (date: Date | null): Day | null => date && dayOf(date);

function asDecision({ programChanges, decisionLinks, recommendationSteps, ...row }: Row): Decision {
  return {
    ...row,
    decidedOn: day(row.decidedOn),
    recommendationDue: day(row.recommendationDue),
    changes: programChanges.map((one) => ({ ...one, effectiveOn: dayOf(one.effectiveOn) }) as ProgramChange),
    links: decisionLinks.map((one) => ({ ...one, linkedOn: dayOf(one.linkedOn) }) as DecisionLink),
    steps: recommendationSteps.map((one) => ({ ...one, stepOn: dayOf(one.stepOn) }) as RecommendationStep),
  } as Decision;
}

export async function decisionById(db: Db, id: string): Promise<Decision | null> {
  const row = isId(id) ? await db.decision.findUnique({ where: { id }, select: DECISION }) : null;
  return row && asDecision(row);
}

/** All decisions of a round in the order of their numbers, with changes, links and steps: for its pages and reports. */
export async function decisionsOfRound(db: Db, roundId: string): Promise<Decision[]> {
  const rows = await db.decision.findMany({ where: { roundId }, select: DECISION, orderBy: { number: 'asc' } });
  return rows.map(asDecision);
}

export interface DecisionLine extends Pick<
  Decision,
  | 'id'
  | 'programId'
  | 'roundId'
  | 'number'
  | 'level'
  | 'state'
  | 'question'
  | 'outcome'
  | 'decidedOn'
  | 'recommendation'
  | 'recommendationDue'
> {
  round: { slug: string; title: LocalizedText; sourceLanguage: string };
  program: { slug: string; title: LocalizedText };
  changes: number;
}

export interface DecisionFilter {
  state: string | null;
  round: string | null;
}

const LONGEST_LIST = 300;

/** The mission's decisions, newest first; of one round or state when told so. */
export async function decisionLines(db: Db, { state, round }: DecisionFilter): Promise<DecisionLine[]> {
  const rows = await db.decision.findMany({
    where: { ...(state && { state }), ...(round && { round: { slug: round } }) },
    select: {
      id: true,
      programId: true,
      roundId: true,
      number: true,
      level: true,
      state: true,
      question: true,
      outcome: true,
      decidedOn: true,
      recommendation: true,
      recommendationDue: true,
      round: { select: { slug: true, title: true, sourceLanguage: true } },
      program: { select: { slug: true, title: true } },
      _count: { select: { programChanges: true } },
    },
    orderBy: { id: 'desc' },
    take: LONGEST_LIST,
  });
  return rows.map(({ _count, ...row }) => ({
    ...row,
    decidedOn: day(row.decidedOn),
    recommendationDue: day(row.recommendationDue),
    changes: _count.programChanges,
  })) as DecisionLine[];
}

/** Everybody who wrote in a decision or an answer, from the record: none of them may sign or approve it. */
export async function writersOf(db: Db, subject: 'decision' | 'answer', id: string): Promise<string[]> {
  const rows = await db.fact.findMany({
    where: {
      subject,
      subjectId: id,
      type: { in: [`${subject}.drafted`, `${subject}.changed`, `${subject}.edited`] },
      actorId: { not: null },
    },
    select: { actorId: true },
    distinct: ['actorId'],
  });
  return rows.flatMap(({ actorId }) => actorId ?? []);
}

/** The office that a decision was signed for, with the text of its authority: offices are published, names are not. */
export async function authorityOf(
  db: Db,
  id: string | null,
): Promise<{ role: string; authority: string; fromOn: Day } | null> {
  if (!id) return null;
  const row = await db.roleAssignment.findUnique({
    where: { id },
    select: { role: true, authority: true, fromOn: true },
  });
  return row && { ...row, fromOn: dayOf(row.fromOn) };
}
