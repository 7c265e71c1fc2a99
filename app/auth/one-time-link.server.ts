import { createHash, randomBytes } from 'node:crypto';
import type { Bytes } from '~/platform/crypto/bytes.server';

/** How long an invitation stays open. */
export const INVITATION_HOURS = 72;

/** 256 random bits for the path of a link. Handed over once; only its hash is kept. */
export function newLinkSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function linkHash(secret: string): Bytes {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
