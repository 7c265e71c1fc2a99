import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { dayOf } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Refusal, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import type { MinorEdit } from '~/rounds/minor-edit';
import { planMinorEdit } from '~/rounds/minor-edit-plan';
import { openMinorEdit } from '~/rounds/minor-edit-store.server';
import { saveMinorEdit } from '~/rounds/minor-edit-writes.server';
import { hasOwnOptions, MOST_QUESTIONS, optionsFrom, type Question } from '~/rounds/question';
import type { QuestionAddition, QuestionEdit } from '~/rounds/question-input';
import type { Round } from '~/rounds/round';
import { languagesOf, questionsOf, roundById, textsOfRound } from '~/rounds/round-store.server';
import { languagesAfter, type RoundLanguage } from '~/rounds/round-texts';
import { questionColumns, saveLanguages, saveRound } from '~/rounds/round-writes.server';

interface Builder {
  round: Round;
  questions: Question[];
  languages: RoundLanguage[];
  minorEdit: MinorEdit | null;
}

/**
 * What becomes of the questions, or why not. `writes`: words of the source language are new or changed; `minor`: the
 * editor says that they mean the same.
 */
type Plan = { questions: Question[]; writes: boolean; minor?: boolean } | { refusal: Refusal };

async function loadBuilder(staff: Staff, roundId: string): Promise<Builder | null> {
  return readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    if (!round) return null;
    const [questions, languages] = [await questionsOf(db, roundId), await languagesOf(db, roundId)];
    return { round, questions, languages, minorEdit: await openMinorEdit(db, roundId) };
  });
}

async function writeQuestions(tx: Tx, round: Round, before: readonly Question[], after: readonly Question[]) {
  const kept = new Set(after.map((question) => question.id));
  const gone = before.filter((question) => !kept.has(question.id)).map((question) => question.id);
  if (gone.length > 0) await tx.question.deleteMany({ where: { id: { in: gone } } });
  for (const [index, question] of after.entries()) {
    const { id, ...columns } = questionColumns(round, { ...question, position: index + 1 });
    const old = before.find((one) => one.id === id);
    if (!old) await tx.question.create({ data: { id, ...columns }, select: { id: true } });
    else if (old !== question || old.position !== index + 1) {
      await tx.question.update({ where: { id }, data: columns, select: { id: true } });
    }
  }
}

/** The one path by which questions change: only in a draft, with the state of every language's texts brought along. */
async function changeQuestions(
  staff: Staff,
  roundId: string,
  plan: (round: Round, questions: readonly Question[]) => Plan,
): Promise<Result> {
  const builder = await loadBuilder(staff, roundId);
  if (!builder) return refuse('round.not_found');
  const { round, questions } = builder;
  const over = { roundId, programId: round.programId };
  if (!staff.may('round.edit', over)) return refuse('workflow.not_allowed');
  if (round.state !== 'draft') return refuse('round.not_draft');
  const planned = plan(round, questions);
  if ('refusal' in planned) return refuse(planned.refusal);
  const texts = { before: textsOfRound(round, questions), after: textsOfRound(round, planned.questions) };
  const edit = planned.writes ? { language: round.sourceLanguage, by: staff.accountId } : null;
  const { languages: rows, minorEdit: open } = builder;
  const change = { texts, source: round.sourceLanguage, by: staff.accountId };
  const minorPlan = planMinorEdit({ ...change, rows, minor: planned.minor ?? false, open });
  if (!minorPlan.ok) return minorPlan;
  const languages = languagesAfter(rows, texts, round.sourceLanguage, edit);
  const id = v7();
  const proposed = minorPlan.value.proposal && { minorEdit: id };
  const fact = next('round.edited', round, { questions: planned.questions.length, ...proposed });
  await recordChange(staff.actor('round.edit', over), [fact], async (tx) => {
    await saveRound(tx, round, {});
    await writeQuestions(tx, round, questions, planned.questions);
    await saveLanguages(tx, round, languages);
    await saveMinorEdit(tx, round, minorPlan.value, { id, open, today: dayOf(now()) });
  });
  return done();
}

/** Adds a question at the end, written in the round's source language; the other languages then lack it. */
export function addQuestion(staff: Staff, roundId: string, input: QuestionAddition): Promise<Result> {
  return changeQuestions(staff, roundId, ({ sourceLanguage }, questions) => {
    if (questions.length >= MOST_QUESTIONS) return { refusal: 'round.too_many_questions' };
    const question: Question = {
      id: v7(),
      position: questions.length + 1,
      kind: input.kind,
      required: input.required,
      label: { [sourceLanguage]: input.label },
      help: input.help ? { [sourceLanguage]: input.help } : {},
      options: hasOwnOptions(input.kind) ? optionsFrom(input.options, [], sourceLanguage) : [],
    };
    return { questions: [...questions, question], writes: true };
  });
}

/** Changes a question's words in the source language, minor or not, whether it must be answered, and its choices. */
export function editQuestion(staff: Staff, roundId: string, input: QuestionEdit): Promise<Result> {
  return changeQuestions(staff, roundId, ({ sourceLanguage }, questions) => {
    const old = questions.find((question) => question.id === input.questionId);
    if (!old) return { refusal: 'round.no_such_question' };
    const own = hasOwnOptions(old.kind);
    if (own && input.options.length < 2) return { refusal: 'round.options_needed' };
    const edited: Question = {
      ...old,
      required: input.required,
      label: { ...old.label, [sourceLanguage]: input.label },
      help: input.help ? { ...old.help, [sourceLanguage]: input.help } : {},
      options: own ? optionsFrom(input.options, old.options, sourceLanguage) : [],
    };
    const { minor } = input;
    return { questions: questions.map((one) => (one === old ? edited : one)), writes: true, minor };
  });
}

/** Moves a question one place up or down, or removes it. No words change, so no translation is outdated. */
export function arrangeQuestion(
  staff: Staff,
  roundId: string,
  questionId: string,
  act: 'up' | 'down' | 'remove',
): Promise<Result> {
  return changeQuestions(staff, roundId, (_round, questions) => {
    const index = questions.findIndex((question) => question.id === questionId);
    const moved = questions[index];
    if (!moved) return { refusal: 'round.no_such_question' };
    const others = questions.filter((question) => question !== moved);
    if (act === 'remove') return { questions: others, writes: false };
    const place = Math.min(Math.max(index + (act === 'up' ? -1 : 1), 0), others.length);
    return { questions: [...others.slice(0, place), moved, ...others.slice(place)], writes: false };
  });
}
