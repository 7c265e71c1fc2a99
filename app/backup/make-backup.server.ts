import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { ledgerFile } from '~/participants/ledger.server';
import { BackupError, type Manifest } from './backup-format';
import { abandon, begin, finish, openBackup, readSection, writeSection } from './backup-file.server';
import { registerBackup } from './backup-register.server';
import { backupSigner } from './backup-signing.server';
import { writeKeys } from './keys-section.server';
import { copyOut, type Counted } from './table-copy.server';
import { grantReading } from './table-list.server';

export interface BackupWish {
  databaseUrl: string;
  dataDir: string;
  keysDir: string;
  out: string;
  /** Public half of the offline recovery key. */
  recipient: string;
  now: Date;
}

const draftOf = (out: string) => `${out}.${randomBytes(4).toString('hex')}.part`;

async function migrationsOf(client: pg.ClientBase): Promise<Manifest['migrations']> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

function refuseExisting(out: string): void {
  if (existsSync(out))
    throw new BackupError('backup.unreadable', `${out} is there already. Nothing was written over it.`);
}

/**
 * Makes a backup of the running installation in one snapshot: nobody waits for it. The ledger and the key files are read after
 * the data, so that they hold at least what belongs to them. The file has its name only when it is whole and on the disk.
 */
export async function makeBackup(wish: BackupWish): Promise<Manifest> {
  const { databaseUrl, dataDir, keysDir, recipient, now } = wish;
  const out = resolve(wish.out);
  refuseExisting(out);
  const draft = draftOf(out);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'backup' });
  await client.connect();
  try {
    await grantReading(client);
    const migrations = await migrationsOf(client);
    const signer = backupSigner(keysDir, now);
    await begin(draft);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL ROLE answerable_backup');
    const counted: Counted = { tables: 0, rows: 0 };
    const rows = Readable.from(copyOut(client, counted), { objectMode: false });
    const data = await writeSection(draft, rows, createGzip());
    const ledger = await readFile(ledgerFile(dataDir), 'utf8').catch(() => '');
    const id = randomUUID();
    const keys = await writeKeys(draft, { client, keysDir, ledger }, { recipient, backup: id });
    await client.query('COMMIT');
    const manifest: Manifest = {
      format: 'answerable/backup/v1',
      id,
      madeAt: now.toISOString(),
      migrations,
      data: { ...data, ...counted },
      keys,
      retiredAt: null,
      signer: signer.publicKey,
    };
    await finish(draft, out, manifest, signer);
    await registerBackup(dataDir, { id, path: out, madeAt: manifest.madeAt, retired: false });
    return manifest;
  } finally {
    await client.end();
    await abandon(draft);
  }
}

/**
 * Takes the keys section off a backup: what was withdrawn since can then not be read from it any more. The data stay, and are
 * of use with keys of a newer backup. The file is replaced at once; on most disks the old bytes stay until they are written
 * over, which nobody here can promise.
 */
export async function retireBackup(
  path: string,
  { dataDir, keysDir, now }: Pick<BackupWish, 'dataDir' | 'keysDir' | 'now'>,
): Promise<'retired' | 'already'> {
  const at = resolve(path);
  const signer = backupSigner(keysDir, now);
  const backup = await openBackup(at, signer.publicKey);
  const entry = { id: backup.manifest.id, path: at, madeAt: backup.manifest.madeAt, retired: true };
  if (!backup.manifest.keys) {
    await registerBackup(dataDir, entry);
    return 'already';
  }
  const draft = draftOf(at);
  try {
    await begin(draft);
    await writeSection(draft, readSection(backup, 'data'));
    await finish(draft, at, { ...backup.manifest, keys: null, retiredAt: now.toISOString() }, signer);
  } finally {
    await abandon(draft);
  }
  await registerBackup(dataDir, entry);
  return 'retired';
}
