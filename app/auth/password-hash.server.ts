import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, two passes, one lane (OWASP Password Storage). Verifying reads them from the hash itself. */
const WORK = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The same word typed on two keyboards may come as different code points. */
const typed = (password: string) => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
  return hash(typed(password), WORK);
}

let nobodys: Promise<string> | undefined;

/**
 * Whether the password is the one. Without a hash (an unknown address, an invitation not yet taken) the answer is no,
 * after the same work: the time tells nobody which addresses are known.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(24).toString('base64'));
  const isRight = await verify(stored ?? (await nobodys), typed(password));
  return stored !== null && isRight;
}
