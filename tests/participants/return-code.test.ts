import { createHmac, randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  codeOf,
  deriveSecret,
  groupsOf,
  lookupOf,
  matchesTypedGroups,
  parseReturnCode,
} from '~/participants/return-code.server';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secrets = fc.uint8Array({ minLength: 15, maxLength: 15 });

/** Secrets that are the same in every run, for counts that must not depend on luck. */
function fixedSecret(index: number): Uint8Array {
  return new Uint8Array(createHmac('sha256', 'secrets of these tests').update(String(index)).digest()).slice(0, 15);
}

function inDigitsFrom(zero: number) {
  return (digit: string) => String.fromCodePoint(zero + Number(digit));
}

const LETTER_FOR_DIGIT: Record<string, readonly string[]> = { '0': ['O', 'o'], '1': ['I', 'i', 'L', 'l', 'ı', 'İ'] };
const SCRIPTS = [0x0660, 0x06f0, 0xff10, 0x07c0, 0x1040, 0x1e950].map(inDigitsFrom);

/** The spellings under which a person may type one character of a code. */
function spellings(character: string): string[] {
  const fullwidth = String.fromCodePoint(character.charCodeAt(0) + 0xfee0);
  const all = [character, character.toLowerCase(), fullwidth, fullwidth.toLowerCase()];
  if (/\d/.test(character)) all.push(...SCRIPTS.map((write) => write(character)));
  return [...all, ...(LETTER_FOR_DIGIT[character] ?? [])];
}

const between = fc.constantFrom(
  '',
  '',
  '',
  '-',
  ' ',
  '\t',
  '\u00a0',
  '\u202f',
  '\u3000',
  '\u2011',
  '\u2013',
  '\u2014',
  '\u2212',
  '\uff0d',
  '\u0640',
  '\u1361',
  '\u200b',
  '\u200e',
  '\u200f',
  '\u2066',
  '\u2069',
  '\ufeff',
  ' \u2013 ',
);

/** A code as somebody typed it: every character in any spelling, anything harmless between two. */
function typings(code: string): fc.Arbitrary<string> {
  const characters = Array.from(code.replaceAll('-', ''));
  return fc
    .tuple(between, ...characters.map((character) => fc.tuple(fc.constantFrom(...spellings(character)), between)))
    .map(([start, ...rest]) => start + rest.flat().join(''));
}

describe('a return code', () => {
  it('is seven groups of four characters of Crockford’s base32', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(codeOf(secret)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(groupsOf(codeOf(secret))).toHaveLength(7);
      }),
    );
  });

  it('stays the same in all versions to come, since codes are on paper', () => {
    expect(codeOf(new Uint8Array(15))).toBe('0000-0000-0000-0000-0000-0000-EYPA');
    expect(codeOf(Uint8Array.from({ length: 15 }, (_, index) => 255 - index))).toBe(
      'ZZZF-VZ7V-ZBWZ-HXZP-YQTF-7WQH-B6CH',
    );
  });

  it('is read in every typing that people produce', () => {
    const typed = secrets.chain((secret) => typings(codeOf(secret)).map((text) => ({ secret, text })));
    fc.assert(
      fc.property(typed, ({ secret, text }) => {
        expect(parseReturnCode(text)).toEqual(secret);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused after a typo of any one character, but for about one in a million', () => {
    let tried = 0;
    let accepted = 0;
    for (let index = 0; index < 40; index++) {
      const code = codeOf(fixedSecret(index)).replaceAll('-', '');
      for (let at = 0; at < code.length; at++) {
        for (const other of ALPHABET) {
          if (other === code[at]) continue;
          tried++;
          if (parseReturnCode(code.slice(0, at) + other + code.slice(at + 1))) accepted++;
        }
      }
    }
    expect(tried).toBe(40 * 28 * 31);
    expect(accepted).toBeLessThanOrEqual(1);
  });

  it('has one tag that fits: guesses are refused before the database is asked', () => {
    // 4,096 tags, spread over all 2^20.
    const head = codeOf(fixedSecret(1)).replaceAll('-', '').slice(0, 24);
    let accepted = 0;
    for (let tag = 0; tag < 2 ** 12; tag++) {
      const ending = [15, 10, 5, 0].map((shift) => ALPHABET[((tag * 257) >> shift) & 31]).join('');
      if (parseReturnCode(head + ending)) accepted++;
    }
    expect(accepted).toBeLessThanOrEqual(1);
    expect(parseReturnCode(codeOf(fixedSecret(1)))).not.toBeNull();
  });

  it('is refused when characters are missing, added, foreign or swapped', () => {
    const code = codeOf(fixedSecret(7));
    expect(parseReturnCode('')).toBeNull();
    expect(parseReturnCode(code.slice(0, -1))).toBeNull();
    expect(parseReturnCode(`${code}0`)).toBeNull();
    expect(parseReturnCode(code.replace(/^./, 'U'))).toBeNull();
    expect(parseReturnCode(code.replace(/^./, 'é'))).toBeNull();
    expect(parseReturnCode(code.replace(/^(.)(.*)(.)$/, '$3$2$1'))).toBeNull();
    expect(parseReturnCode(`${' '.repeat(300)}${code}`)).toBeNull();
  });

  it('never makes a parser throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(parseReturnCode(text)).toBeNull();
      }),
    );
  });
});

