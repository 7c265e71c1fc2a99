import { randomUUID } from 'node:crypto';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { dayOf, hourIndex } from '~/platform/day';
import { migrate } from '~/platform/postgres/migrate.server';
import { findMigrations, readMigrations } from '~/platform/postgres/migrations.server';
import { BackupError, staysFrozen, type Manifest } from './backup-format';
import { openBackup, readSection, type OpenedBackup } from './backup-file.server';
import { readKeys, type RecoveryKey, type Slot } from './keys-section.server';
import { joinLedgers, restoreKeyFiles } from './restore-keys.server';
import { copyIn } from './table-copy.server';
import { tablesInOrder } from './table-list.server';

export interface RestoreWish {
  databaseUrl: string;
  dataDir: string;
  keysDir: string;
  /** The backup whose data are wanted. */
  file: string;
  /** Further backups: the newest keys section of all is taken, and every ledger. */
  others: readonly string[];
  signer: string | null;
  holder: RecoveryKey;
  now: Date;
}

export interface Restored {
  manifest: Manifest;
  keysMadeAt: string;
  frozen: boolean;
  slots: number;
  ledgerEntries: number;
}

/** Refuses a database in which anybody or anything is, and data that this program's migrations do not lead to. */
async function refuseUnfit(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('app.mission') IS NOT NULL AS there`);
  if (rows[0]?.there) {
    const filled = await client.query(
      `(SELECT 1 FROM app.account LIMIT 1) UNION ALL (SELECT 1 FROM app.mission LIMIT 1)`,
    );
    if (filled.rowCount)
      throw new BackupError('backup.unreadable', 'The database is in use: restore into an empty one.');
  }
  const ours = new Map(readMigrations(findMigrations()).map(({ name, checksum }) => [name, checksum]));
  const strange = manifest.migrations.find(({ name, checksum }) => ours.get(name) !== checksum);
  if (strange) {
    const says = `The backup stands on the migration ${strange.name}, which this program has not: take the version that made it.`;
    throw new BackupError('backup.unreadable', says);
  }
}

async function asOwnerOfAll<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('SET LOCAL ROLE answerable_owner');
  const tables = [...(await tablesInOrder(client)).map(({ name }) => name), 'app.key_slot', 'app.session'];
  const { rows } = await client.query<{ name: string }>(
    `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('app', 'vault') AND c.relkind = 'r' AND c.relforcerowsecurity`,
  );
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const { name } of rows) await client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
  await client.query(`TRUNCATE ${tables.join(', ')}`);
  const result = await work();
  // What was left for the end of the transaction is looked at now: tables with open questions cannot be altered.
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const { name } of rows) await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
  for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  return result;
}

/** All slots come back frozen, those of our answers too: under the same suite stand the words that a sender wished to see again. */
async function insertSlots(client: pg.ClientBase, slots: readonly Slot[], frozen: boolean): Promise<void> {
  await client.query(
    `INSERT INTO app.key_slot (object_id, wrapped, key_epoch, suite, frozen)
     SELECT (s ->> 'objectId')::uuid, decode(s ->> 'wrapped', 'base64'), (s ->> 'keyEpoch')::int, (s ->> 'suite')::smallint,
       (s ->> 'frozen')::boolean OR $2
     FROM jsonb_array_elements($1::jsonb) s`,
    [JSON.stringify(slots), frozen],
  );
}

/** One row a mission, with its fact: each mission's protection officer decides for its own participants. */
async function fileRestorations(client: pg.ClientBase, restored: Pick<Restored, 'manifest' | 'keysMadeAt'>, now: Date) {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM app.mission');
  for (const { id: mission } of rows) {
    const id = randomUUID();
    const days = [restored.manifest.madeAt, restored.keysMadeAt].map((moment) => dayOf(new Date(moment)));
    await client.query(
      `INSERT INTO app.restoration (id, mission_id, data_of, keys_of, restored_on, state) VALUES ($1, $2, $3, $4, $5, 'frozen')`,
      [id, mission, ...days, dayOf(now)],
    );
    await client.query(
      `INSERT INTO app.fact (mission_id, subject, subject_id, subject_version, type, actor_role, hour_index, payload)
       VALUES ($1, 'restoration', $2, 1, 'restoration.frozen', 'system', $3, '{}')`,
      [mission, id, hourIndex(now)],
    );
  }
}

/** What all keys sections hold beside their slots, and which backup's keys are the newest. */
async function gatherKeys(backups: readonly OpenedBackup[], holder: RecoveryKey) {
  const withKeys = backups.filter(({ manifest }) => manifest.keys !== null);
  const newest = [...withKeys].sort(
    (one, other) => Date.parse(other.manifest.madeAt) - Date.parse(one.manifest.madeAt),
  )[0];
  if (!newest) throw new BackupError('backup.keys_missing', 'None of these files has a keys section any more.');
  const ledgers: string[] = [];
  let files = new Map<string, string>();
  for (const backup of withKeys) {
    const own = new Map<string, string>();
    await readKeys(backup, holder, {
      file: (name, text) => void own.set(name, text),
      ledger: (text) => void ledgers.push(text),
    });
    if (backup === newest) files = own;
  }
  return { newest, ledgers, files };
}

/**
 * Restores data into an empty set-up, with the newest keys that were handed in and the union of all ledgers. Everything is
 * proved and opened before the first byte is written; the rows come in one transaction. What the ledgers hold is to be
 * completed before anything is served (the caller does, and each start does again).
 */
export async function restore(wish: RestoreWish): Promise<Restored> {
  const { databaseUrl, dataDir, keysDir, signer, holder, now } = wish;
  const data = await openBackup(wish.file, signer);
  const others = await Promise.all(wish.others.map((path) => openBackup(path, signer)));
  const { newest, ledgers, files } = await gatherKeys([data, ...others], holder);
  const keysMadeAt = newest.manifest.madeAt;
  const frozen = staysFrozen(data.manifest.madeAt, keysMadeAt);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'restore' });
  await client.connect();
  try {
    await refuseUnfit(client, data.manifest);
    restoreKeyFiles(keysDir, files);
    const ledgerEntries = await joinLedgers(dataDir, ledgers);
    const names = new Set(data.manifest.migrations.map(({ name }) => name));
    await migrate(databaseUrl, findMigrations(), (name) => names.has(name));
    let slots = 0;
    await client.query('BEGIN');
    await asOwnerOfAll(client, async () => {
      await copyIn(client, readSection(data, 'data').pipe(createGunzip()));
      await readKeys(newest, holder, {
        file: () => undefined,
        ledger: () => undefined,
        slots: async (some) => {
          await insertSlots(client, some, frozen);
          slots += some.length;
        },
      });
      if (frozen) await fileRestorations(client, { manifest: data.manifest, keysMadeAt }, now);
    });
    await client.query('COMMIT');
    return { manifest: data.manifest, keysMadeAt, frozen, slots, ledgerEntries };
  } finally {
    await client.end();
  }
}
