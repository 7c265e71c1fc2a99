import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countryChoices, countryName, countryNames } from '~/programs/country';
import { elementChanged, latestRevision, revisionInForce, sameText } from '~/programs/program';
import { letters, slugFrom } from '~/programs/slug';

const revision = (number: number, effectiveOn: string) => ({
  id: `r${number}`,
  revision: number,
  text: { en: `Text ${number}` },
  effectiveOn,
  decisionId: null,
});
const element = { revisions: [revision(3, '2026-05-01'), revision(2, '2026-02-01'), revision(1, '2026-01-01')] };

describe('the text in force', () => {
  test.each([
    ['2026-03-01', 2],
    ['2026-05-01', 3],
    ['2026-01-15', 1],
    ['2020-01-01', 1],
  ])('on %s is revision %i', (day, number) => {
    expect(revisionInForce(element, day)?.revision).toBe(number);
  });
  test('a change starts from the newest, in force or not', () => {
    expect(latestRevision(element)?.revision).toBe(3);
  });
});

test('texts are the same when they say the same in every language, blanks aside', () => {
  expect(sameText({ en: 'a ', fr: '' }, { en: 'a' })).toBe(true);
  expect(sameText({ en: 'a' }, { fr: 'a' })).toBe(false);
  expect(sameText({ en: 'a', fr: 'b' }, { fr: 'b', en: 'a' })).toBe(true);
});

test('the fact of a changed text names the version it makes, and the decision behind it', () => {
  expect(elementChanged({ id: 'e', version: 4 }, 'd')).toEqual({
    type: 'program_element.changed',
    subjectId: 'e',
    subjectVersion: 5,
    payload: { decision: 'd' },
  });
});

describe('slugs', () => {
  test.each([
    ['Night training, Kanem', 'night-training-kanem'],
    ['Été à N’Djaména', 'ete-a-n-djamena'],
    ['تدريب', ''],
  ])('%s', (title, slug) => expect(slugFrom(title)).toBe(slug));

  test('are always what the database takes, or empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        expect(slugFrom(title)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
      }),
    );
    expect(letters(Uint8Array.of(0, 26, 255))).toMatch(/^[a-z2-9]{3}$/);
  });
});

describe('countries', () => {
  test('are named in the reader’s language, and what is none has no name', () => {
    expect(countryName('TD', 'fr')).toBe('Tchad');
    expect(countryNames('TD', ['en', 'ar'])).toEqual({ en: 'Chad', ar: 'تشاد' });
    expect(['EU', 'UN', 'ZZ', 'QO', 'XA'].map((code) => countryName(code, 'en'))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
  test('can all be chosen, each once', () => {
    const codes = countryChoices('en').map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(expect.arrayContaining(['TD', 'ML', 'NE', 'AF', 'UA', 'CO', 'MM']));
    expect(codes.length).toBeGreaterThan(190);
    expect(codes.length).toBeLessThan(256);
  });
});
