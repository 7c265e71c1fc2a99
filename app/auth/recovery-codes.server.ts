import { createHash, randomBytes } from 'node:crypto';
import { framed, type Bytes } from '~/platform/crypto/bytes.server';

export const RECOVERY_CODES = 10;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten codes of 80 random bits in Crockford's base 32, without dashes. Shown once; only their hashes are kept. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => [...randomBytes(16)].map((byte) => ALPHABET[byte & 31]).join(''));
}

/** As it is shown: four groups of four. */
export function shownRecoveryCode(code: string): string {
  return code.match(/.{4}/g)?.join('-') ?? code;
}

/** What is stored of a code. A plain hash will do: nobody guesses 80 random bits. */
export function recoveryHash(accountId: string, code: string): Bytes {
  return new Uint8Array(
    createHash('sha256')
      .update(framed('answerable/recovery/v1', accountId, code))
      .digest(),
  );
}
