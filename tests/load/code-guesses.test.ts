import { expect, it } from 'vitest';
import { parseReturnCode } from '~/participants/return-code.server';
import { guesses, KINDS, malformed } from './code-guesses';

it('makes malformed codes of a code’s length that no tag fits', () => {
  const made = Array.from({ length: 200 }, () => malformed());
  expect(made.every((code) => /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/.test(code))).toBe(true);
  // A tag has 20 bits: one wrong sign that passes comes once in a million.
  expect(made.filter((code) => parseReturnCode(code) !== null).length).toBeLessThanOrEqual(1);
});

it('guesses as many of each kind, unknown ones well made', () => {
  const all = guesses(300, ['a', 'b']);
  for (const kind of KINDS) expect(all.filter((guess) => guess.kind === kind)).toHaveLength(100);
  expect(all.filter(({ kind }) => kind === 'unknown').every(({ code }) => parseReturnCode(code))).toBe(true);
  expect(new Set(all.filter(({ kind }) => kind === 'withdrawn').map(({ code }) => code))).toEqual(new Set(['a', 'b']));
});
