import { v7 } from 'uuid';
import type { Prisma } from '~/generated/prisma/client';
import { isBackFilled, type Decision } from '~/decisions/decision';
import type { ChangeInput, CommitmentInput, DecisionTexts } from '~/decisions/decision-input';
import type { Relation } from '~/decisions/disposition';
import type { RecommendationState } from '~/decisions/recommendation';
import type { LocalizedText } from '~/i18n/localized-text';
import { dateOf, type Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';

type Seen = Pick<Decision, 'id' | 'missionId' | 'version' | 'state'>;

/** The next version of a decision, from the state and version it was seen in: of two simultaneous acts one loses (409). */
export async function saveDecision(
  tx: Tx,
  seen: Seen,
  data: Prisma.DecisionUncheckedUpdateManyInput = {},
): Promise<void> {
  expectOne(
    await tx.decision.updateMany({
      where: { id: seen.id, version: seen.version, state: seen.state },
      data: { ...data, version: { increment: 1 } },
    }),
  );
}

export function textColumns(texts: DecisionTexts) {
  const { question, outcome, rationale, alternatives, level } = texts;
  const recommendedTo = level === 'mission' ? null : texts.recommendedTo || null;
  return { question, outcome, rationale, alternatives, level, recommendedTo };
}

/** A new decision under the next number of its program; the program's row is held, so that no number is given twice. */
export async function insertDecision(
  tx: Tx,
  decision: Pick<Decision, 'id' | 'missionId' | 'programId' | 'roundId' | 'preparedBy'>,
  texts: DecisionTexts,
): Promise<number> {
  await tx.$queryRaw`select 1 from app.program where id = ${decision.programId}::uuid for update`;
  const last = await tx.decision.aggregate({ where: { programId: decision.programId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  await tx.decision.create({ data: { ...decision, ...textColumns(texts), number }, select: { id: true } });
  return number;
}

export interface NewChange extends ChangeInput {
  before: LocalizedText;
}

export async function insertChange(tx: Tx, decision: Pick<Decision, 'id' | 'missionId'>, change: NewChange) {
  const { elementId, before, after, effectiveOn } = change;
  await tx.programChange.create({
    data: {
      id: v7(),
      missionId: decision.missionId,
      decisionId: decision.id,
      elementId,
      before,
      after,
      effectiveOn: dateOf(effectiveOn),
    },
    select: { id: true },
  });
}

export async function deleteChange(tx: Tx, id: string): Promise<void> {
  expectOne(await tx.programChange.deleteMany({ where: { id } }));
}

export interface NewLink {
  pointId: string | null;
  themeId: string | null;
  relation: Relation;
}

/** Links points and themes to a decision. What is linked after the signature is marked so, once and for all. */
export async function insertLinks(tx: Tx, decision: Seen, links: readonly NewLink[], today: Day): Promise<void> {
  await tx.decisionLink.createMany({
    data: links.map((link) => ({
      ...link,
      id: v7(),
      missionId: decision.missionId,
      decisionId: decision.id,
      backFilled: isBackFilled(decision),
      linkedOn: dateOf(today),
    })),
  });
}

export async function deleteLink(tx: Tx, id: string): Promise<void> {
  expectOne(await tx.decisionLink.deleteMany({ where: { id } }));
}

export async function insertStep(
  tx: Tx,
  decision: Pick<Decision, 'id' | 'missionId'>,
  step: { state: RecommendationState; note: LocalizedText; stepOn: Day },
): Promise<void> {
  const { state, note, stepOn } = step;
  await tx.recommendationStep.create({
    data: { id: v7(), missionId: decision.missionId, decisionId: decision.id, state, note, stepOn: dateOf(stepOn) },
    select: { id: true },
  });
}

export async function insertCommitment(
  tx: Tx,
  id: string,
  decision: Pick<Decision, 'id' | 'missionId'>,
  { text, ownerOffice, dueOn }: CommitmentInput,
): Promise<void> {
  await tx.commitment.create({
    data: { id, missionId: decision.missionId, decisionId: decision.id, text, ownerOffice, dueOn: dateOf(dueOn) },
    select: { id: true },
  });
}