describe('the two groups typed back', () => {
  it('match in any typing', () => {
    const typed = secrets.chain((secret) => {
      const code = codeOf(secret);
      const [, second = '', , , fifth = ''] = groupsOf(code);
      return fc.tuple(fc.constant(code), typings(second), typings(fifth));
    });
    fc.assert(fc.property(typed, ([code, second, fifth]) => matchesTypedGroups(code, second, fifth)));
  });

  it('do not match when swapped, wrong, empty or another group', () => {
    const code = codeOf(fixedSecret(3));
    const groups = groupsOf(code);
    const [second = '', fifth = ''] = [groups[1], groups[4]];
    expect(matchesTypedGroups(code, second, fifth)).toBe(true);
    expect(matchesTypedGroups(code, fifth, second)).toBe(false);
    expect(matchesTypedGroups(code, second, '')).toBe(false);
    expect(matchesTypedGroups(code, '', '')).toBe(false);
    expect(matchesTypedGroups(code, second, groups[5] ?? '')).toBe(false);
    expect(matchesTypedGroups(code, second + fifth, '')).toBe(false);
  });
});

describe('what a token’s nonce gives', () => {
  it('is the same secret each time, and another for another key or nonce', () => {
    const [key, nonce] = [randomBytes(32), randomBytes(32)];
    expect(deriveSecret(key, nonce)).toEqual(deriveSecret(key, nonce));
    expect(deriveSecret(key, nonce)).toHaveLength(15);
    expect(deriveSecret(key, randomBytes(32))).not.toEqual(deriveSecret(key, nonce));
    expect(deriveSecret(randomBytes(32), nonce)).not.toEqual(deriveSecret(key, nonce));
  });

  it('is refused to keys and nonces of a wrong length', () => {
    expect(() => deriveSecret(randomBytes(31), randomBytes(32))).toThrow(RangeError);
    expect(() => deriveSecret(randomBytes(32), new Uint8Array(0))).toThrow(RangeError);
  });
});

describe('the lookup', () => {
  it('needs nothing but the code: the same code finds the same submission whatever happened to our keys', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(lookupOf(parseReturnCode(codeOf(secret))!)).toEqual(lookupOf(secret));
      }),
    );
    expect(Buffer.from(lookupOf(new Uint8Array(15))).toString('hex')).toBe('f1af41616a7a3e63547e126e3be1625b');
  });

  it('differs for different secrets and shows none of the secret', () => {
    const lookups = Array.from({ length: 500 }, (_, index) =>
      Buffer.from(lookupOf(fixedSecret(index))).toString('hex'),
    );
    expect(new Set(lookups).size).toBe(500);
    expect(
      lookups.some((lookup, index) => lookup.includes(Buffer.from(fixedSecret(index)).toString('hex', 0, 4))),
    ).toBe(false);
  });
});
