import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { actKeyOf, actMessage, verifyAct, type Act } from '~/participants/act-key.server';

const secret = Uint8Array.from({ length: 15 }, (_, index) => index);
const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => value.isWellFormed());
const acts: fc.Arbitrary<Act> = fc.record({
  log: text,
  leaf: text,
  version: fc.nat(),
  act: fc.constantFrom('withdraw' as const, 'consent' as const, 'tolerance' as const),
  scope: text,
});

describe('the act key', () => {
  it('comes from the code alone, and is another for another code', () => {
    expect(actKeyOf(secret).publicKey).toEqual(actKeyOf(secret).publicKey);
    expect(actKeyOf(secret).publicKey).toHaveLength(32);
    expect(actKeyOf(secret.with(0, 9)).publicKey).not.toEqual(actKeyOf(secret).publicKey);
    expect(Buffer.from(actKeyOf(secret).publicKey).toString('hex')).toBe(
      '842aab80ce3221744daaa51ba5eccbf819e5d6b5ee8b431badcec219ad7fe609',
    );
  });

  it('refuses a secret of another length', () => {
    expect(() => actKeyOf(secret.slice(1))).toThrow(RangeError);
  });

  it('signs what another implementation of Ed25519 verifies', () => {
    const key = actKeyOf(secret);
    const message = actMessage({ log: 'l', leaf: 'a', version: 2, act: 'withdraw', scope: 'all' });
    expect(ed25519.verify(key.sign(message), message, key.publicKey)).toBe(true);
  });
});

describe('a signed act', () => {
  it('verifies, and with any field changed it does not', () => {
    const key = actKeyOf(secret);
    fc.assert(
      fc.property(acts, acts, (act, other) => {
        const signature = key.sign(actMessage(act));
        expect(verifyAct(key.publicKey, actMessage(act), signature)).toBe(true);
        for (const field of Object.keys(act) as (keyof Act)[]) {
          if (act[field] === other[field]) continue;
          expect(verifyAct(key.publicKey, actMessage({ ...act, [field]: other[field] }), signature)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not verify under another key, and a malformed key or signature is no crash', () => {
    const [key, other] = [actKeyOf(secret), actKeyOf(secret.with(3, 99))];
    const message = actMessage({ log: 'l', leaf: 'a', version: 2, act: 'consent', scope: 'quote' });
    const signature = key.sign(message);
    expect(verifyAct(other.publicKey, message, signature)).toBe(false);
    expect(verifyAct(key.publicKey, message, signature.slice(1))).toBe(false);
    expect(verifyAct(key.publicKey.slice(1), message, signature)).toBe(false);
    expect(verifyAct(new Uint8Array(32).fill(255), message, signature)).toBe(false);
    expect(verifyAct(new Uint8Array(0), message, new Uint8Array(0))).toBe(false);
  });
});

describe('the bytes that are signed', () => {
  it('are different for different acts', () => {
    fc.assert(
      fc.property(acts, acts, (one, other) => {
        const same = (Object.keys(one) as (keyof Act)[]).every((field) => one[field] === other[field]);
        expect(Buffer.compare(actMessage(one), actMessage(other)) === 0).toBe(same);
      }),
    );
  });

  it('cannot be shifted from one field into the next', () => {
    const act = { log: 'ab', leaf: 'c', version: 1, act: 'withdraw', scope: '' } as const;
    expect(actMessage(act)).not.toEqual(actMessage({ ...act, log: 'a', leaf: 'bc' }));
  });

  it('are written as the verifier expects them', () => {
    const bytes = actMessage({ log: 'log', leaf: 'é', version: 10, act: 'withdraw', scope: 'all' });
    expect(Buffer.from(bytes).toString('latin1')).toBe(
      '\0\0\0\x11answerable/act/v1\0\0\0\x03log\0\0\0\x02\xc3\xa9\0\0\0\x0210\0\0\0\x08withdraw\0\0\0\x03all',
    );
  });

  it('are not made of a fraction, a negative version or broken text', () => {
    const act = { log: 'l', leaf: 'a', version: 1, act: 'withdraw', scope: 'all' } as const;
    expect(() => actMessage({ ...act, version: 1.5 })).toThrow(RangeError);
    expect(() => actMessage({ ...act, version: -1 })).toThrow(RangeError);
    expect(() => actMessage({ ...act, scope: '\ud800' })).toThrow(TypeError);
  });
});
