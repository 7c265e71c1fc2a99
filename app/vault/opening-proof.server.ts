import { createHash } from 'node:crypto';
import {
  concatBytes,
  equalBytes,
  framed,
  hkdf,
  hmacSha256,
  toBase64url,
  utf8,
  type Bytes,
} from '~/platform/crypto/bytes.server';
import { hpkeSeal } from '~/platform/crypto/hpke.server';
import { runtime } from '~/platform/runtime.server';
import { requestFields, type OpeningRequest } from './opening';
import { CHALLENGE_INFO, challengeFields, FORMATS } from './vault-places';

/** SHA-256 of the exact request. */
export function requestHash(request: OpeningRequest): Bytes {
  return new Uint8Array(
    createHash('sha256')
      .update(framed(...requestFields(request)))
      .digest(),
  );
}

/** A key of the server's that no database holds; a rotation of it makes open requests void. */
const serverKey = (purpose: string) => hkdf(runtime().keyring.account.current.key, purpose, 32);

const CODE_BYTES = 10;

function codeFor(hash: Uint8Array, approverKey: string): string {
  const mac = hmacSha256(serverKey('answerable/vault/challenge/v1'), hash, framed(approverKey));
  return Buffer.from(mac.subarray(0, CODE_BYTES)).toString('hex');
}

/** One who may approve: the row of the key, and its public half. */
export interface Approver {
  keyId: string;
  publicKey: Uint8Array;
}

/**
 * What an approver decrypts offline: the request itself and a code. Whoever took over an officer's account (a password
 * that was reset, a stolen session) holds no key, reads no code, and so approves nothing.
 */
export function challengeFor(request: OpeningRequest, approver: Approver): string {
  const hash = requestHash(request);
  const { id, target, targetId, kind, reason, requestedAt } = request;
  const shown = { code: grouped(codeFor(hash, approver.keyId)), target, targetId, kind, reason, at: requestedAt.toISOString() }; // prettier-ignore
  const bound = framed(...challengeFields(id, toBase64url(hash)));
  const sealed = hpkeSeal(approver.publicKey, framed(...CHALLENGE_INFO), bound, utf8(JSON.stringify(shown)));
  return JSON.stringify({
    format: FORMATS.challenge,
    opening: id,
    request: toBase64url(hash),
    sealed: toBase64url(concatBytes(sealed.enc, sealed.ciphertext)),
  });
}

const grouped = (code: string) => code.match(/.{4}/g)!.join(' ');

/** Whether a typed code is the one of this approver for this very request. Spaces and case are forgiven. */
export function isCodeOf(request: OpeningRequest, approverKey: string, typed: string): boolean {
  const code = codeFor(requestHash(request), approverKey);
  return equalBytes(utf8(typed.replace(/[^0-9a-f]/gi, '').toLowerCase()), utf8(code));
}

/** The server's word that this approver gave that code for this request: a row alone cannot claim it. */
export function approvalMark(request: OpeningRequest, approver: string, approverKey: string): Bytes {
  const hash = requestHash(request);
  return hmacSha256(serverKey('answerable/vault/approval/v1'), hash, framed(approver, approverKey));
}
