import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { requireOwnerOnly } from '~/platform/crypto/keyring-files.server';
import { done, refused, wrongUse, type Outcome } from './command';

export type FileReading<T> = { ok: true; value: T } | { ok: false; outcome: Outcome };

/** A text file; wrong use where it cannot be read. */
export function readText(path: string, where = path): FileReading<string> {
  try {
    return { ok: true, value: readFileSync(path, 'utf8') };
  } catch {
    return { ok: false, outcome: wrongUse('The file cannot be read.', where) };
  }
}

/** A text file that nobody but its owner may read: throws a `KeyringError` where others may. */
export function readSecret(path: string, where = path): FileReading<string> {
  const text = readText(path, where);
  if (text.ok) requireOwnerOnly(path);
  return text;
}

/** Writes a file that is not there yet, for its owner alone. Refuses to write over anything. */
export function writeNewSecret(path: string, text: string): Outcome {
  if (existsSync(path)) return refused({ where: path, says: 'There is a file already. Nothing was written over it.' });
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  return done([]);
}

const RootFile = z.strictObject({
  format: z.literal('answerable/vault-root/v1'),
  public: z.string(),
  private: z.string(),
});
export type RootFile = z.output<typeof RootFile>;

/** The file of an offline root, closed to others. */
export function readRootFile(path: string | undefined): FileReading<RootFile> {
  if (!path) return { ok: false, outcome: wrongUse('Say where the root lies.', '--root') };
  const text = readSecret(path, '--root');
  if (!text.ok) return text;
  try {
    return { ok: true, value: RootFile.parse(JSON.parse(text.value)) };
  } catch {
    return { ok: false, outcome: wrongUse('This is not a root that vault-root made.', '--root') };
  }
}

/** The first line of a passphrase file. */
export function readPassphrase(path: string | undefined): FileReading<string> {
  if (!path) return { ok: false, outcome: wrongUse('Say which file holds the passphrase.', '--passphrase-file') };
  const text = readSecret(path, '--passphrase-file');
  return text.ok ? { ok: true, value: text.value.split(/\r?\n/)[0] ?? '' } : text;
}
