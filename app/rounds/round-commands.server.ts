import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import type { LocalizedText } from '~/i18n/localized-text';
import { dateOf, dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { done, refuse, type Refusal, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Program } from '~/programs/program';
import { programById } from '~/programs/program-store.server';
import { letters } from '~/programs/slug';
import { born, next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { fromFormer, fromTemplate, withTitles, type Blueprint, type Wanted } from '~/rounds/blueprint';
import { consentVersion } from '~/rounds/consent-texts';
import type { RoundCreation, RoundEdit } from '~/rounds/round-input';
import { languagesOf, questionsOf, roundById, roundForDesk, textsOfRound } from '~/rounds/round-store.server';
import { isReviewed, textHash, type RoundLanguage, type RoundTexts } from '~/rounds/round-texts';
import { questionColumns, saveLanguages, saveRound } from '~/rounds/round-writes.server';
import { templateById } from '~/rounds/templates';

/** An address that names no topic, since it stays in the history of a participant's phone (SECURITY.md §2). */
function neutralSlug(): string {
  return `${dayOf(now()).slice(0, 4)}-${letters(randomBytes(6))}`;
}

async function blueprintFor(db: Db, program: Program, input: RoundCreation, wanted: Wanted): Promise<Blueprint | null> {
  if (input.copyOf === undefined) {
    const template = templateById(input.template ?? '');
    return template && fromTemplate(template, program.title, wanted);
  }
  const former = await roundForDesk(db, input.copyOf);
  if (!former) return null;
  const [questions, languages] = [await questionsOf(db, former.id), await languagesOf(db, former.id)];
  const texts = textsOfRound(former, questions);
  const reviewed = (language: string) =>
    isReviewed(
      languages.find((row) => row.language === language),
      texts,
      former.sourceLanguage,
    );
  return fromFormer({ template: former.template, texts, questions, languages, isReviewed: reviewed }, wanted);
}

function datesRefused(dates: { closesOn: string; answerBy: string }): Refusal | null {
  if (dates.closesOn < dayOf(now())) return 'round.closing_day_past';
  return dates.answerBy < dates.closesOn ? 'round.answer_before_closing' : null;
}

export interface CreateOptions {
  /** The language of the person's page: the source, if it is one of the round's. */
  writesIn: string;
  /** For imports and stories. Otherwise an address that names no topic is made. */
  slug?: string;
}

/**
 * Makes a round from a reviewed template or like a former round, as a draft. Words taken over unchanged are reviewed as
 * they were; whatever is new awaits a second person. Refuses a closing day that is past, and a round without a title in
 * its source language.
 */
export async function createRound(
  staff: Staff,
  input: RoundCreation,
  { writesIn, slug = neutralSlug() }: CreateOptions,
): Promise<Result<{ id: string; slug: string }>> {
  const { missionId } = staff;
  const over = { programId: input.programId };
  if (!missionId || !staff.may('round.edit', over)) return refuse('workflow.not_allowed');
  const wrongDates = datesRefused(input);
  if (wrongDates) return refuse(wrongDates);
  const sourceLanguage = input.languages.includes(writesIn) ? writesIn : input.languages[0]!;
  const wanted = { sourceLanguage, languages: input.languages, newId: () => v7() };
  const found = await readForDesk(staff, async (db) => {
    const program = await programById(db, input.programId);
    return program && (await blueprintFor(db, program, input, wanted));
  });
  if (!found) return refuse('round.no_template');
  const blueprint = withTitles(found, input.title, staff.accountId);
  if (!blueprint.texts.title[sourceLanguage]) return refuse('round.title_needed');
  const id = v7();
  const fact = born('round.created', id, {
    program: input.programId,
    template: blueprint.template,
    copied: input.copyOf !== undefined,
  });
  await recordChange(staff.actor('round.edit', over), [fact], async (tx) => {
    await tx.round.create({
      data: { ...columns(blueprint, input), id, missionId, slug, preparedBy: staff.accountId },
      select: { id: true },
    });
    await tx.question.createMany({
      data: blueprint.questions.map((question, index) =>
        questionColumns({ id, missionId }, { ...question, ...blueprint.texts.questions[index]! }),
      ),
    });
    await saveLanguages(tx, { id, missionId }, blueprint.languages);
  });
  return done({ id, slug });
}

function columns({ template, sourceLanguage, texts }: Blueprint, input: RoundCreation) {
  const words = { title: texts.title, purpose: texts.purpose, outcome: texts.outcome };
  return {
    ...words,
    template,
    sourceLanguage,
    programId: input.programId,
    ...settingColumns(input),
    consentVersion: consentVersion(null),
  };
}

function settingColumns(input: RoundEdit) {
  return {
    languages: [...input.languages],
    expectedPeople: input.expectedPeople,
    decidesLethal: input.decidesLethal,
    closesOn: dateOf(input.closesOn),
    answerBy: dateOf(input.answerBy),
  };
}

/** A new round like a former one of the same mission: the words, the questions, and the reviews of unchanged words. */
export function copyRound(
  staff: Staff,
  slug: string,
  settings: Omit<RoundCreation, 'copyOf' | 'template' | 'title'> & { title?: LocalizedText },
  options: CreateOptions,
): Promise<Result<{ id: string; slug: string }>> {
  return createRound(staff, { title: {}, ...settings, copyOf: slug, template: undefined }, options);
}

/** The rows of languages that are added: words that are there already await a review, missing ones are asked for. */
function addedLanguages(
  languages: readonly string[],
  known: readonly RoundLanguage[],
  texts: RoundTexts,
  source: string,
): RoundLanguage[] {
  return languages
    .filter((language) => !known.some((row) => row.language === language))
    .map((language) => ({
      language,
      state: 'requested',
      sourceHash: textHash(texts, source),
      textHash: textHash(texts, language),
      translatedBy: null,
      reviewedBy: null,
      reviewedOn: null,
    }));
}

/** Changes dates, languages and expected people of a draft. The source language cannot be taken away. */
export async function editRound(staff: Staff, roundId: string, edit: RoundEdit): Promise<Result> {
  const loaded = await readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    return round && { round, questions: await questionsOf(db, roundId), languages: await languagesOf(db, roundId) };
  });
  if (!loaded) return refuse('round.not_found');
  const { round } = loaded;
  const over = { roundId, programId: round.programId };
  if (!staff.may('round.edit', over)) return refuse('workflow.not_allowed');
  if (round.state !== 'draft') return refuse('round.not_draft');
  if (!edit.languages.includes(round.sourceLanguage)) return refuse('round.source_language_stays');
  const wrongDates = datesRefused(edit);
  if (wrongDates) return refuse(wrongDates);
  const texts = textsOfRound(round, loaded.questions);
  const added = addedLanguages(edit.languages, loaded.languages, texts, round.sourceLanguage);
  await recordChange(
    staff.actor('round.edit', over),
    [next('round.edited', round, { languages: edit.languages })],
    async (tx) => {
      await saveRound(tx, round, settingColumns(edit));
      await saveLanguages(tx, round, added);
    },
  );
  return done();
}
