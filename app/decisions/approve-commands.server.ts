import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import {
  ANSWER_FACTS,
  ANSWER_WORKFLOW,
  approvalEffects,
  isDisposed,
  pointsInPlay,
  REVIEW_WORKFLOW,
  sameLanguage,
  type Answer,
  type AnswerCase,
  type AnswerEvent,
  type ApprovalEffects,
} from '~/decisions/answer';
import { loadAnswer, overOf, type LoadedAnswer } from '~/decisions/answer-loading.server';
import { returnPlace } from '~/decisions/answer-store.server';
import { insertReturn, saveAnswer } from '~/decisions/answer-writes-store.server';
import type { ItemCaseHere, PointCase } from '~/decisions/point-case-store.server';
import { stepFacts } from '~/decisions/weighing';
import { walkItem, writeWeighing } from '~/decisions/weighing-writes-store.server';
import type { ItemState } from '~/feedback/item';
import { dateOf, dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next, type Fact } from '~/record/fact';
import { sealForDesk } from '~/record/key-slots.server';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

/** An answer as its workflow judges it. */
export function caseOf(staff: Staff, { answer, points, writers, authorityInForce }: LoadedAnswer): AnswerCase {
  const inPlay = pointsInPlay(points);
  return {
    state: answer.state,
    translation: answer.translation,
    actorId: staff.accountId,
    writers,
    authorityInForce,
    covered: inPlay.length,
    undisposed: inPlay.filter((point) => !isDisposed(point)).length,
  };
}

export interface AnswerMove {
  event: AnswerEvent;
  /** Why it goes back: `return` is refused without. */
  reason?: string | undefined;
}

/**
 * Moves an answer by an event of its workflow. An approval answers the ticked points whose senders want this language;
 * items whose every point is answered become available to their senders. Refuses an approver who wrote in it, a role
 * not in force today, and points without a disposition that counts.
 */
export async function moveAnswer(staff: Staff, id: string, { event, reason }: AnswerMove): Promise<Result> {
  const loaded = await loadAnswer(staff, id);
  if (!loaded) return refuse('answer.not_found');
  if (event === 'review_translation') return reviewTranslation(staff, loaded);
  const { answer } = loaded;
  const over = overOf(loaded);
  const stepped = step(ANSWER_WORKFLOW, caseOf(staff, loaded), event, (permission) => staff.may(permission, over));
  if (!stepped.ok) return stepped;
  if (event === 'approve') return approve(staff, loaded);
  if (event === 'return') return sendBack(staff, loaded, reason?.trim() ?? '');
  await recordChange(staff.actor('answer.draft', over), [next(ANSWER_FACTS[event], answer)], (tx) =>
    saveAnswer(tx, answer, { state: stepped.value }),
  );
  return done();
}

async function sendBack(staff: Staff, loaded: LoadedAnswer, reason: string): Promise<Result> {
  if (!reason) return refuse('answer.reason_missing');
  const { answer } = loaded;
  const { missionId } = answer;
  const row = { id: v7(), missionId, answerId: answer.id, byAccount: staff.accountId, madeOn: dayOf(now()) };
  const sealed = await sealForDesk(returnPlace(row.id), reason);
  await recordChange(staff.actor('answer.approve', overOf(loaded)), [next('answer.returned', answer)], async (tx) => {
    await saveAnswer(tx, answer, { state: 'draft' });
    await insertReturn(tx, row, sealed);
  });
  return done();
}

/** A second speaker has read a translation and stands for it. */
async function reviewTranslation(staff: Staff, loaded: LoadedAnswer): Promise<Result> {
  const { answer } = loaded;
  const over = overOf(loaded);
  if (answer.state !== 'draft' && answer.state !== 'submitted') return refuse('workflow.not_from_here');
  const may = (permission: Parameters<Staff['may']>[0]) => staff.may(permission, over);
  const stepped = step(REVIEW_WORKFLOW[answer.state], caseOf(staff, loaded), 'review_translation', may);
  if (!stepped.ok) return stepped;
  await recordChange(staff.actor('translation.review', over), [next('answer.reviewed', answer)], (tx) =>
    saveAnswer(tx, answer, { translation: 'human_reviewed' }),
  );
  return done();
}

const NOW_AVAILABLE: readonly ItemState[] = ['response_approved', 'answer_available'];

/** A new answer to one item takes the place of the former one in its language: after a dispute, say. */
function replaced({ answer, siblings }: LoadedAnswer): Answer[] {
  return siblings.filter(
    (one) =>
      answer.itemId !== null &&
      one.id !== answer.id &&
      one.state === 'approved' &&
      sameLanguage(one.language, answer.language),
  );
}

function approvalFacts(answer: Answer, authorityId: string, effects: ApprovalEffects, old: readonly Answer[]) {
  const about = { authority: authorityId, language: answer.language, points: effects.answered.length };
  return [
    next('answer.approved', answer, about),
    ...old.map((one) => next('answer.superseded', one, { by: answer.id })),
    ...effects.answered.map((point) => next('point.answered', point, { answer: answer.id })),
    ...effects.available.flatMap((item) => stepFacts(item, NOW_AVAILABLE)),
  ] as [Fact, ...Fact[]];
}

async function approve(staff: Staff, loaded: LoadedAnswer): Promise<Result> {
  const { answer, points } = loaded;
  const over = overOf(loaded);
  const authority = staff.authority('answer.approve', over)!;
  const effects = approvalEffects(answer.language, points);
  const old = replaced(loaded);
  const today = dayOf(now());
  await recordChange(
    staff.actor('answer.approve', over),
    approvalFacts(answer, authority.id, effects, old),
    async (tx) => {
      const signed = { approver: staff.accountId, authorityId: authority.id, approvedOn: dateOf(today) };
      await saveAnswer(tx, answer, { state: 'approved', ...signed });
      for (const one of old) await saveAnswer(tx, one, { state: 'superseded' });
      await writeWeighing(tx, effects.answered as PointCase[], 'answered', { moves: [], day: today });
      for (const item of effects.available as ItemCaseHere[]) await walkItem(tx, item, NOW_AVAILABLE, today);
    },
  );
  return done();
}
