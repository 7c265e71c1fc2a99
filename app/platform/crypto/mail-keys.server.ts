import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { createTogether, readRings, type KeyEntry } from './keyring-files.server';
import { newDeskPair, nextEntry } from './keyring-rings.server';

/*
 * The pair that addresses of news lists are sealed to. It lies beside the keyring, in files of its own: the public part
 * reads the public half, the process that sends mail the private one, and no other key opens an address.
 */

export function mailKeyPaths(keysDir: string) {
  const folder = join(keysDir, 'mail');
  return { folder, public: join(folder, 'public.json'), private: join(folder, 'private.json') };
}

/** Makes the pair where there is none; of two processes that start at once one makes it, and both use it. */
export function ensureMailKeys(keysDir: string, now: Date): void {
  const { folder } = mailKeyPaths(keysDir);
  if (existsSync(folder)) return;
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  const { publicKey, privateKey } = newDeskPair();
  const entry = (key: Uint8Array<ArrayBuffer>) => [nextEntry([], key, now)];
  createTogether(folder, {
    'public.json': { mail_public: entry(publicKey) },
    'private.json': { mail: entry(privateKey) },
  });
}

/** The public half to seal to, or null where no mail was ever set up. Throws a `KeyringError` for a damaged file. */
export function currentMailKey(keysDir: string): KeyEntry | null {
  return readRings(mailKeyPaths(keysDir).public, ['mail_public'])?.mail_public.at(-1) ?? null;
}

/** The private half of a version, for the process that sends; undefined where it is not here. */
export function mailPrivateKey(keysDir: string, version: number): Uint8Array | undefined {
  const rings = readRings(mailKeyPaths(keysDir).private, ['mail']);
  return rings?.mail.find((entry) => entry.version === version)?.key;
}
