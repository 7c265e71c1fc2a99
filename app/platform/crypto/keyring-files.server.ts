import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import { fromBase64url, toBase64url, type Bytes } from './bytes.server';

/** One version of one key, and the moment from which it was current. */
export interface KeyEntry {
  readonly version: number;
  readonly since: Date;
  readonly key: Bytes;
}

/** The keys of a file by purpose; in each list the last is current. */
export type Rings<Name extends string> = Readonly<Record<Name, readonly KeyEntry[]>>;

export type KeyringFault = 'keyring.open_to_others' | 'keyring.damaged' | 'keyring.incomplete' | 'keyring.busy';

/** One line for the operator: which file, what is wrong, what to do. Never a key. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';
  constructor(
    readonly fault: KeyringFault,
    message: string,
  ) {
    super(message);
  }
}

const Entry = z.strictObject({
  version: z.int().positive(),
  since: z.iso.datetime().transform((text) => new Date(text)),
  key: z.string().transform((text, context) => {
    const key = fromBase64url(text);
    if (key?.byteLength === 32) return key;
    context.addIssue('not a key of 32 bytes');
    return z.NEVER;
  }),
});

/** Changes whenever the file is replaced; null where there is none. */
export function stampOf(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.ino}:${stat.mtimeNs}:${stat.size}` : null;
}

/**
 * Refuses a file or folder that anybody but its owner may read or write; one that is missing passes. Windows has no such
 * bits: not checked there.
 */
export function requireOwnerOnly(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || process.platform === 'win32' || (stat.mode & 0o077) === 0) return;
  const remedy = `chmod ${stat.isDirectory() ? '700' : '600'} ${path}`;
  throw new KeyringError('keyring.open_to_others', `${path} is open to other users of this machine: ${remedy}`);
}

/** Null where there is no such file. Throws a `KeyringError` where it is open to others, damaged or lacks a purpose. */
export function readRings<Name extends string>(path: string, names: readonly Name[]): Rings<Name> | null {
  if (stampOf(path) === null) return null;
  requireOwnerOnly(path);
  const Shape = z.strictObject({
    format: z.literal('answerable/keyring/v1'),
    rings: z.record(z.enum(names), z.array(Entry).min(1)),
  });
  const text = readFileSync(path, 'utf8');
  try {
    return Shape.parse(JSON.parse(text)).rings as Rings<Name>;
  } catch {
    throw new KeyringError('keyring.damaged', `${path} is not a whole keyring: restore it from the newest backup`);
  }
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function writeNew(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function fileText(rings: Rings<string>): string {
  const plain = Object.entries(rings).map(([name, entries]) => [
    name,
    entries.map(({ version, since, key }) => ({ version, since: since.toISOString(), key: toBase64url(key) })),
  ]);
  return `${JSON.stringify({ format: 'answerable/keyring/v1', rings: Object.fromEntries(plain) }, null, 2)}\n`;
}

/** Replaces the file at once and durably: a reader or a crash sees the old one or the new one. */
export function replaceRings(path: string, rings: Rings<string>): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeNew(draft, fileText(rings));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/**
 * Creates a folder with all its files in one step. Of several that try at once, one gets true and the others false:
 * a full folder cannot be renamed onto another, and none is ever seen half filled.
 */
export function createTogether(folder: string, files: Readonly<Record<string, Rings<string>>>): boolean {
  const draft = `${folder}.${randomBytes(6).toString('hex')}`;
  mkdirSync(draft, { mode: 0o700 });
  try {
    for (const [name, rings] of Object.entries(files)) writeNew(join(draft, name), fileText(rings));
    syncFolder(draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (statSync(folder, { throwIfNoEntry: false })) return false;
    throw error;
  }
  syncFolder(dirname(folder));
  return true;
}
