import { Secret, TOTP } from 'otpauth';
import { concatBytes, framed, readUnsigned, unsigned, type Bytes } from '~/platform/crypto/bytes.server';
import { seal, unseal } from '~/platform/crypto/sealed.server';
import type { VersionedKeys } from '~/platform/crypto/versioned-keys';

const PERIOD_SECONDS = 30;

function generator(secret: Bytes, label: string): TOTP {
  const key = new Secret({ buffer: secret.buffer });
  return new TOTP({ issuer: 'Answerable', label, secret: key, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS });
}

/** 160 random bits, as RFC 4226 §4 recommends. */
export function newFactorSecret(): Bytes {
  return new Uint8Array(new Secret({ size: 20 }).bytes);
}

/** The secret as authenticators take it when typed. */
export function factorInBase32(secret: Bytes): string {
  return new Secret({ buffer: secret.buffer }).base32;
}

/** The `otpauth:` link that opens an authenticator on the same device. */
export function factorLink(secret: Bytes, label: string): string {
  return generator(secret, label).toString();
}

/** The time step of a moment (RFC 6238 §4.2). */
export function stepAt(moment: Date): number {
  return Math.floor(moment.getTime() / 1000 / PERIOD_SECONDS);
}

/** The one-time code of a time step. */
export function codeOfStep(secret: Bytes, step: number): string {
  return generator(secret, '').generate({ timestamp: step * PERIOD_SECONDS * 1000 });
}

/** The step, of the present one and its two neighbours, whose code this is; null when it is none of theirs. */
export function matchingStep(secret: Bytes, code: string, moment: Date): number | null {
  const delta = generator(secret, '').validate({ token: code, timestamp: moment.getTime(), window: 1 });
  return delta === null ? null : stepAt(moment) + delta;
}

const associated = (head: Bytes, accountId: string) => concatBytes(framed('answerable/totp/v1', accountId), head);

/** Version of the key (4 bytes), then the secret sealed for this account alone. */
export function sealFactor(keys: VersionedKeys, accountId: string, secret: Bytes): Bytes {
  const { version, key } = keys.current;
  const head = unsigned(version, 4);
  return concatBytes(head, seal(key, associated(head, accountId), secret));
}

/** Null where the key is gone, or the secret was sealed for another account. */
export function openFactor(keys: VersionedKeys, accountId: string, sealed: Uint8Array): Bytes | null {
  if (sealed.byteLength < 4) return null;
  const head = new Uint8Array(sealed.subarray(0, 4));
  const key = keys.find(readUnsigned(head, 0, 4));
  return key ? unseal(key, associated(head, accountId), sealed.subarray(4)) : null;
}
