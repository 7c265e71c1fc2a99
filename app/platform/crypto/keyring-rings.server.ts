import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { fromBase64url, type Bytes } from './bytes.server';
import { readRings, type KeyEntry, type Rings } from './keyring-files.server';

/** Kept where the public part reads them: none opens a participant's words. */
const PUBLIC_RINGS = ['code', 'token', 'ticket', 'session', 'answer', 'desk_public'] as const;
/** Kept where only the desk part reads them. */
const DESK_RINGS = ['desk', 'account'] as const;

export type PublicRings = Rings<(typeof PUBLIC_RINGS)[number]>;
export type DeskRings = Rings<(typeof DESK_RINGS)[number]>;

export function keyringPaths(keysDir: string) {
  const folder = join(keysDir, 'keyring');
  return { folder, public: join(folder, 'public.json'), desk: join(folder, 'desk.json') };
}

export function readPublicRings(keysDir: string): PublicRings | null {
  return readRings(keyringPaths(keysDir).public, PUBLIC_RINGS);
}

export function readDeskRings(keysDir: string): DeskRings | null {
  return readRings(keyringPaths(keysDir).desk, DESK_RINGS);
}

/**
 * Numbers follow the minutes since 1970, so that a keyring which was lost and made anew, or restored and rotated again,
 * does not give an old number to another key: what a lost key made is told from what is forged.
 */
export function nextEntry(former: readonly KeyEntry[], key: Bytes, now: Date): KeyEntry {
  const newest = Math.max(0, ...former.map(({ version }) => version));
  return { version: Math.max(newest + 1, Math.floor(now.getTime() / 60_000)), since: now, key };
}

export function newSecret(): Bytes {
  return new Uint8Array(randomBytes(32));
}

/** An X25519 pair, raw. */
export function newDeskPair(): { publicKey: Bytes; privateKey: Bytes } {
  const { x = '', d = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const [publicKey, privateKey] = [fromBase64url(x), fromBase64url(d)];
  if (!publicKey || !privateKey) throw new Error('The X25519 key pair came back in another form');
  return { publicKey, privateKey };
}

/** A whole new keyring: one version of every key. */
export function firstRings(now: Date): { public: PublicRings; desk: DeskRings } {
  const first = (key: Bytes) => [nextEntry([], key, now)];
  const { publicKey, privateKey } = newDeskPair();
  return {
    public: {
      code: first(newSecret()),
      token: first(newSecret()),
      ticket: first(newSecret()),
      session: first(newSecret()),
      answer: first(newSecret()),
      desk_public: first(publicKey),
    },
    desk: { desk: first(privateKey), account: first(newSecret()) },
  };
}
