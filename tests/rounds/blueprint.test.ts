import { expect, test } from 'vitest';
import { fromFormer, fromTemplate, withTitles } from '~/rounds/blueprint';
import { missingFields } from '~/rounds/round-texts';
import { ROUND_TEMPLATES, suggestedTitle, templateById } from '~/rounds/templates';
import { aQuestion, OFFICER, reviewedRow, someTexts } from './made';

const template = templateById('listening_three_questions')!;
const title = { en: 'Night $& training', fr: 'Formation de nuit', ar: 'تدريب ليلي' };
let count = 0;
const wanted = { sourceLanguage: 'en', languages: ['en', 'fr', 'ar'], newId: () => `q${(count += 1)}` };
const states = (made: ReturnType<typeof fromTemplate>) => made.languages.map((row) => [row.language, row.state]);

test.each(ROUND_TEMPLATES)('template $id is whole in every language it is reviewed in', (one) => {
  const names = Object.fromEntries(one.languages.map((language) => [language, 'X']));
  const made = fromTemplate(one, names, { ...wanted, languages: one.languages });
  for (const language of one.languages) expect(missingFields(made.texts, 'en', language)).toEqual([]);
});

test('the listening template asks three open questions', () => {
  expect(template.questions.filter(({ kind }) => kind === 'long_text').length).toBe(3);
});

test('an untouched template needs no further review', () => {
  const made = withTitles(
    fromTemplate(template, title, wanted),
    suggestedTitle(template, title, ['en', 'fr']),
    OFFICER,
  );
  expect(states(made)).toEqual([
    ['en', 'reviewed'],
    ['fr', 'reviewed'],
    ['ar', 'reviewed'],
  ]);
  expect(made.texts.title.en).toContain('Night $& training');
});

test('a title of one’s own awaits a second person, in its language alone', () => {
  const made = withTitles(fromTemplate(template, title, wanted), { fr: 'Dites-nous' }, OFFICER);
  expect(states(made)).toEqual([
    ['en', 'reviewed'],
    ['fr', 'draft'],
    ['ar', 'reviewed'],
  ]);
  expect(made.languages[1]!.translatedBy).toBe(OFFICER);
});

test('a changed source title outdates the others', () => {
  const made = withTitles(fromTemplate(template, title, wanted), { en: 'Tell us', fr: 'Dites-nous' }, OFFICER);
  expect(states(made)).toEqual([
    ['en', 'draft'],
    ['fr', 'draft'],
    ['ar', 'outdated'],
  ]);
});

test('a language in which the program has no title is asked for', () => {
  const made = fromTemplate(template, { en: 'Night training' }, wanted);
  expect(states(made)).toEqual([
    ['en', 'reviewed'],
    ['fr', 'requested'],
    ['ar', 'requested'],
  ]);
});

test('a copy keeps the reviews of words left alone, and shares no question with its model', () => {
  const texts = someTexts([aQuestion('one_choice')]);
  const former = {
    template: 'listening_three_questions@1',
    texts,
    questions: [aQuestion('one_choice')],
    languages: [reviewedRow(texts, 'en'), reviewedRow(texts, 'fr')],
    isReviewed: (language: string) => language === 'en',
  };
  const copy = fromFormer(former, { ...wanted, languages: ['en', 'fr', 'ar'] });
  expect(states(copy)).toEqual([
    ['en', 'reviewed'],
    ['fr', 'requested'],
    ['ar', 'requested'],
  ]);
  expect(copy.questions[0]!.id).not.toBe(former.questions[0]!.id);
  expect(copy.questions[0]!.options).toEqual(former.questions[0]!.options);
});
