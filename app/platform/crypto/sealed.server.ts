import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { concatBytes, type Bytes } from './bytes.server';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What sealing adds to the length of its plaintext. */
export const SEAL_OVERHEAD = NONCE_BYTES + TAG_BYTES;

/** ChaCha20-Poly1305 (RFC 8439) under a random nonce: nonce, ciphertext, tag. The key has 32 bytes. */
export function seal(key: Uint8Array, associated: Uint8Array, plaintext: Uint8Array): Bytes {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated, { plaintextLength: plaintext.byteLength });
  return concatBytes(nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

/** Null where key, associated data or a single bit is not the one that was sealed. */
export function unseal(key: Uint8Array, associated: Uint8Array, sealed: Uint8Array): Bytes | null {
  const length = sealed.byteLength - SEAL_OVERHEAD;
  if (length < 0) return null;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated, { plaintextLength: length });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES + length));
  try {
    return concatBytes(decipher.update(sealed.subarray(NONCE_BYTES, NONCE_BYTES + length)), decipher.final());
  } catch {
    return null;
  }
}
