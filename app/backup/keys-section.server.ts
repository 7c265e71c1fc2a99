import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { concatBytes, framed, fromBase64url, toBase64url } from '~/platform/crypto/bytes.server';
import { hpkeOpen, hpkeSeal } from '~/platform/crypto/hpke.server';
import { BackupError } from './backup-format';
import { readSection, writeSection, type OpenedBackup, type Written } from './backup-file.server';
import { openStream, sealStream } from './sealed-stream.server';

/** Files of `KEYS_DIR` that are kept with the keys; a folder that is not there was never needed. */
export const KEY_FILES = [
  'keyring/public.json',
  'keyring/desk.json',
  'mail/public.json',
  'mail/private.json',
  'backup/signing.json',
] as const;

export interface Slot {
  objectId: string;
  wrapped: string;
  keyEpoch: number;
  suite: number;
  frozen: boolean;
}

const INFO = framed('answerable/backup-keys/v1');
const ENC = 32;
const SLOTS_AT_ONCE = 2_000;

export interface SealedKeys extends Written {
  recipient: string;
  wrapped: string;
}

/** Everything that opens what the data hold: slots, key files, the ledger. One line of JSON each, the slots last. */
async function* keyLines(client: pg.ClientBase, keysDir: string, ledger: string): AsyncGenerator<string> {
  for (const name of KEY_FILES) {
    const path = join(keysDir, name);
    if (existsSync(path)) yield `${JSON.stringify({ file: name, text: readFileSync(path, 'utf8') })}\n`;
  }
  yield `${JSON.stringify({ ledger })}\n`;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<Slot>(
      `SELECT object_id AS "objectId", encode(wrapped, 'base64') AS wrapped, key_epoch AS "keyEpoch", suite, frozen
       FROM app.key_slot WHERE object_id > $1 ORDER BY object_id LIMIT ${SLOTS_AT_ONCE}`,
      [after],
    );
    if (rows.length === 0) return;
    yield rows.map((slot) => `${JSON.stringify({ slot })}\n`).join('');
    after = rows.at(-1)!.objectId;
  }
}

/** Writes the keys section: sealed to the offline recovery key, under a key of its own that only that one unwraps. */
export async function writeKeys(
  path: string,
  from: { client: pg.ClientBase; keysDir: string; ledger: string },
  to: { recipient: string; backup: string },
): Promise<SealedKeys> {
  const recipient = fromBase64url(to.recipient);
  if (recipient?.byteLength !== 32) throw new BackupError('backup.unreadable', 'The recovery key is no public key.');
  const key = new Uint8Array(randomBytes(32));
  const { enc, ciphertext } = hpkeSeal(recipient, INFO, framed('keys', to.backup), key);
  const lines = Readable.from(keyLines(from.client, from.keysDir, from.ledger), { objectMode: false });
  const written = await writeSection(path, lines, createGzip(), sealStream(key, to.backup));
  return { ...written, recipient: to.recipient, wrapped: toBase64url(concatBytes(enc, ciphertext)) };
}

export interface RecoveryKey {
  publicKey: string;
  privateKey: Uint8Array;
}

export interface KeysReader {
  file(name: string, text: string): void | Promise<void>;
  ledger(text: string): void | Promise<void>;
  /** Many at once; absent where only files and ledger are wanted. */
  slots?(slots: readonly Slot[]): Promise<void>;
}

/** Reads a keys section with the recovery key. Throws a `BackupError` where it is missing or does not open. */
export async function readKeys(backup: OpenedBackup, holder: RecoveryKey, reader: KeysReader): Promise<void> {
  const { keys, id } = backup.manifest;
  if (!keys) throw new BackupError('backup.keys_missing', `${backup.path} has no keys section any more.`);
  const wrapped = fromBase64url(keys.wrapped) ?? new Uint8Array();
  const message = { enc: wrapped.subarray(0, ENC), ciphertext: wrapped.subarray(ENC) };
  const key = hpkeOpen(holder.privateKey, INFO, framed('keys', id), message);
  if (!key) throw new BackupError('backup.keys_closed', `${backup.path} was sealed to another recovery key.`);
  const plain = readSection(backup, 'keys').pipe(openStream(key, id));
  const unzipped = createGunzip();
  plain.on('error', (error) => unzipped.destroy(error));
  const input = plain.pipe(unzipped);
  let slots: Slot[] = [];
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const entry = JSON.parse(line) as { file?: string; text?: string; ledger?: string; slot?: Slot };
    if (entry.file !== undefined) await reader.file(entry.file, entry.text ?? '');
    if (entry.ledger !== undefined) await reader.ledger(entry.ledger);
    if (!entry.slot) continue;
    if (!reader.slots) {
      input.destroy();
      return;
    }
    slots.push(entry.slot);
    if (slots.length >= SLOTS_AT_ONCE) {
      await reader.slots(slots);
      slots = [];
    }
  }
  if (slots.length > 0) await reader.slots?.(slots);
}
