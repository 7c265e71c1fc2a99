import { randomBytes } from 'node:crypto';

import {
  concatBytes,
  equalBytes,
  framed,
  fromBase64url,
  hmacSha256,
  readUnsigned,
  toBase64url,
  unsigned,
} from './bytes.server';
import type { Bytes } from './bytes.server';
import type { TokenRefusal } from './form-token.server';
import type { VersionedKeys } from './versioned-keys';

const MAC_AT = 20;
const LENGTH = MAC_AT + 32;

function macOf(key: Uint8Array, sessionId: string, body: Uint8Array): Bytes {
  return hmacSha256(key, framed('answerable/session-form/v1', sessionId), body);
}

/**
 * The hidden field of a signed-in person's form: proves that the page came from us, to this session. Version of the
 * key (4 bytes), random (16, so that no two pages are alike), HMAC-SHA256 over both and the session's id (32).
 */
export function issueSessionToken(keys: VersionedKeys, sessionId: string): string {
  const { version, key } = keys.current;
  const body = concatBytes(unsigned(version, 4), randomBytes(16));
  return toBase64url(concatBytes(body, macOf(key, sessionId, body)));
}

export function readSessionToken(
  keys: VersionedKeys,
  token: string | null | undefined,
  sessionId: string,
): { ok: true } | { ok: false; refusal: TokenRefusal } {
  if (!token) return { ok: false, refusal: 'token.missing' };
  const bytes = fromBase64url(token);
  if (bytes?.byteLength !== LENGTH) return { ok: false, refusal: 'token.false' };
  const key = keys.find(readUnsigned(bytes, 0, 4));
  if (!key) return { ok: false, refusal: 'token.unknown_key' };
  const mac = macOf(key, sessionId, bytes.subarray(0, MAC_AT));
  return equalBytes(mac, bytes.subarray(MAC_AT)) ? { ok: true } : { ok: false, refusal: 'token.false' };
}
