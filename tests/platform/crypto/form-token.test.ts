import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ageOfForm, issueFormToken, readFormToken } from '~/platform/crypto/form-token.server';
import type { VersionedKeys } from '~/platform/crypto/versioned-keys';

/** Keys by version, the last one current. */
function ring(...versions: number[]): VersionedKeys {
  const keys = versions.map((version) => ({ version, key: new Uint8Array(randomBytes(32)) }));
  return {
    current: keys.at(-1)!,
    find: (version) => keys.find((entry) => entry.version === version)?.key,
  };
}

const keys = { token: ring(7), code: ring(3, 4) };
const now = new Date('2030-05-01T10:00:00.900Z');
const place = { purpose: 'respond', subject: 'round-1' };

describe('a form token', () => {
  it('comes back with its nonce, the version of the code key and its age', () => {
    const token = issueFormToken(keys, { ...place, now });
    const later = new Date(now.getTime() + 5_000);
    const reading = readFormToken(keys, token, { ...place, now: later });
    expect(reading).toMatchObject({ ok: true, codeVersion: 4, ageSeconds: 5 });
    expect(reading.ok && reading.nonce).toHaveLength(32);
    expect(reading.ok && reading.issuedAt.toISOString()).toBe('2030-05-01T10:00:00.000Z');
    expect(token).toMatch(/^[\w-]+$/);
  });

  it('gives the same nonce each time it is read, and another for each form', () => {
    const nonceOf = (token: string) => {
      const reading = readFormToken(keys, token, { ...place, now });
      return reading.ok ? Buffer.from(reading.nonce).toString('hex') : reading.refusal;
    };
    const token = issueFormToken(keys, { ...place, now });
    expect(nonceOf(token)).toBe(nonceOf(token));
    expect(nonceOf(issueFormToken(keys, { ...place, now }))).not.toBe(nonceOf(token));
  });

  it('is good for its own purpose and subject only', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (purpose, subject) => {
        const token = issueFormToken(keys, { purpose, subject, now });
        expect(readFormToken(keys, token, { purpose, subject, now }).ok).toBe(true);
        const others = [
          { purpose: `${purpose}x`, subject },
          { purpose, subject: `${subject}x` },
          { purpose: purpose + subject, subject: '' },
        ].filter((other) => other.purpose !== purpose || other.subject !== subject);
        for (const other of others) {
          expect(readFormToken(keys, token, { ...other, now })).toEqual({ ok: false, refusal: 'token.false' });
        }
      }),
    );
  });

  it('is refused after any change of any byte', () => {
    const token = issueFormToken(keys, { ...place, now });
    const bytes = Buffer.from(token, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      const reading = readFormToken(keys, changed.toString('base64url'), { ...place, now });
      expect(reading).toEqual({ ok: false, refusal: at < 4 ? 'token.unknown_key' : 'token.false' });
    }
  });

  it('has one spelling: padding, spaces and other alphabets are refused', () => {
    const token = issueFormToken(keys, { ...place, now });
    for (const other of [`${token}=`, ` ${token}`, `${token}\n`, token.slice(1), `${token}AAAA`]) {
      expect(readFormToken(keys, other, { ...place, now })).toEqual({ ok: false, refusal: 'token.false' });
    }
  });

  it('is told apart when it is missing', () => {
    for (const none of [null, undefined, '']) {
      expect(readFormToken(keys, none, { ...place, now })).toEqual({ ok: false, refusal: 'token.missing' });
    }
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 90 }).map(toText)), (text) => {
        expect(readFormToken(keys, text, { ...place, now }).ok).toBe(false);
      }),
    );
  });

  it('of a key that is gone is unknown, not false, so that its text is kept', () => {
    const token = issueFormToken(keys, { ...place, now });
    const unknown = { ok: false, refusal: 'token.unknown_key' };
    expect(readFormToken({ ...keys, token: ring(8) }, token, { ...place, now })).toEqual(unknown);
    expect(readFormToken({ ...keys, code: ring(5) }, token, { ...place, now })).toEqual(unknown);
  });

  it('of another keyring under the same number is false', () => {
    const token = issueFormToken({ ...keys, token: ring(7) }, { ...place, now });
    expect(readFormToken(keys, token, { ...place, now })).toEqual({ ok: false, refusal: 'token.false' });
  });

  it('from a clock ahead of ours has no age', () => {
    const token = issueFormToken(keys, { ...place, now: new Date(now.getTime() + 60_000) });
    expect(readFormToken(keys, token, { ...place, now })).toMatchObject({ ok: true, ageSeconds: 0 });
  });
});

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

describe('the age of a form', () => {
  it('is in time from three seconds to twelve hours', () => {
    expect([0, 2, 3, 12 * 3600, 12 * 3600 + 1].map(ageOfForm)).toEqual([
      'too_young',
      'too_young',
      'in_time',
      'in_time',
      'too_old',
    ]);
  });
});
