import type { LocalizedText } from '~/i18n/localized-text';
import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';
import type { Visit, VisitedItem } from './visit';
import {
  answersToShow,
  type AnswerRow,
  type PointOutcome,
  type ShownAnswer,
  type ShownChange,
  type ShownDecision,
} from './visit-answer';
import { readVisit } from './visit-door-store.server';

/** The approved answers of the item itself and of the themes ticked for one of its points, in all their languages. */
async function answersOf(db: Db, itemId: string, pointIds: string[]): Promise<(AnswerRow & { body: Uint8Array })[]> {
  const ticked = await db.answerPoint.findMany({ where: { pointId: { in: pointIds } }, select: { answerId: true } });
  const rows = await db.answer.findMany({
    select: { id: true, itemId: true, themeId: true, language: true, translation: true, body: true },
    orderBy: { id: 'asc' },
  });
  const tickedIds = ticked.map(({ answerId }) => answerId);
  const themes = new Set(rows.filter(({ id }) => tickedIds.includes(id)).flatMap(({ themeId }) => themeId ?? []));
  return rows.filter((row) => row.itemId === itemId || (row.themeId && themes.has(row.themeId))) as (AnswerRow & {
    body: Uint8Array;
  })[];
}

async function outcomesOf(db: Db, pointIds: string[]): Promise<PointOutcome[]> {
  const rows = await db.disposition.findMany({
    where: { pointId: { in: pointIds }, superseded: false },
    select: { pointId: true, kind: true, reason: true, proof: true, reviewOn: true, decisionId: true },
    orderBy: { madeOn: 'asc' },
  });
  return rows.map((row) => ({ ...row, reviewOn: row.reviewOn && dayOf(row.reviewOn) }));
}

async function changesOf(db: Db, decisionId: string): Promise<ShownChange[]> {
  const rows = await db.programChange.findMany({
    where: { decisionId },
    select: {
      id: true,
      before: true,
      after: true,
      effectiveOn: true,
      element: { select: { number: true, title: true } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ element, effectiveOn, id, before, after }) => ({
    id,
    number: element.number,
    title: element.title as LocalizedText,
    before: before as LocalizedText,
    after: after as LocalizedText,
    effectiveOn: dayOf(effectiveOn),
  }));
}

const DECISION = {
  id: true,
  number: true,
  question: true,
  outcome: true,
  rationale: true,
  decidedOn: true,
  recommendedTo: true,
  recommendation: true,
  recommendationDue: true,
  recommendationSteps: { select: { state: true, note: true, stepOn: true }, orderBy: { stepOn: 'asc' } },
  commitments: { select: { id: true, text: true, ownerOffice: true, dueOn: true, state: true, reason: true } },
} as const;

/** Decisions that are not signed cannot be read here: the database holds them back. */
async function decisionsOf(db: Db, ids: string[]): Promise<ShownDecision[]> {
  const rows = await db.decision.findMany({ where: { id: { in: ids } }, select: DECISION, orderBy: { number: 'asc' } });
  return Promise.all(
    rows.map(async ({ recommendationSteps, commitments, decidedOn, recommendationDue, ...row }) => ({
      ...row,
      question: row.question as LocalizedText,
      outcome: row.outcome as LocalizedText,
      rationale: row.rationale as LocalizedText,
      decidedOn: decidedOn && dayOf(decidedOn),
      recommendationDue: recommendationDue && dayOf(recommendationDue),
      steps: recommendationSteps.map(({ state, note, stepOn }) => ({
        state,
        note: note as LocalizedText,
        on: dayOf(stepOn),
      })),
      changes: await changesOf(db, row.id),
      commitments: commitments.map(({ text, dueOn, ...one }) => ({
        ...one,
        text: text as LocalizedText,
        dueOn: dayOf(dueOn),
      })),
    })),
  );
}

/** The answer to one item with all that stands behind it: what was decided on each point, why, and what changed. */
export async function loadAnswer({ submission, round }: Visit, item: VisitedItem): Promise<ShownAnswer> {
  return readVisit(submission.missionId, submission.id, async (db) => {
    const points = await db.point.findMany({
      where: { itemId: item.id, state: { not: 'removed' } },
      select: { id: true },
    });
    const pointIds = points.map(({ id }) => id);
    const rows = await answersOf(db, item.id, pointIds);
    const chosen = answersToShow(rows, submission.answerLanguage);
    const bodies = new Map(rows.map(({ id, body }) => [id, body]));
    const texts = await openTexts(
      db,
      chosen.map(({ id }) => ({ place: { table: 'answer', record: id, field: 'body' }, body: bodies.get(id) ?? null })),
    );
    const outcomes = await outcomesOf(db, pointIds);
    return {
      itemId: item.id,
      answerLanguage: submission.answerLanguage,
      sourceLanguage: round?.sourceLanguage ?? 'en',
      texts: chosen.map(({ id, language, translation }, index) => ({
        id,
        language,
        translation,
        text: texts[index] ?? null,
      })),
      outcomes,
      decisions: await decisionsOf(
        db,
        outcomes.flatMap(({ decisionId }) => decisionId ?? []),
      ),
    };
  });
}
