import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import type { FormError } from '~/auth/refused-form';
import { dayOf } from '~/platform/day';
import { done, refuse, type Refusal, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import type { MinorEdit } from '~/rounds/minor-edit';
import { planMinorEdit } from '~/rounds/minor-edit-plan';
import { openMinorEdit } from '~/rounds/minor-edit-store.server';
import { saveMinorEdit } from '~/rounds/minor-edit-writes.server';
import { HELP, LABEL, type Question } from '~/rounds/question';
import { isBeforeOpening, ROUND_TITLE, type Round } from '~/rounds/round';
import { languagesOf, questionsOf, roundById, textsOfRound } from '~/rounds/round-store.server';
import {
  languagesAfter,
  missingFields,
  textFields,
  textHash,
  withWords,
  type RoundLanguage,
  type RoundTexts,
  type TextField,
} from '~/rounds/round-texts';
import { saveLanguages, saveQuestionWords, saveRound } from '~/rounds/round-writes.server';

/** Characters of each kind of text. */
export const TEXT_LENGTHS: Readonly<Record<TextField['kind'], number>> = {
  title: ROUND_TITLE,
  purpose: 2_000,
  outcome: 2_000,
  label: LABEL,
  help: HELP,
  option: 200,
};

interface Texts {
  round: Round;
  questions: Question[];
  texts: RoundTexts;
  languages: RoundLanguage[];
  row: RoundLanguage;
  minorEdit: MinorEdit | null;
}

/** Translations may follow until the round opens; the source itself is fixed with the draft. */
function notWritable(round: Round, language: string): Refusal | null {
  if (round.state === 'draft') return null;
  if (language === round.sourceLanguage) return 'round.not_draft';
  return isBeforeOpening(round) ? null : 'round_text.fixed';
}

async function loadTexts(staff: Staff, roundId: string, language: string): Promise<Texts | null> {
  return readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    if (!round?.languages.includes(language)) return null;
    const [questions, languages] = [await questionsOf(db, roundId), await languagesOf(db, roundId)];
    const row = languages.find((one) => one.language === language);
    if (!row) return null;
    const minorEdit = await openMinorEdit(db, roundId);
    return { round, questions, texts: textsOfRound(round, questions), languages, row, minorEdit };
  });
}

/** What was typed that is too long, by field. */
export function tooLong(texts: RoundTexts, typed: ReadonlyMap<string, string>): FormError[] {
  return textFields(texts).flatMap(({ name, kind }) =>
    (typed.get(name)?.trim().length ?? 0) > TEXT_LENGTHS[kind]
      ? [{ field: name, key: 'forms:issue.too_long', values: { count: TEXT_LENGTHS[kind] } }]
      : [],
  );
}

/**
 * Saves the words of a round in one language as a draft that somebody else must review. Words changed in the source
 * language make all others outdated (G07); `minor`, if the editor says that they change no meaning, lets a second person
 * undo that. Refuses a round that is past the state in which its words may change.
 */
export async function saveTexts(
  staff: Staff,
  roundId: string,
  language: string,
  typed: ReadonlyMap<string, string>,
  { minor = false }: { minor?: boolean } = {},
): Promise<Result> {
  const loaded = await loadTexts(staff, roundId, language);
  if (!loaded) return refuse('round.not_found');
  const { round, texts } = loaded;
  const over = { roundId, programId: round.programId };
  const permission = language === round.sourceLanguage ? 'round.edit' : 'translation.write';
  if (!staff.may(permission, over)) return refuse('workflow.not_allowed');
  const fixed = notWritable(round, language);
  if (fixed) return refuse(fixed);
  if (tooLong(texts, typed).length > 0) return refuse('round_text.too_long');
  const after = withWords(texts, language, typed);
  if (!after.title[round.sourceLanguage]) return refuse('round.title_needed');
  const edit = { language, by: staff.accountId };
  const { languages: rows, minorEdit: open } = loaded;
  const change = { texts: { before: texts, after }, source: round.sourceLanguage };
  const plan = planMinorEdit({ ...change, rows, by: staff.accountId, minor, open });
  if (!plan.ok) return plan;
  const languages = languagesAfter(rows, change.texts, round.sourceLanguage, edit);
  const id = v7();
  const payload = { language, text: textHash(after, language), ...(plan.value.proposal && { minorEdit: id }) };
  const fact = next('round.text_translated', round, payload);
  await recordChange(staff.actor(permission, over), [fact], async (tx) => {
    await saveRound(tx, round, { title: after.title, purpose: after.purpose, outcome: after.outcome });
    await saveQuestionWords(tx, after);
    await saveLanguages(tx, round, languages);
    await saveMinorEdit(tx, round, plan.value, { id, open, today: dayOf(now()) });
  });
  return done();
}

/** Why somebody cannot review the texts of a language now; null when they can. */
export function reviewRefusal(
  { round, texts, row }: Pick<Texts, 'round' | 'texts' | 'row'>,
  reviewer: string,
): Refusal | null {
  if (row.state === 'reviewed' || row.state === 'published') return 'round_text.reviewed_already';
  if (missingFields(texts, round.sourceLanguage, row.language).length > 0) return 'round_text.incomplete';
  if (row.state === 'outdated') return 'round_text.outdated';
  if (row.state === 'requested') return 'round_text.nobody_wrote_it';
  return row.translatedBy === reviewer ? 'round_text.reviewer_wrote_it' : null;
}

/**
 * Confirms, as a second speaker, that the words in a language say what the source says (G07). Refuses the person who
 * wrote them, words that lack a part or are outdated, and words other than those the reviewer had before them.
 */
export async function reviewTexts(staff: Staff, roundId: string, language: string, seenHash: string): Promise<Result> {
  const loaded = await loadTexts(staff, roundId, language);
  if (!loaded) return refuse('round.not_found');
  const { round, texts, languages, row } = loaded;
  const over = { roundId, programId: round.programId };
  if (!staff.may('translation.review', over)) return refuse('workflow.not_allowed');
  if (!isBeforeOpening(round)) return refuse('round_text.fixed');
  const refusal = reviewRefusal(loaded, staff.accountId);
  if (refusal) return refuse(refusal);
  const hash = textHash(texts, language);
  if (hash !== seenHash) return refuse('round_text.changed_since');
  const reviewed: RoundLanguage = {
    ...row,
    state: 'reviewed',
    textHash: hash,
    reviewedBy: staff.accountId,
    reviewedOn: dayOf(now()),
  };
  const fact = next('round.text_reviewed', round, { language, text: hash });
  await recordChange(staff.actor('translation.review', over), [fact], async (tx) => {
    await saveRound(tx, round, {});
    await saveLanguages(
      tx,
      round,
      languages.map((one) => (one === row ? reviewed : one)),
    );
  });
  return done();
}
