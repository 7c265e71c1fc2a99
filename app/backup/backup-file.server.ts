import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { utf8 } from '~/platform/crypto/bytes.server';
import { BACKUP_MAGIC, BackupError, Manifest } from './backup-format';
import { isSignedBy, type BackupSigner } from './backup-signing.server';
import { counting } from './table-copy.server';

/*
 * One file: magic, data section, keys section (while it has one), manifest, signature (64 bytes), length of the manifest
 * (4 bytes). The manifest comes last, since only then all lengths and hashes are known.
 */

const MAGIC = utf8(BACKUP_MAGIC);
const SIGNATURE = 64;
const LENGTH = 4;
const LARGEST_MANIFEST = 1024 * 1024;

export interface Written {
  length: number;
  sha256: string;
}

/** Writes a section at the end of a file that is being made. */
export async function writeSection(
  path: string,
  source: Readable,
  ...through: NodeJS.ReadWriteStream[]
): Promise<Written> {
  const hash = createHash('sha256');
  const count = counting(hash);
  await pipeline([source, ...through, count, createWriteStream(path, { flags: 'a', mode: 0o600 })]);
  return { length: count.total, sha256: hash.digest('hex') };
}

export async function begin(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(MAGIC);
  await file.close();
}

/** Adds the signed manifest, makes the file durable, and gives it its name. */
export async function finish(draft: string, out: string, manifest: Manifest, signer: BackupSigner): Promise<void> {
  const bytes = utf8(JSON.stringify(manifest));
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(bytes.byteLength);
  const file = await open(draft, 'a');
  try {
    await file.writeFile(Buffer.concat([bytes, signer.sign(bytes), length]));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, out);
  const folder = await open(dirname(out), 'r');
  await folder.sync().catch(() => undefined);
  await folder.close();
}

export interface OpenedBackup {
  path: string;
  manifest: Manifest;
}

const unreadable = (path: string) =>
  new BackupError('backup.unreadable', `${path} is no backup that this program made.`);

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

async function readManifest(
  path: string,
  file: FileHandle,
): Promise<{ manifest: Manifest; bytes: Buffer; signature: Buffer }> {
  const { size } = await file.stat();
  const magic = await readAt(file, 0, MAGIC.byteLength);
  if (!magic.equals(MAGIC) || size < MAGIC.byteLength + SIGNATURE + LENGTH) throw unreadable(path);
  const length = (await readAt(file, size - LENGTH, LENGTH)).readUInt32BE();
  const at = size - LENGTH - SIGNATURE - length;
  if (length > LARGEST_MANIFEST || at < MAGIC.byteLength) {
    throw new BackupError('backup.cut', `${path} is cut off, or its end was changed.`);
  }
  const bytes = await readAt(file, at, length);
  const signature = await readAt(file, at + length, SIGNATURE);
  try {
    const manifest = Manifest.parse(JSON.parse(bytes.toString('utf8')));
    const whole = MAGIC.byteLength + manifest.data.length + (manifest.keys?.length ?? 0);
    if (whole !== at) throw new Error('lengths');
    return { manifest, bytes, signature };
  } catch {
    throw new BackupError('backup.cut', `${path} is cut off, or its end was changed.`);
  }
}

/**
 * Opens a backup and proves every byte of it, before anything of it is used: its signature by `signer` (a public key that the
 * operator noted when backups were first made), and the hash of each section. Throws a `BackupError`.
 */
export async function openBackup(path: string, signer: string | null): Promise<OpenedBackup> {
  const file = await open(path, 'r').catch(() => {
    throw new BackupError('backup.unreadable', `${path} cannot be read.`);
  });
  try {
    const { manifest, bytes, signature } = await readManifest(path, file);
    if (signer === null || manifest.signer !== signer) {
      const says = `${path} says that ${manifest.signer} signed it. Compare with what you noted; if it is the same, add --signer with it.`;
      throw new BackupError('backup.not_ours', says);
    }
    if (!isSignedBy(signer, bytes, signature)) {
      throw new BackupError('backup.signature', `${path} was changed: its signature does not hold.`);
    }
    const backup = { path, manifest };
    for (const section of ['data', 'keys'] as const) await proveSection(backup, section);
    return backup;
  } finally {
    await file.close();
  }
}

async function proveSection(backup: OpenedBackup, section: 'data' | 'keys'): Promise<void> {
  const wanted = backup.manifest[section];
  if (!wanted) return;
  const hash = createHash('sha256');
  for await (const chunk of readSection(backup, section) as AsyncIterable<Buffer>) hash.update(chunk);
  if (hash.digest('hex') !== wanted.sha256) {
    throw new BackupError(
      'backup.changed',
      `${backup.path} was changed: its ${section} section is not the one that was signed.`,
    );
  }
}

/** The bytes of a section, as they lie in the file. */
export function readSection({ path, manifest }: OpenedBackup, section: 'data' | 'keys'): Readable {
  const start = MAGIC.byteLength + (section === 'keys' ? manifest.data.length : 0);
  const length = manifest[section]?.length ?? 0;
  if (length === 0) throw new BackupError('backup.keys_missing', `${path} has no ${section} section any more.`);
  return createReadStream(path, { start, end: start + length - 1 });
}

/** Removes what was begun and not finished. */
export const abandon = (draft: string) => rm(draft, { force: true });
