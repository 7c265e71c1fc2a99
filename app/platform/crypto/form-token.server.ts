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
import type { VersionedKeys } from './versioned-keys';

/** A form answered faster than this was filled by a machine. */
export const FORM_YOUNGEST_SECONDS = 3;
/** A form older than this comes back with its text and a fresh token. */
export const FORM_OLDEST_SECONDS = 12 * 60 * 60;

export type TokenRefusal = 'token.missing' | 'token.false' | 'token.unknown_key';

/** `token` signs; `code` is only named, so that a retry derives the same return code after a rotation. */
export interface FormKeys {
  readonly token: VersionedKeys;
  readonly code: VersionedKeys;
}

/** What a form is for, and the id of what it is about (a round), or an empty string. Signed, but not carried. */
export interface FormPlace {
  readonly purpose: string;
  readonly subject: string;
}

export type FormTokenReading =
  | { ok: true; nonce: Bytes; codeVersion: number; issuedAt: Date; ageSeconds: number }
  | { ok: false; refusal: TokenRefusal };

const NONCE_AT = 14;
const MAC_AT = NONCE_AT + 32;
const LENGTH = MAC_AT + 32;

function macOf(key: Uint8Array, { purpose, subject }: FormPlace, body: Uint8Array): Bytes {
  return hmacSha256(key, framed('answerable/form-token/v1', purpose, subject), body);
}

/**
 * A token for a hidden field, good without cookie or storage: version of the token key (4 bytes), version of the code
 * key (4), second of issue (6), random nonce (32), HMAC-SHA256 (32), in base64url.
 */
export function issueFormToken(keys: FormKeys, { now, ...place }: FormPlace & { now: Date }): string {
  const { version, key } = keys.token.current;
  const second = Math.floor(now.getTime() / 1000);
  const head = concatBytes(unsigned(version, 4), unsigned(keys.code.current.version, 4), unsigned(second, 6));
  const body = concatBytes(head, randomBytes(32));
  return toBase64url(concatBytes(body, macOf(key, place, body)));
}

/**
 * Tells a true token from a false one, and from one of a key that is gone. Age is reported, not judged (`ageOfForm`):
 * whether the submission is already stored must be asked first. A clock that went back counts as age 0.
 */
export function readFormToken(
  keys: FormKeys,
  token: string | null | undefined,
  { now, ...place }: FormPlace & { now: Date },
): FormTokenReading {
  if (!token) return { ok: false, refusal: 'token.missing' };
  const bytes = fromBase64url(token);
  if (bytes?.byteLength !== LENGTH) return { ok: false, refusal: 'token.false' };
  const key = keys.token.find(readUnsigned(bytes, 0, 4));
  if (!key) return { ok: false, refusal: 'token.unknown_key' };
  const body = bytes.subarray(0, MAC_AT);
  if (!equalBytes(macOf(key, place, body), bytes.subarray(MAC_AT))) return { ok: false, refusal: 'token.false' };
  const codeVersion = readUnsigned(bytes, 4, 4);
  if (!keys.code.find(codeVersion)) return { ok: false, refusal: 'token.unknown_key' };
  const issuedAt = new Date(readUnsigned(bytes, 8, 6) * 1000);
  const ageSeconds = Math.max(0, Math.floor((now.getTime() - issuedAt.getTime()) / 1000));
  return { ok: true, nonce: bytes.slice(NONCE_AT, MAC_AT), codeVersion, issuedAt, ageSeconds };
}

export function ageOfForm(ageSeconds: number): 'too_young' | 'in_time' | 'too_old' {
  if (ageSeconds < FORM_YOUNGEST_SECONDS) return 'too_young';
  return ageSeconds > FORM_OLDEST_SECONDS ? 'too_old' : 'in_time';
}
