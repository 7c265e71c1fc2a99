import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

import { concatBytes, framed, hkdf, type Bytes } from '~/platform/crypto/bytes.server';

import { SECRET_BYTES } from './return-code.server';

/** Signs what the holder of a code decides about the submission; the public half (32 bytes) is in the record. */
export interface ActKey {
  readonly publicKey: Bytes;
  sign(message: Uint8Array): Bytes;
}

/** What stands in DER before a raw Ed25519 seed and before a raw public key (RFC 8410). */
const SEED_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** The Ed25519 key (RFC 8032) of a return code: only the code makes it, and the server forgets it after each use. */
export function actKeyOf(secret: Uint8Array): ActKey {
  if (secret.byteLength !== SECRET_BYTES) throw new RangeError(`The secret must have ${SECRET_BYTES} bytes`);
  const seed = hkdf(secret, 'answerable/return-code/act-key/v1', 32);
  const key = createPrivateKey({ key: Buffer.concat([SEED_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const publicDer = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(publicDer.subarray(PUBLIC_HEAD.byteLength)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** False, never a throw, also for a key or a signature of a wrong length. */
export function verifyAct(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.byteLength !== 32 || signature.byteLength !== 64) return false;
  const der = Buffer.from(concatBytes(PUBLIC_HEAD, publicKey));
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

/** One decision of a code's holder, bound to one log, one leaf and one version of the submission. */
export interface Act {
  /** The origin line of the mission's log. */
  readonly log: string;
  /** Names the submission's leaf: its commitment, since the sequence is not known before the next batch. */
  readonly leaf: string;
  /** The version that the act makes: an old signature fits no later state. */
  readonly version: number;
  readonly act: 'withdraw' | 'consent' | 'tolerance' | 'accept';
  /** What the act reaches, as the record words it. */
  readonly scope: string;
}

/**
 * The bytes to sign: `answerable/act/v1`, log, leaf, version, act, scope, in this order, each as its length in bytes
 * (four bytes, big-endian) and its UTF-8; the version in decimal digits.
 */
export function actMessage({ log, leaf, version, act, scope }: Act): Bytes {
  if (!Number.isSafeInteger(version) || version < 0) throw new RangeError('The version must be a whole number');
  return framed('answerable/act/v1', log, leaf, String(version), act, scope);
}
