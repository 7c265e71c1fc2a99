import { mkdir } from 'node:fs/promises';
import pg from 'pg';
import type { Config } from '~/platform/config.server';
import { openKeyring, openPublicKeyring, withoutDeskKeys, type Keyring } from '~/platform/crypto/keyring.server';
import { ensureMailKeys } from '~/platform/crypto/mail-keys.server';
import { openDatabases } from '~/platform/db.server';
import { logEvent } from '~/platform/log.server';
import { connectOrStartEmbedded, startEmbedded } from '~/platform/postgres/embedded.server';
import { migrate, requireMigrated } from '~/platform/postgres/migrate.server';
import { installRuntime, type Runtime } from '~/platform/runtime.server';

export interface Program extends Runtime {
  /** The database's address with the migrator's rights: for jobs and maintenance, never for a request. */
  databaseUrl: string;
  close(): Promise<void>;
}

/** Lines for the person who starts the program; they hold paths, never a secret. */
export type Tell = (line: string) => void;

interface Server {
  url: string;
  stop(): Promise<void>;
}

async function database(config: Config, use: 'server' | 'command', tell: Tell): Promise<Server> {
  if (config.databaseUrl) {
    // The ledger and its reserve lie there; without a folder there is no room to be found, and nothing would be taken.
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    return { url: config.databaseUrl, stop: async () => undefined };
  }
  const start = use === 'server' ? startEmbedded : connectOrStartEmbedded;
  const embedded = await start(config.dataDir);
  if (use === 'server') tell(`Database: ${embedded.dataDirectory}`);
  return { url: embedded.url, stop: () => embedded.stop() };
}

/** The public part reads its own file of keys and makes none; it could not open a participant's words if it would. */
async function keysOf({ keysDir, part, mailFrom }: Config): Promise<Keyring> {
  const onUnreadable = () => logEvent('keyring.unreadable', {}, 'error');
  if (part === 'public') return withoutDeskKeys(await openPublicKeyring(keysDir, { onUnreadable }));
  const keyring = await openKeyring(keysDir, new Date(), { onUnreadable });
  if (mailFrom !== null) ensureMailKeys(keysDir, new Date());
  return keyring;
}

/**
 * Opens all that a program needs before it may serve or act: database (started if it is the embedded one), migrations,
 * keys. Throws a `DatabaseRefusal` or a `KeyringError`, each one clear line for the operator.
 */
export async function openProgram(
  config: Config,
  use: 'server' | 'command',
  tell: Tell = () => undefined,
): Promise<Program> {
  const keyring = await keysOf(config);
  if (keyring.created) {
    tell(`Keys were made in ${config.keysDir}. Back them up now: without them nothing that was sent can be read.`);
  }
  const server = await database(config, use, tell);
  try {
    if (config.part === 'public') await requireMigrated(server.url);
    else await migrate(server.url);
    const databases = openDatabases(server.url);
    const runtime: Runtime = { config, databases, keyring, now: () => new Date() };
    installRuntime(runtime);
    return {
      ...runtime,
      databaseUrl: server.url,
      async close() {
        await databases.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Whether the database answers with the newest migration applied: for `/readyz`. */
export async function databaseAnswers(program: Program): Promise<boolean> {
  const client = new pg.Client({ connectionString: program.databaseUrl, connectionTimeoutMillis: 1_500 });
  try {
    await client.connect();
    const { rows } = await client.query('select 1 from public._prisma_migrations where finished_at is null limit 1');
    return rows.length === 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}
