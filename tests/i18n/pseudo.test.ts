import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accented, mapTexts, mirrored } from '~/i18n/pseudo';

const sample = 'See <a href="x">{{name}}</a> &amp; $t(common:save) now';

test('interpolations, tags, entities and nestings survive', () => {
  for (const change of [accented, mirrored])
    for (const kept of ['<a href="x">', '{{name}}', '</a>', '&amp;', '$t(common:save)'])
      expect(change(sample)).toContain(kept);
});

test('accented text is marked at both ends and at least 40 % longer', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abc xyz') }), (text) => {
      const made = accented(text);
      expect(made).toMatch(/^\[.*\]$/s);
      expect(made.length).toBeGreaterThanOrEqual(text.length * 1.4);
    }),
  );
});

test('mirrored words are forced right to left, each closed again', () => {
  const made = mirrored('Two words');
  expect(made).toBe('\u200f\u202eTwo\u202c \u202ewords\u202c\u200f');
});

test('keys stay as they are', () => {
  expect(mapTexts({ b: { a_one: 'x' }, a: 'y' }, (text) => text.toUpperCase())).toEqual({ b: { a_one: 'X' }, a: 'Y' });
});
