import { randomBytes } from 'node:crypto';
import { hkdf, type Bytes } from '~/platform/crypto/bytes.server';
import { codeOf, parseReturnCode, SECRET_BYTES } from './return-code.server';

/** What stands on the paper, and what is kept of it. */
export interface NewInvitation {
  code: string;
  hash: Bytes;
}

/** Another label than a return code's: the same secret typed at the wrong door leads nowhere. */
function hashOf(secret: Uint8Array): Bytes {
  return hkdf(secret, 'answerable/invitation/lookup/v1', 16);
}

/** An invitation in the form of a return code, with the same tag: typos are found before anything is asked. */
export function newInvitation(): NewInvitation {
  const secret = randomBytes(SECRET_BYTES);
  return { code: codeOf(secret), hash: hashOf(secret) };
}

/** The hash of a typed invitation, read as forgivingly as a return code; null where its tag is wrong. */
export function readInvitation(typed: string): Bytes | null {
  const secret = parseReturnCode(typed);
  return secret && hashOf(secret);
}
