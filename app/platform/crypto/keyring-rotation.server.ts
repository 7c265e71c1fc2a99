import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { KeyringError, replaceRings, type KeyEntry } from './keyring-files.server';
import {
  keyringPaths,
  newDeskPair,
  newSecret,
  nextEntry,
  readDeskRings,
  readPublicRings,
} from './keyring-rings.server';
import type { DeskRings, PublicRings } from './keyring-rings.server';

export type Rotatable = 'code' | 'token' | 'ticket' | 'session' | 'answer' | 'desk' | 'account';

/** Forms live 12 hours and tickets less: after two days nothing that an old key of theirs made can still come back. */
const PASSING_KEY_DAYS = 2;
const DAY = 24 * 60 * 60 * 1000;

type Paths = ReturnType<typeof keyringPaths>;
type Both = { shared: PublicRings; desk: DeskRings };

/** Runs alone over the folder, across processes. Throws `keyring.busy` instead of waiting. */
function alone<T>({ folder }: Paths, work: () => T): T {
  const lock = join(folder, 'rotating');
  try {
    closeSync(openSync(lock, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new KeyringError('keyring.busy', `${lock} is there: another rotation runs, or one was cut: then remove it`);
  }
  try {
    return work();
  } finally {
    rmSync(lock);
  }
}

function readBoth(keysDir: string): Both {
  const [shared, desk] = [readPublicRings(keysDir), readDeskRings(keysDir)];
  if (shared && desk) return { shared, desk };
  const { folder } = keyringPaths(keysDir);
  throw new KeyringError('keyring.incomplete', `${folder} lacks a file: restore it from the newest backup`);
}

/** Without the entries whose successor has been current for long enough. */
function stillNeeded(entries: readonly KeyEntry[], now: Date): readonly KeyEntry[] {
  const useless = now.getTime() - PASSING_KEY_DAYS * DAY;
  return entries.filter((_, at) => (entries[at + 1]?.since ?? now).getTime() > useless);
}

function rotateDesk(paths: Paths, { shared, desk }: Both, now: Date): number {
  const { publicKey, privateKey } = newDeskPair();
  const entry = nextEntry([...desk.desk, ...shared.desk_public], privateKey, now);
  // The private half first: nothing is ever sealed to a key that a crash kept from being stored.
  replaceRings(paths.desk, { ...desk, desk: [...desk.desk, entry] });
  replaceRings(paths.public, { ...shared, desk_public: [...shared.desk_public, { ...entry, key: publicKey }] });
  return entry.version;
}

/**
 * Makes a new current key and gives its version. Former keys of codes, tokens, tickets and session forms go at the
 * first rotation two days or more after they were replaced; those of desk, answers and accounts stay until
 * `forgetVersion`, when everything is wrapped anew. No return code depends on any of them. Throws a `KeyringError`.
 */
export function rotate(keysDir: string, what: Rotatable, now: Date): number {
  const paths = keyringPaths(keysDir);
  return alone(paths, () => {
    const { shared, desk } = readBoth(keysDir);
    if (what === 'desk') return rotateDesk(paths, { shared, desk }, now);
    const former = what === 'account' ? desk.account : shared[what];
    const entry = nextEntry(former, newSecret(), now);
    if (what === 'account') replaceRings(paths.desk, { ...desk, account: [...former, entry] });
    else if (what === 'answer') replaceRings(paths.public, { ...shared, answer: [...former, entry] });
    else replaceRings(paths.public, { ...shared, [what]: [...stillNeeded(former, now), entry] });
    return entry.version;
  });
}

/**
 * Destroys a former key for good, once nothing needs it. False, and nothing done, for the current key and for one that
 * is not there. Copies in backups are not reached.
 */
export function forgetVersion(keysDir: string, what: Rotatable, version: number): boolean {
  const paths = keyringPaths(keysDir);
  const others = (entries: readonly KeyEntry[]) => entries.filter((entry) => entry.version !== version);
  return alone(paths, () => {
    const { shared, desk } = readBoth(keysDir);
    // Of the desk's keys that one is current which the public part seals to.
    const inUse = what === 'desk' ? shared.desk_public : what === 'account' ? desk.account : shared[what];
    const kept = what === 'desk' || what === 'account' ? desk[what] : shared[what];
    if (inUse.at(-1)?.version === version || !kept.some((entry) => entry.version === version)) return false;
    if (what === 'desk') replaceRings(paths.public, { ...shared, desk_public: others(shared.desk_public) });
    if (what === 'desk' || what === 'account') replaceRings(paths.desk, { ...desk, [what]: others(kept) });
    else replaceRings(paths.public, { ...shared, [what]: others(kept) });
    return true;
  });
}
