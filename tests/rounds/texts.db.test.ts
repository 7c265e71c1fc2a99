import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Staff } from '~/auth/staff.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { moveRound } from '~/rounds/move-commands.server';
import { addQuestion, arrangeQuestion, editQuestion } from '~/rounds/question-commands.server';
import { languagesOf, questionsOf, roundById, textsOfRound } from '~/rounds/round-store.server';
import { textHash } from '~/rounds/round-texts';
import { reviewTexts, saveTexts } from '~/rounds/text-commands.server';
import { aMission, someone } from '../support/people';
import { aDraftRound, anOpenRound, aProgram, assessRisks, succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let officer: Staff;
let chief: Staff;
let round: { id: string; slug: string };
const none = { unmet: [] };

beforeAll(async () => {
  runtime = await startTestRuntime();
});
beforeEach(async () => {
  mission = await aMission();
  officer = await someone(mission, 'consultation_officer');
  chief = await someone(mission, 'chief_of_mission');
  round = await aDraftRound(officer, (await aProgram(officer)).id, { languages: ['en', 'fr'] });
});
afterAll(() => runtime.close());

const questions = () => readForDesk(officer, (db) => questionsOf(db, round.id));
const states = async () =>
  Object.fromEntries(
    (await readForDesk(officer, (db) => languagesOf(db, round.id))).map((row) => [row.language, row.state]),
  );
const hash = (language: string) =>
  readForDesk(officer, async (db) =>
    textHash(textsOfRound((await roundById(db, round.id))!, await questionsOf(db, round.id)), language),
  );
const save = (who: Staff, language: string, words: Record<string, string>) =>
  saveTexts(who, round.id, language, new Map(Object.entries(words)));
const review = async (who: Staff, language: string) => reviewTexts(who, round.id, language, await hash(language));

describe('translations', () => {
  test('a changed source outdates the translation, until it is redone and read by somebody else', async () => {
    succeeded(await save(officer, 'en', { title: 'What have you seen at night?' }));
    expect(await states()).toEqual({ en: 'draft', fr: 'outdated' });
    succeeded(await moveRound(officer, round.id, 'submit', none));
    expect(await moveRound(chief, round.id, 'approve', none)).toMatchObject({ details: ['texts_reviewed'] });
    succeeded(await review(chief, 'en'));
    expect(await review(chief, 'fr')).toMatchObject({ refusal: 'round_text.outdated' });

    const translator = await someone(mission, 'translator');
    succeeded(await save(translator, 'fr', { title: 'Qu’avez-vous vu la nuit ?' }));
    expect(await review(translator, 'fr')).toMatchObject({ refusal: 'round_text.reviewer_wrote_it' });
    succeeded(await review(officer, 'fr'));
    expect(await states()).toEqual({ en: 'reviewed', fr: 'reviewed' });
    succeeded(await moveRound(chief, round.id, 'approve', none));
  });

  test('what the reviewer had not before them is not reviewed', async () => {
    succeeded(await save(officer, 'fr', { title: 'Un' }));
    const seen = await hash('fr');
    succeeded(await save(officer, 'fr', { title: 'Deux' }));
    expect(await reviewTexts(chief, round.id, 'fr', seen)).toMatchObject({ refusal: 'round_text.changed_since' });
    expect((await states()).fr).toBe('draft');
  });

  test('words that lack a part are not reviewed', async () => {
    succeeded(await save(officer, 'fr', { purpose: '' }));
    expect(await review(chief, 'fr')).toMatchObject({ refusal: 'round_text.incomplete' });
  });

  test('a translator never touches the source, and nobody takes its title away', async () => {
    const translator = await someone(mission, 'translator');
    expect(await save(translator, 'en', { title: 'Mine' })).toMatchObject({ refusal: 'workflow.not_allowed' });
    expect(await save(officer, 'en', { title: ' ' })).toMatchObject({ refusal: 'round.title_needed' });
    expect(await save(officer, 'fr', { title: 'x'.repeat(201) })).toMatchObject({ refusal: 'round_text.too_long' });
    expect(await save(officer, 'ar', { title: 'x' })).toMatchObject({ refusal: 'round.not_found' });
  });

  test('an approved round whose translation is touched does not open', async () => {
    await assessRisks(officer, round);
    succeeded(await moveRound(officer, round.id, 'submit', none));
    succeeded(await moveRound(chief, round.id, 'approve', none));
    succeeded(await save(officer, 'fr', { title: 'Tout autre chose' }));
    expect(await moveRound(chief, round.id, 'open', none)).toMatchObject({ details: ['texts_reviewed'] });
    expect(await save(officer, 'en', { title: 'Something else' })).toMatchObject({ refusal: 'round.not_draft' });
  });

  test('the words of an open round stay', async () => {
    const open = await anOpenRound(mission);
    const typed = new Map([['title', 'Autre']]);
    expect(await saveTexts(open.officer, open.id, 'fr', typed)).toMatchObject({ refusal: 'round_text.fixed' });
  });
});

describe('questions', () => {
  const added = {
    kind: 'one_choice',
    label: 'Which patrols?',
    help: '',
    required: true,
    options: ['Day', 'Night'],
  } as const;

  test('are added at the end, in the source language, and then lack their translation', async () => {
    succeeded(await addQuestion(officer, round.id, { ...added, options: [...added.options] }));
    const all = await questions();
    expect(all.at(-1)).toMatchObject({
      position: 5,
      kind: 'one_choice',
      required: true,
      label: { en: 'Which patrols?' },
      options: [
        { value: 'o1', text: { en: 'Day' } },
        { value: 'o2', text: { en: 'Night' } },
      ],
    });
    expect(await states()).toEqual({ en: 'draft', fr: 'outdated' });
    expect(await moveRound(officer, round.id, 'submit', none)).toMatchObject({ details: ['texts_written'] });
  });

  test('are moved and removed without outdating anything', async () => {
    const before = await questions();
    succeeded(await arrangeQuestion(officer, round.id, before[1]!.id, 'up'));
    succeeded(await arrangeQuestion(officer, round.id, before[3]!.id, 'down'));
    succeeded(await arrangeQuestion(officer, round.id, before[2]!.id, 'remove'));
    const after = await questions();
    expect(after.map(({ id }) => id)).toEqual([before[1]!.id, before[0]!.id, before[3]!.id]);
    expect(after.map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(await states()).toEqual({ en: 'reviewed', fr: 'reviewed' });
    succeeded(await moveRound(officer, round.id, 'submit', none));
    succeeded(await moveRound(chief, round.id, 'approve', none));
  });

  test('edited keep their choices’ values and translations', async () => {
    succeeded(await addQuestion(officer, round.id, { ...added, options: [...added.options] }));
    const last = (await questions()).at(-1)!;
    succeeded(await save(officer, 'fr', { [`q-${last.id}-option-o2`]: 'La nuit' }));
    const edit = {
      questionId: last.id,
      label: 'Which?',
      help: '',
      required: false,
      minor: false,
      options: ['Night', 'Dawn'],
    };
    succeeded(await editQuestion(officer, round.id, edit));
    expect((await questions()).at(-1)!.options).toEqual([
      { value: 'o2', text: { en: 'Night', fr: 'La nuit' } },
      { value: 'o3', text: { en: 'Dawn' } },
    ]);
    const tooFew = await editQuestion(officer, round.id, { ...edit, options: ['Night'] });
    expect(tooFew).toMatchObject({ refusal: 'round.options_needed' });
  });

  test('change only in a draft, by who may edit it, and only one’s own', async () => {
    const [first] = await questions();
    const other = await anOpenRound(mission);
    expect(await arrangeQuestion(officer, round.id, other.questions[0]!.id, 'remove')).toMatchObject({
      refusal: 'round.no_such_question',
    });
    expect(await arrangeQuestion(chief, round.id, first!.id, 'remove')).toMatchObject({
      refusal: 'workflow.not_allowed',
    });
    expect(await arrangeQuestion(officer, other.id, other.questions[0]!.id, 'remove')).toMatchObject({
      refusal: 'round.not_draft',
    });
  });
});
