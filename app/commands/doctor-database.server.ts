import pg from 'pg';
import type { Config } from '~/platform/config.server';
import { connectOrStartEmbedded } from '~/platform/postgres/embedded.server';
import { findLocation } from '~/platform/postgres/location.server';
import { findMigrations, readMigrations } from '~/platform/postgres/migrations.server';
import { checkVault } from './doctor-vault.server';
import { checkWithdrawals } from './doctor-withdrawals.server';
import type { Check } from './doctor-checks.server';

interface Place {
  says: string;
  url: string;
  close(): Promise<void>;
}

const check = (name: string, state: Check['state'], says: string): Check => ({ name, state, says });

/** An address without user and password, to show. */
function shown(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

async function placeOf(config: Config): Promise<Place | null> {
  if (config.databaseUrl) {
    return { says: shown(config.databaseUrl), url: config.databaseUrl, close: async () => undefined };
  }
  const location = findLocation(config.dataDir);
  if (!location) return null;
  const embedded = await connectOrStartEmbedded(config.dataDir);
  return { says: `embedded, in ${location.home}`, url: embedded.url, close: () => embedded.stop() };
}

/** What the database was migrated with, against what this program brings. */
async function checkMigrations(client: pg.Client): Promise<Check> {
  const there = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`,
  );
  if (!there.rows[0]?.there) return check('migrations', 'warning', 'None applied yet: the next start does it.');
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM public._prisma_migrations
     WHERE rolled_back_at IS NULL`,
  );
  const own = readMigrations(findMigrations());
  const unfinished = rows.find(({ finished }) => !finished);
  if (unfinished) return check('migrations', 'bad', `${unfinished.name} was begun and not finished.`);
  const foreign = rows.find((row) => !own.some(({ name, checksum }) => name === row.name && checksum === row.checksum));
  if (foreign)
    return check('migrations', 'bad', `${foreign.name} is not one of this program: it is newer, or was changed.`);
  const pending = own.length - rows.length;
  if (pending > 0) return check('migrations', 'warning', `${pending} to apply: the next start does it.`);
  return check('migrations', 'good', `All ${own.length} applied.`);
}

async function look(url: string, config: Config): Promise<Check[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'doctor' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; size: string }>(
      `SELECT current_setting('server_version') AS version, pg_size_pretty(pg_database_size(current_database())) AS size`,
    );
    const { version = '', size = '' } = rows[0] ?? {};
    const migrations = await checkMigrations(client);
    // Before the last migration there may be no vault to look into.
    const looksInside = migrations.state === 'good';
    const vault = looksInside ? await checkVault(client, config.vaultRoots) : [];
    const withdrawals = looksInside ? await checkWithdrawals(client, config) : [];
    return [check('server', 'good', `PostgreSQL ${version}, ${size}.`), migrations, ...vault, ...withdrawals];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Where the database is, whether it answers, its version, and how it stands with this program's migrations. */
export async function checkDatabase(config: Config): Promise<Check[]> {
  let place: Place | null = null;
  try {
    place = await placeOf(config);
    if (!place) return [check('database', 'warning', `None in ${config.dataDir} yet: the first start makes it.`)];
    return [check('database', 'good', place.says), ...(await look(place.url, config))];
  } catch (error) {
    const { message, code } = error as { message?: string; code?: string };
    return [check('database', 'bad', message || code || 'It does not answer.')];
  } finally {
    await place?.close();
  }
}
