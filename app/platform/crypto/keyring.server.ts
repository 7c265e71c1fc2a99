import { mkdirSync } from 'node:fs';

import { createTogether, KeyringError, requireOwnerOnly, stampOf, type Rings } from './keyring-files.server';
import { firstRings, keyringPaths, readDeskRings, readPublicRings } from './keyring-rings.server';
import type { VersionedKeys } from './versioned-keys';

/** The keys of the public part: it makes codes and forms and seals to the desk, and opens no participant's words. */
export interface PublicKeyring {
  readonly code: VersionedKeys;
  readonly token: VersionedKeys;
  readonly ticket: VersionedKeys;
  readonly session: VersionedKeys;
  readonly answer: VersionedKeys;
  /** X25519 public keys by epoch. */
  readonly deskPublic: VersionedKeys;
}

export interface Keyring extends PublicKeyring {
  /** True for the one process that made the keys just now: it must say that they need a backup. */
  readonly created: boolean;
  /** X25519 private keys by epoch: which one is current, the public keys tell. */
  readonly deskPrivate: Pick<VersionedKeys, 'find'>;
  /** Seals the secrets of second factors. */
  readonly account: VersionedKeys;
}

export interface Following {
  /** How long `current` may answer from before a rotation by another process, in milliseconds; 3,000 unless told. */
  readonly recheckAfter?: number;
  /** Told when the file can no longer be read. The keys already read go on. */
  readonly onUnreadable?: (error: unknown) => void;
}

/** Keys that follow their file: looked at again every few seconds, and at once for a version that is not known. */
function following<Name extends string>(path: string, read: () => Rings<Name> | null, options: Following) {
  const { recheckAfter = 3_000, onUnreadable = () => {} } = options;
  function readWhole(): Rings<Name> {
    const found = read();
    if (found) return found;
    throw new KeyringError('keyring.incomplete', `${path} is missing: restore it from the newest backup`);
  }
  // The stamp is taken before the reading: a file replaced in between is read once more, never missed.
  let stamp = stampOf(path);
  let rings = readWhole();
  let checked = performance.now();

  function recheck(): void {
    checked = performance.now();
    const found = stampOf(path);
    if (found === stamp) return;
    try {
      rings = readWhole();
      stamp = found;
    } catch (error) {
      onUnreadable(error);
    }
  }

  function recheckWhenDue(): void {
    if (performance.now() - checked >= recheckAfter) recheck();
  }

  return (name: Name): VersionedKeys => {
    const known = (version: number) => rings[name].find((entry) => entry.version === version)?.key;
    return {
      get current() {
        recheckWhenDue();
        // A ring is never empty: the reader refuses a file with one that is.
        return rings[name].at(-1)!;
      },
      find(version) {
        recheckWhenDue();
        if (!known(version)) recheck();
        return known(version);
      },
    };
  };
}

function publicKeys(keysDir: string, options: Following): PublicKeyring {
  const ring = following(keyringPaths(keysDir).public, () => readPublicRings(keysDir), options);
  return {
    code: ring('code'),
    token: ring('token'),
    ticket: ring('ticket'),
    session: ring('session'),
    answer: ring('answer'),
    deskPublic: ring('desk_public'),
  };
}

/**
 * Opens the keys of the public part from `<keysDir>/keyring/public.json`, reads no other file and creates none. Throws
 * a `KeyringError` where the file is missing, damaged, or open to other users of the machine.
 */
export async function openPublicKeyring(keysDir: string, options: Following = {}): Promise<PublicKeyring> {
  requireOwnerOnly(keyringPaths(keysDir).folder);
  return publicKeys(keysDir, options);
}

function notHere(): never {
  throw new Error('The public part holds no key of the desk');
}

/**
 * The public part's keys where the program asks for a keyring: whatever reaches for a key of the desk throws, so that a
 * text which cannot be opened here is never taken for one that was destroyed.
 */
export function withoutDeskKeys(keys: PublicKeyring): Keyring {
  const none = {
    get current(): never {
      return notHere();
    },
    find: notHere,
  };
  return { ...keys, created: false, deskPrivate: none, account: none };
}

/**
 * Opens all keys; on a first start, where `<keysDir>/keyring` is not there, makes them, for their owner alone. Of two
 * processes that start at once one makes them and both have the same. Throws a `KeyringError`, one line for the
 * operator, where one of the two files is missing (that is a loss, never a first start), damaged, or open to others.
 */
export async function openKeyring(keysDir: string, now: Date, options: Following = {}): Promise<Keyring> {
  const { folder, desk } = keyringPaths(keysDir);
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  requireOwnerOnly(keysDir);
  let created = false;
  if (stampOf(folder) === null) {
    const rings = firstRings(now);
    created = createTogether(folder, { 'public.json': rings.public, 'desk.json': rings.desk });
  }
  requireOwnerOnly(folder);
  const ring = following(desk, () => readDeskRings(keysDir), options);
  return { created, ...publicKeys(keysDir, options), deskPrivate: ring('desk'), account: ring('account') };
}
