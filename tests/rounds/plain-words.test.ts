import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import type { Texts } from '~/i18n/pseudo';
import { CONSENT_EDITIONS } from '~/rounds/consent-texts';
import { toldBefore } from '~/rounds/told-before';
import { gradeOf } from '../support/readability';

/** The source is written for readers of this school grade; a single text may reach the other, because one word can. */
const GRADE = 6;
const HARDEST = 10;

const area = (name: string): Texts => JSON.parse(readFileSync(`locales/en/${name}.json`, 'utf8')) as Texts;
const flat = (texts: Texts | string): string[] =>
  typeof texts === 'string' ? [texts] : Object.values(texts).flatMap(flat);
const under = (name: string, beginning: RegExp) =>
  Object.entries(area(name)).flatMap(([key, text]) => (beginning.test(key) ? flat(text) : []));
const told = [true, false].flatMap((named) => toldBefore(named).flatMap(({ title, texts }) => [title, ...texts]));
const newest = CONSENT_EDITIONS.at(-1)!.id;

const READ: Readonly<Record<string, readonly string[]>> = {
  'what is told before any field': under('rounds', new RegExp(`^(${told.map((key) => key.slice('rounds:'.length)).join('|')})$`)), // prettier-ignore
  'the short form of it': under('respond', /^before_/),
  'permissions for what may be done': flat(area('consent')[`edition_${newest}`]!),
  'the page on safety': flat(area('public').safety!),
  'pages of guidance': flat(area('guidance')),
  'the script to be read aloud': flat(area('script')),
  'how one can be known': under('respond', /^(known|tolerance|consent|identity|no_code|words_shown)/),
};

describe.each(Object.entries(READ))('%s', (_, texts) => {
  test(`reads at grade ${GRADE}`, () => {
    expect(texts.length).toBeGreaterThan(4);
    expect(gradeOf(texts)).toBeLessThanOrEqual(GRADE);
  });

  test('has no text that is much harder than the rest', () => {
    const sentences = texts.filter((text) => text.split(/\s+/).length >= 8);
    expect(sentences.filter((text) => gradeOf([text]) > HARDEST)).toEqual([]);
  });
});

test('everything that is told stands in the source', () => {
  expect(READ['what is told before any field']).toHaveLength(new Set(told).size);
});

describe('the measure', () => {
  test('tells plain words from the words of offices', () => {
    expect(gradeOf(['We read it. Then we tell you what we do.'])).toBeLessThan(3);
    const office =
      'Pursuant to the aforementioned retention authority, submissions constituting federal records are dispositioned in accordance with applicable schedules.';
    expect(gradeOf([office])).toBeGreaterThan(15);
  });

  test('counts words a sentence and syllables a word', () => {
    // Six words of one syllable in one sentence: 0.39 × 6 + 11.8 × 1 − 15.59.
    expect(gradeOf(['The cat sat on the mat.'])).toBeCloseTo(-1.45, 5);
    expect(gradeOf(['…'])).toBeNaN();
  });
});
