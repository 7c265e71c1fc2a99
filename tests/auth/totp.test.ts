import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  codeOfStep,
  factorInBase32,
  factorLink,
  matchingStep,
  newFactorSecret,
  openFactor,
  sealFactor,
  stepAt,
} from '~/auth/totp.server';
import { utf8 } from '~/platform/crypto/bytes.server';

const moment = new Date('2026-03-02T09:00:10Z');
const key = { version: 7, since: moment, key: new Uint8Array(randomBytes(32)) };
const ring = { current: key, find: (version: number) => (version === 7 ? key.key : undefined) };

describe('one-time codes', () => {
  it('are those of RFC 6238 (appendix B, SHA-1, six digits)', () => {
    const secret = utf8('12345678901234567890');
    expect(codeOfStep(secret, stepAt(new Date(59_000)))).toBe('287082');
    expect(codeOfStep(secret, stepAt(new Date('2005-03-18T01:58:29Z')))).toBe('081804');
  });

  it('are taken one step early or late, and no more', () => {
    const secret = newFactorSecret();
    const step = stepAt(moment);
    const taken = [-2, -1, 0, 1, 2].map((offset) => matchingStep(secret, codeOfStep(secret, step + offset), moment));
    expect(taken).toEqual([null, step - 1, step, step + 1, null]);
  });

  it('come with a link that names the secret, and no other host', () => {
    const secret = newFactorSecret();
    const link = new URL(factorLink(secret, 'ada@mission.example'));
    expect(link.protocol).toBe('otpauth:');
    expect(link.searchParams.get('secret')).toBe(factorInBase32(secret));
  });
});

describe('a sealed factor', () => {
  it('opens for its own account alone', () => {
    const secret = newFactorSecret();
    const sealed = sealFactor(ring, 'one', secret);
    expect(openFactor(ring, 'one', sealed)).toEqual(secret);
    expect(openFactor(ring, 'two', sealed)).toBeNull();
    expect(openFactor({ ...ring, find: () => undefined }, 'one', sealed)).toBeNull();
    sealed[10]! ^= 1;
    expect(openFactor(ring, 'one', sealed)).toBeNull();
    expect(openFactor(ring, 'one', new Uint8Array(2))).toBeNull();
  });
});
