import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordProblem } from '~/auth/password';

const address = 'a.very.long.address@mission.example';

describe('passwordProblem', () => {
  it.each([
    ['four words of mine', null],
    ['short', 'too_short'],
    ['fourteen chars', 'too_short'],
    ['x'.repeat(201), 'too_long'],
    ['A.Very.Long.Address@Mission.Example', 'is_address'],
    ['Password Password', 'too_common'],
    ['aaaaaaaaaaaaaaaa', 'too_common'],
    ['abc-abc-abc-abc-abc', 'too_common'],
    ['123456789012345', 'too_common'],
    ['qwertyuiopasdfgh', null],
    ['الكلمة السرية الطويلة', null],
  ])('judges %s', (password, problem) => {
    expect(passwordProblem(password, address)).toBe(problem);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(passwordProblem('🌊🌋🌌🌍🌎🌏🌐🌑🌒🌓🌔🌕🌖🌗', address)).toBe('too_short');
    expect(passwordProblem('🌊🌋🌌🌍🌎🌏🌐🌑🌒🌓🌔🌕🌖🌗🌘', address)).toBeNull();
  });

  it('asks for no kind of character', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), { minLength: 18, maxLength: 26 }),
        (letters) => {
          const word = letters.join('');
          fc.pre(!'abcdefghijklmnopqrstuvwxyz'.includes(word));
          expect(passwordProblem(word, address)).toBeNull();
        },
      ),
    );
  });
});
