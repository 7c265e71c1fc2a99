import type { Staff } from '~/auth/staff.server';
import {
  ANSWER_WORKFLOW,
  approvalEffects,
  isDisposed,
  pointsInPlay,
  REVIEW_WORKFLOW,
  type Answer,
  type AnswerEvent,
} from '~/decisions/answer';
import { answerIn, overOf, type LoadedAnswer } from '~/decisions/answer-loading.server';
import { openAnswers, returnsOf } from '~/decisions/answer-store.server';
import { caseOf } from '~/decisions/approve-commands.server';
import { warningsFor, type AnswerWarnings } from '~/decisions/answer-warnings.server';
import { decisionsOfRound } from '~/decisions/decision-store.server';
import { dispositionsOfRound } from '~/decisions/disposition-store.server';
import { pointsOfTheme, type TickPoint } from '~/decisions/linked-points.server';
import { maySee, pointCases } from '~/decisions/point-case-store.server';
import { openPointTexts } from '~/feedback/point-store.server';
import { themeById } from '~/feedback/codebook-store.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { seesLists } from '~/feedback/reader';
import type { Decision } from '~/decisions/decision';
import type { Disposition } from '~/decisions/disposition';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Db } from '~/platform/db.server';
import type { Round } from '~/rounds/round';
import { roundById } from '~/rounds/round-store.server';
import { openEvents, type OpenEvent } from '~/workflow/workflow';

/** Everything the desk's page of an answer shows. */
export interface AnswerView {
  answer: Answer;
  text: string | null;
  round: Round;
  theme: { id: string; title: LocalizedText } | null;
  siblings: Answer[];
  returns: { reason: string | null; on: string }[];
  points: TickPoint[];
  covered: number;
  /** Points that an approval now would answer, and those that wait for another language. */
  answers: number;
  waiting: Record<string, number>;
  warnings: AnswerWarnings;
  events: OpenEvent<AnswerEvent>[];
  /** The dispositions of the covered points, and the signed decisions they rest on. */
  dispositions: Disposition[];
  decisions: Decision[];
  mayDraft: boolean;
  mayTranslate: boolean;
}

/** The points that can be ticked for an answer: of its item, or coded to its theme. */
export async function tickable(
  db: Db,
  staff: Staff,
  about: { roundId: string; itemId: string | null; themeId: string | null },
): Promise<TickPoint[]> {
  if (about.themeId) return pointsOfTheme(db, about.roundId, about.themeId);
  const item = about.itemId ? await itemForDesk(db, staff, about.itemId) : null;
  if (!item) return [];
  const texts = await openPointTexts(db, item.points);
  return item.points.map(({ id, itemId, state, disposition }, index) => ({
    id,
    itemId,
    state,
    disposition,
    summary: texts[index]?.summary ?? null,
  }));
}

function eventsOf(staff: Staff, loaded: LoadedAnswer): OpenEvent<AnswerEvent>[] {
  const over = overOf(loaded);
  const subject = caseOf(staff, loaded);
  const may = (permission: Parameters<Staff['may']>[0]) => staff.may(permission, over);
  const { state } = loaded.answer;
  const review = state === 'draft' || state === 'submitted' ? openEvents(REVIEW_WORKFLOW[state], subject, may) : [];
  const reviewable = review.filter(({ refusal }) => refusal !== 'answer.nothing_to_review');
  return [...openEvents(ANSWER_WORKFLOW, subject, may), ...reviewable];
}

/** Loads the page of an answer; null for one that the reader may not see. */
export async function answerView(db: Db, staff: Staff, id: string): Promise<AnswerView | null> {
  const loaded = await answerIn(db, staff, id);
  if (!loaded) return null;
  const { answer, points } = loaded;
  const over = overOf(loaded);
  const round = await roundById(db, answer.roundId);
  if (!round || !seesLists(staff.roles) || !staff.may('item.read', over)) return null;
  const text = (await openAnswers(db, [id])).get(id) ?? null;
  const inPlay = pointsInPlay(points);
  const effects = approvalEffects(answer.language, points);
  const ticked = new Set(answer.pointIds);
  const all = await dispositionsOfRound(db, round.id);
  const dispositions = all.filter((one) => ticked.has(one.pointId));
  const named = new Set(dispositions.map((one) => one.decisionId));
  const decisions = (await decisionsOfRound(db, round.id)).filter((one) => one.state === 'signed' && named.has(one.id));
  return {
    answer,
    text,
    round,
    theme: answer.themeId ? await themeById(db, answer.themeId) : null,
    siblings: loaded.siblings.filter((one) => one.id !== id),
    returns: await returnsOf(db, id),
    points: await tickable(db, staff, answer),
    covered: inPlay.length,
    answers: effects.answered.length,
    waiting: effects.waiting,
    warnings: await warningsFor(db, { staff, answer, text: text ?? '', points: inPlay, refused: all }),
    events: eventsOf(staff, loaded),
    dispositions,
    decisions,
    mayDraft: staff.may('answer.draft', over),
    mayTranslate: staff.may('answer.draft', over) || staff.may('translation.write', over),
  };
}

/** Languages that senders of a theme's disposed points wait for. */
export async function languagesWaiting(
  db: Db,
  staff: Staff,
  pointIds: readonly string[],
): Promise<Record<string, number>> {
  const points = (await pointCases(db, pointIds)).filter((point) => maySee(staff, point) && isDisposed(point));
  return approvalEffects('', points).waiting;
}
