import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choicesOf, optionsFrom } from '~/rounds/question';
import { aQuestion } from './made';

const known = aQuestion('one_choice').options;

test('lines that stay keep their value and translations, wherever they move', () => {
  expect(optionsFrom(['Worse', 'Better', 'The same'], known, 'en')).toEqual([
    known[1],
    known[0],
    { value: 'o3', text: { en: 'The same' } },
  ]);
});

test('a line reworded in its place keeps its value', () => {
  expect(optionsFrom(['Better', 'Much worse'], known, 'en')).toEqual([
    known[0],
    { value: 'o2', text: { en: 'Much worse', fr: 'Pire' } },
  ]);
});

test('a value is never given twice, not even that of a removed option', () => {
  const line = fc.string({ minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.uniqueArray(line, { maxLength: 8 }), fc.uniqueArray(line, { maxLength: 8 }), (first, second) => {
      const before = optionsFrom(first, [], 'en');
      const after = optionsFrom(second, before, 'en');
      expect(new Set(after.map((option) => option.value)).size).toBe(second.length);
      expect(after.map((option) => option.text.en)).toEqual(second);
    }),
  );
});

test('a question in words offers no choices', () => {
  expect(choicesOf(aQuestion('long_text'))).toEqual([]);
  expect(choicesOf(aQuestion('yes_no_unsure'))).toEqual(['yes', 'no', 'unsure']);
  expect(choicesOf(aQuestion('several_choices'))).toEqual(['o1', 'o2']);
});
