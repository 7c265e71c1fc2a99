import pg from 'pg';
import { DatabaseRefusal } from './database-refusal.server';
import { checkDatabase } from './database-checks.server';
import { findMigrations, type Migration, readMigrations } from './migrations.server';

/** The lock that Prisma's own tools take, so that they and we never migrate at the same time. */
const PRISMA_LOCK = 72_707_369;

/** As Prisma makes it, so that `prisma migrate status` and `deploy` read it. */
const LEDGER = `CREATE TABLE IF NOT EXISTS public._prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/**
 * Brings the database to the program's newest migration, and returns the names of those applied now. Each is applied
 * whole or not at all; simultaneous starts wait for each other. Refuses (`DatabaseRefusal`), before it changes
 * anything, a database that cannot be reached, is older than PostgreSQL 15, not UTF8, blind to letters outside ASCII,
 * newer than the program, or migrated by files that were changed since. `isWanted` stops at an earlier state, for the data of
 * a backup that was made on it.
 */
export async function migrate(
  url: string,
  folder: string = findMigrations(),
  isWanted: (name: string) => boolean = () => true,
): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = await connect(url);
  try {
    // Held until the connection ends.
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await checkDatabase(client);
    const pending = compare(migrations, await readLedger(client)).filter(({ name }) => isWanted(name));
    for (const migration of pending) await apply(client, migration);
    if (pending.length > 0) await checkDatabase(client);
    return pending.map(({ name }) => name);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * For a process that may not migrate: refuses a database that is older or newer than the program, and one that was never
 * migrated.
 */
export async function requireMigrated(url: string, folder: string = findMigrations()): Promise<void> {
  const migrations = readMigrations(folder);
  const client = await connect(url);
  try {
    const [first] = compare(migrations, await readLedger(client));
    if (!first) return;
    throw new DatabaseRefusal('not_migrated', `The database lacks ${first.name}: start the desk's part first.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'migrate' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw new DatabaseRefusal('unreachable', `The database cannot be reached: ${message || code || 'no answer'}.`);
  }
}

async function readLedger(client: pg.Client): Promise<Applied[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`,
  );
  if (!found[0]?.there) return [];
  const { rows } = await client.query<Applied>(
    `SELECT migration_name, checksum, finished_at FROM public._prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

/** The migrations still to apply, in order. */
function compare(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at: finishedAt } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new DatabaseRefusal(
        'newer_than_program',
        `The database is newer than this program: it holds the migration ${name}. Start the newer version, or restore a backup.`,
      );
    }
    if (finishedAt === null) {
      throw new DatabaseRefusal(
        'migration_unfinished',
        `The migration ${name} was begun and not finished: see prisma migrate resolve.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new DatabaseRefusal(
        'migration_changed',
        `The migration ${name} is not the one that the database was migrated with.`,
      );
    }
  }
  const done = new Set(applied.map(({ migration_name: name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ at: Date }>('SELECT clock_timestamp() AS at');
    await client.query(sql);
    // A migration may have taken another role or search path.
    await client.query('RESET ROLE; RESET ALL');
    await client.query(LEDGER);
    await client.query(
      `INSERT INTO public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (gen_random_uuid(), $1, $2, $3, clock_timestamp(), 1)`,
      [checksum, name, rows[0]?.at],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new DatabaseRefusal(
      'migration_failed',
      `The migration ${name} failed, nothing of it remains: ${(error as Error).message}`,
    );
  }
}
