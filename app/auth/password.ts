/** Shortest password, in characters (NIST SP 800-63B for a password that is not the only factor asks less). */
export const PASSWORD_MIN = 15;
/** Long enough for any sentence, short enough to be hashed at once. */
export const PASSWORD_MAX = 200;

export type PasswordProblem = 'too_short' | 'too_long' | 'is_address' | 'too_common';

/** What guessers try first among words this long, without spaces and case. */
const COMMON = new Set([
  'abcdefghijklmno',
  'abcdefghijklmnop',
  'abcdefghijklmnopqrstuvwxyz',
  'administrator123',
  'administrator1234',
  'allyourbasearebelongtous',
  'asdfghjklqwertyuiop',
  'azertyuiopqsdfghjklm',
  'azertyuiopqsdfghjklmwxcvbn',
  'changemechangeme',
  'correcthorsebatterystaple',
  'iloveyouforever',
  'iloveyousomuch1',
  'jesusismysavior',
  'letmeinletmein1',
  'mypasswordispassword',
  'onetwothreefourfive',
  'passwordpassword',
  'password12345678',
  'password123456789',
  'p@ssw0rdp@ssw0rd',
  'qazwsxedcrfvtgb',
  'qazwsxedcrfvtgbyhnujm',
  'qwertyuiopasdfg',
  'qwertyuiopasdfghjkl',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwerty123456789',
  'thequickbrownfox',
  'thisismypassword',
  'tobeornottobe123',
  'welcomewelcome1',
  'zxcvbnmasdfghjkl',
]);

const ROWS = '01234567890123456789 98765432109876543210 abcdefghijklmnopqrstuvwxyz';

function bare(text: string): string {
  return text.toLowerCase().replace(/[\s._-]+/g, '');
}

function isCommon(word: string): boolean {
  const isOneBlockAgainAndAgain = /^(.{1,5}?)\1{2,}.{0,4}$/u.test(word);
  return COMMON.has(word) || isOneBlockAgainAndAgain || ROWS.includes(word);
}

/**
 * What is wrong with a new password, or null. Length and guessing lists decide, no rule of composition (NIST SP 800-63B
 * §5.1.1.2): 15 to 200 characters, not the address itself, none of those that everybody tries.
 */
export function passwordProblem(password: string, address: string): PasswordProblem | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return 'too_short';
  if (length > PASSWORD_MAX) return 'too_long';
  const word = bare(password);
  if (word === bare(address)) return 'is_address';
  return isCommon(word) ? 'too_common' : null;
}
