import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { sameLanguage, type Answer } from '~/decisions/answer';
import type { AnswerDraft, AnswerEdit, AnswerTranslation } from '~/decisions/answer-input';
import { loadAnswer, overOf } from '~/decisions/answer-loading.server';
import { answerPlace } from '~/decisions/answer-store.server';
import {
  insertAnswer,
  insertTicks,
  replaceText,
  saveAnswer,
  saveTicks,
  type Tick,
} from '~/decisions/answer-writes-store.server';
import { maySee, pointCases, type PointCase } from '~/decisions/point-case-store.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { themeById } from '~/feedback/codebook-store.server';
import { dateOf, dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { done, refuse, type Refusal, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { type Actor, born, next } from '~/record/fact';
import { sealForVisit } from '~/record/key-slots.server';
import { recordChange } from '~/record/record-change.server';
import { roundById } from '~/rounds/round-store.server';

/** What an answer is about: one item, or what several said under a theme. */
export type About = { itemId: string; themeId?: undefined } | { themeId: string; itemId?: undefined };

interface Place {
  missionId: string;
  roundId: string;
  programId: string;
}

async function placeOf(staff: Staff, db: Db, about: About): Promise<Place | null> {
  if (about.itemId) {
    const item = await itemForDesk(db, staff, about.itemId);
    return item && { missionId: item.missionId, roundId: item.roundId, programId: item.round.programId };
  }
  const theme = await themeById(db, about.themeId!);
  const round = theme && (await roundById(db, theme.roundId));
  return round && { missionId: round.missionId, roundId: round.id, programId: round.programId };
}

/** Every point ticked must be one the answer can be about: of the item, or coded to the theme. */
function ticksRefusal(
  staff: Staff,
  about: Pick<Answer, 'itemId' | 'themeId'>,
  wanted: readonly string[],
  points: readonly PointCase[],
): Refusal | null {
  const fits = (point: PointCase) =>
    about.itemId ? point.item.id === about.itemId : point.themeIds.includes(about.themeId ?? '');
  const found = points.filter((point) => maySee(staff, point) && point.state !== 'removed' && fits(point));
  return found.length < new Set(wanted).size ? 'answer.point_elsewhere' : null;
}

async function insert(actor: Actor, place: Place, answer: NewText, ticks: readonly Tick[]): Promise<string> {
  const id = v7();
  const { missionId, roundId } = place;
  const { text, ...columns } = answer;
  const sealed = sealForVisit(answerPlace(id), text);
  const fact = born('answer.drafted', id, { language: answer.language, points: ticks.length });
  await recordChange(actor, [fact], async (tx) => {
    const row = { ...columns, id, missionId, roundId, drafter: actor.accountId!, draftedOn: dayOf(now()) };
    await insertAnswer(tx, row, sealed);
    await insertTicks(tx, { id, missionId }, ticks);
  });
  return id;
}

type NewText = Pick<Answer, 'itemId' | 'themeId' | 'language' | 'translation'> & { text: string };

/**
 * Drafts an answer for an item or a theme in one language, with the points that a person ticked as covered. The text is
 * sealed so that the holder of the return code can open it once it is approved.
 */
export async function draftAnswer(staff: Staff, about: About, input: AnswerDraft): Promise<Result<{ id: string }>> {
  const [place, points] = await readForDesk(staff, async (db) => [
    await placeOf(staff, db, about),
    await pointCases(db, input.pointIds),
  ]);
  if (!place) return refuse('answer.not_found');
  if (!staff.may('answer.draft', place)) return refuse('workflow.not_allowed');
  const target = { itemId: about.itemId ?? null, themeId: about.themeId ?? null };
  const refusal = ticksRefusal(staff, target, input.pointIds, points);
  if (refusal) return refuse(refusal);
  const [tickedBy, tickedOn] = [staff.accountId, dateOf(dayOf(now()))];
  const ticks = [...new Set(input.pointIds)].map((pointId) => ({ pointId, tickedBy, tickedOn }));
  const { language, translation, text } = input;
  const actor = staff.actor('answer.draft', place);
  return done({ id: await insert(actor, place, { ...target, language, translation, text }, ticks) });
}

/** The same answer in another language. What was ticked as covered stays so, and by whom. Refuses a second text in one. */
export async function translateAnswer(
  staff: Staff,
  answerId: string,
  input: AnswerTranslation,
): Promise<Result<{ id: string }>> {
  const loaded = await loadAnswer(staff, answerId);
  if (!loaded) return refuse('answer.not_found');
  const { answer, siblings, ticks } = loaded;
  const place = overOf(loaded);
  const permission = (['answer.draft', 'translation.write'] as const).find((one) => staff.may(one, place));
  if (!permission) return refuse('workflow.not_allowed');
  const samePoints = (one: Answer) => one.pointIds.join() === answer.pointIds.join();
  const there = siblings.some(
    (one) => one.state !== 'superseded' && sameLanguage(one.language, input.language) && samePoints(one),
  );
  if (there) return refuse('answer.language_there');
  const { itemId, themeId } = answer;
  return done({ id: await insert(staff.actor(permission, place), place, { itemId, themeId, ...input }, ticks) });
}

/** Rewrites the draft of an answer and what it covers. Who wrote in it can no longer approve it. */
export async function editAnswer(staff: Staff, answerId: string, edit: AnswerEdit): Promise<Result> {
  const loaded = await loadAnswer(staff, answerId);
  if (!loaded) return refuse('answer.not_found');
  const { answer } = loaded;
  const over = overOf(loaded);
  if (!staff.may('answer.draft', over)) return refuse('workflow.not_allowed');
  if (answer.state !== 'draft') return refuse('answer.not_draft');
  const points = await readForDesk(staff, (db) => pointCases(db, edit.pointIds));
  const refusal = ticksRefusal(staff, answer, edit.pointIds, points);
  if (refusal) return refuse(refusal);
  const sealed = sealForVisit(answerPlace(answer.id), edit.text);
  const fact = next('answer.edited', answer, { points: edit.pointIds.length });
  await recordChange(staff.actor('answer.draft', over), [fact], async (tx) => {
    await saveAnswer(tx, answer, { body: sealed.body, translation: edit.translation });
    await replaceText(tx, answer.id, sealed);
    await saveTicks(tx, answer, edit.pointIds, { accountId: staff.accountId, today: dayOf(now()) });
  });
  return done();
}
