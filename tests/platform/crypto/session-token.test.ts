import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { issueSessionToken, readSessionToken } from '~/platform/crypto/session-token.server';
import type { VersionedKeys } from '~/platform/crypto/versioned-keys';

function ring(version: number): VersionedKeys {
  const key = new Uint8Array(randomBytes(32));
  return { current: { version, key }, find: (asked) => (asked === version ? key : undefined) };
}

const keys = ring(5);

describe('the token of a signed-in person’s form', () => {
  it('is good for its session and no other, however often', () => {
    const token = issueSessionToken(keys, 'session-1');
    expect(readSessionToken(keys, token, 'session-1')).toEqual({ ok: true });
    expect(readSessionToken(keys, token, 'session-1')).toEqual({ ok: true });
    expect(readSessionToken(keys, token, 'session-2')).toEqual({ ok: false, refusal: 'token.false' });
    expect(readSessionToken(keys, token, '')).toEqual({ ok: false, refusal: 'token.false' });
  });

  it('is another on each page, so that compression or a log of lengths tells nothing', () => {
    expect(issueSessionToken(keys, 's')).not.toBe(issueSessionToken(keys, 's'));
    expect(issueSessionToken(keys, 's')).toHaveLength(issueSessionToken(keys, 'another').length);
  });

  it('is refused after any change of any byte', () => {
    const bytes = Buffer.from(issueSessionToken(keys, 's'), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      const refusal = at < 4 ? 'token.unknown_key' : 'token.false';
      expect(readSessionToken(keys, changed.toString('base64url'), 's')).toEqual({ ok: false, refusal });
    }
  });

  it('is refused when missing, cut, or made with another key', () => {
    expect(readSessionToken(keys, null, 's')).toEqual({ ok: false, refusal: 'token.missing' });
    expect(readSessionToken(keys, issueSessionToken(keys, 's').slice(4), 's')).toEqual({
      ok: false,
      refusal: 'token.false',
    });
    expect(readSessionToken(keys, issueSessionToken(ring(5), 's'), 's')).toEqual({ ok: false, refusal: 'token.false' });
    expect(readSessionToken(keys, issueSessionToken(ring(6), 's'), 's')).toEqual({
      ok: false,
      refusal: 'token.unknown_key',
    });
  });
});
