import { expect, it } from 'vitest';
import { readTypedCode } from '~/auth/code-reading';
import { newRecoveryCodes, recoveryHash, shownRecoveryCode } from '~/auth/recovery-codes.server';

it.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['123-456', '123456'],
  ['١٢٣٤٥٦', '123456'],
  ['۱۲۳۴۵۶', '123456'],
])('reads %s as a one-time code', (typed, code) => {
  expect(readTypedCode(typed)).toEqual({ kind: 'one_time', code });
});

it.each(['', '12345', '1234567', 'abcdef', 'U'.repeat(16)])('refuses %s', (typed) => {
  expect(readTypedCode(typed)).toBeNull();
});

it('reads every recovery code as it is shown, in any case', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(readTypedCode(shownRecoveryCode(code).toLowerCase())).toEqual({ kind: 'recovery', code });
  }
});

it('takes O for 0, and I and L for 1', () => {
  expect(readTypedCode('OIL0-0000-0000-0000')).toEqual({ kind: 'recovery', code: '0110000000000000' });
});

it('hashes a code for one account only', () => {
  const [code = ''] = newRecoveryCodes();
  expect(recoveryHash('a', code)).not.toEqual(recoveryHash('b', code));
});
