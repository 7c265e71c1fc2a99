import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appendToLedger, parseLedger, readLedger } from '~/participants/ledger.server';
import { replaceRings, type Rings } from '~/platform/crypto/keyring-files.server';
import { keyringPaths, readDeskRings, readPublicRings } from '~/platform/crypto/keyring-rings.server';
import { KEY_FILES } from './keys-section.server';

/** Every version of every key that either side has: none is lost, and the newest stays current. */
export function unionOfRings<Name extends string>(one: Rings<Name>, other: Rings<Name>): Rings<Name> {
  const names = Object.keys(one) as Name[];
  const union = names.map((name) => {
    const entries = new Map([...other[name], ...one[name]].map((entry) => [entry.version, entry]));
    return [name, [...entries.values()].sort((former, later) => former.version - later.version)] as const;
  });
  return Object.fromEntries(union) as unknown as Rings<Name>;
}

function writeFolder(keysDir: string, folder: string, files: ReadonlyMap<string, string>): void {
  const own = [...files].filter(([name]) => dirname(name) === folder);
  if (own.length === 0 || existsSync(join(keysDir, folder))) return;
  const draft = mkdtempSync(join(keysDir, `${folder}.`));
  for (const [name, text] of own) writeFileSync(join(draft, name.slice(folder.length + 1)), text, { mode: 0o600 });
  renameSync(draft, join(keysDir, folder));
}

/**
 * Puts key files back. Folders that are missing are made as they were; a keyring that is there already is joined with the
 * restored one, so that keys made since the backup stay.
 */
export function restoreKeyFiles(keysDir: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  const known = new Map([...files].filter(([name]) => (KEY_FILES as readonly string[]).includes(name)));
  if (existsSync(keyringPaths(keysDir).folder)) joinKeyring(keysDir, known);
  for (const folder of new Set([...known.keys()].map(dirname))) writeFolder(keysDir, folder, known);
}

function joinKeyring(keysDir: string, files: ReadonlyMap<string, string>): void {
  const beside = mkdtempSync(join(keysDir, 'restored.'));
  try {
    writeFolder(beside, 'keyring', files);
    const [oldPublic, oldDesk] = [readPublicRings(beside), readDeskRings(beside)];
    const [livePublic, liveDesk] = [readPublicRings(keysDir), readDeskRings(keysDir)];
    const paths = keyringPaths(keysDir);
    // The private halves first: nothing is ever sealed to a key that a crash kept from being stored.
    if (oldDesk && liveDesk) replaceRings(paths.desk, unionOfRings(liveDesk, oldDesk));
    if (oldPublic && livePublic) replaceRings(paths.public, unionOfRings(livePublic, oldPublic));
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Adds what ledgers of backups hold and the one in place does not. Gives how many entries it has in all. */
export async function joinLedgers(dataDir: string, texts: readonly string[]): Promise<number> {
  const { entries } = await readLedger(dataDir);
  const known = new Set(entries.map(({ submission, signature }) => `${submission} ${signature}`));
  for (const entry of texts.flatMap((text) => parseLedger(text).entries)) {
    const name = `${entry.submission} ${entry.signature}`;
    if (!known.has(name)) await appendToLedger(dataDir, entry);
    known.add(name);
  }
  return known.size;
}
