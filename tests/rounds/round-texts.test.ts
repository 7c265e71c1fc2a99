import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isReviewed,
  languagesAfter,
  missingFields,
  textFields,
  textHash,
  withWords,
  type RoundTexts,
} from '~/rounds/round-texts';
import { aQuestion, OFFICER, reviewedRow, someTexts } from './made';

const choice = aQuestion('one_choice', { id: '00000000-0000-4000-8000-00000000000a' });
const texts = someTexts([aQuestion('long_text'), choice]);
const rows = [reviewedRow(texts, 'en'), reviewedRow(texts, 'fr')];
const states = (after: RoundTexts, edit: Parameters<typeof languagesAfter>[3]) =>
  Object.fromEntries(
    languagesAfter(rows, { before: texts, after }, 'en', edit).map((row) => [row.language, row.state]),
  );
const type = (language: string, name: string, words: string) => withWords(texts, language, new Map([[name, words]]));

describe('the hash of the words in a language', () => {
  test('does not change when questions are moved', () => {
    const moved = { ...texts, questions: [...texts.questions].reverse() };
    expect(textHash(moved, 'en')).toBe(textHash(texts, 'en'));
  });

  test('changes with any word of the language, and with no word of another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...textFields(texts)), fc.string({ minLength: 1 }), ({ name, text }, words) => {
        fc.pre(words.trim() !== '' && words.trim() !== text.fr);
        const after = type('fr', name, words);
        expect(textHash(after, 'fr')).not.toBe(textHash(texts, 'fr'));
        expect(textHash(after, 'en')).toBe(textHash(texts, 'en'));
      }),
    );
  });

  test('tells two fields apart whose words changed places', () => {
    const swapped = { ...texts, purpose: texts.outcome, outcome: texts.purpose };
    expect(textHash(swapped, 'en')).not.toBe(textHash(texts, 'en'));
  });
});

describe('what an edit does to the languages', () => {
  test('a translation rewritten awaits a review; the others stay', () => {
    expect(states(type('fr', 'title', 'Autre'), { language: 'fr', by: OFFICER })).toEqual({
      en: 'reviewed',
      fr: 'draft',
    });
  });

  test('a changed source outdates every translation, and awaits a review itself', () => {
    expect(states(type('en', 'title', 'Other'), { language: 'en', by: OFFICER })).toEqual({
      en: 'draft',
      fr: 'outdated',
    });
  });

  test('saving without a change changes nothing', () => {
    expect(states(texts, { language: 'fr', by: OFFICER })).toEqual({ en: 'reviewed', fr: 'reviewed' });
    expect(states(texts, { language: 'en', by: OFFICER })).toEqual({ en: 'reviewed', fr: 'reviewed' });
  });

  test('a removed question outdates nothing: what is left is still reviewed', () => {
    const after = { ...texts, questions: [choice] };
    const left = languagesAfter(rows, { before: texts, after }, 'en', null);
    expect(left.map((row) => isReviewed(row, after, 'en'))).toEqual([true, true]);
  });

  test('a removal does not heal what was outdated', () => {
    const changed = type('en', 'title', 'Other');
    const outdated = languagesAfter(rows, { before: texts, after: changed }, 'en', { language: 'en', by: OFFICER });
    const after = { ...changed, questions: [choice] };
    const left = languagesAfter(outdated, { before: changed, after }, 'en', null);
    expect(left.map((row) => isReviewed(row, after, 'en'))).toEqual([false, false]);
  });

  test('a translation brought up to date is a draft of the person who did it', () => {
    const changed = type('en', 'title', 'Other');
    const outdated = languagesAfter(rows, { before: texts, after: changed }, 'en', { language: 'en', by: OFFICER });
    const saved = languagesAfter(outdated, { before: changed, after: changed }, 'en', { language: 'fr', by: 'tr' });
    expect(saved.find((row) => row.language === 'fr')).toMatchObject({
      state: 'draft',
      translatedBy: 'tr',
      reviewedBy: null,
      sourceHash: textHash(changed, 'en'),
    });
  });
});

test('a help text is wanted only where the source has one; everything else always', () => {
  expect(missingFields(texts, 'en', 'fr')).toEqual([]);
  const withHelp = type('en', `q-${choice.id}-help`, 'No names');
  expect(missingFields(withHelp, 'en', 'fr').map((field) => field.kind)).toEqual(['help']);
  expect(missingFields(texts, 'en', 'ar').map((field) => field.kind)).toEqual([
    'title',
    'purpose',
    'outcome',
    'label',
    'label',
    'option',
    'option',
  ]);
});

test('blank words are taken away, and fields that were not sent stay', () => {
  const after = withWords(texts, 'fr', new Map([['title', '  ']]));
  expect(after.title).toEqual({ en: 'Night patrols' });
  expect(after.purpose).toEqual(texts.purpose);
});
