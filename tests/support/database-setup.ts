import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '~/platform/postgres/embedded.server';
import { migrate } from '~/platform/postgres/migrate.server';
import { LOCALE } from '~/platform/postgres/program.server';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server to make databases on, and the migrated one there that `freshDatabase` copies. */
    database: { server: string; template: string };
  }
}

/**
 * Makes the one migrated database that every test file copies: on an embedded PostgreSQL of its own, or on the server
 * of TEST_DATABASE_URL or DATABASE_URL, where the database named by that address itself is not touched.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await findServer();
  const template = `answerable_template_${randomBytes(4).toString('hex')}`;
  const done = async () => {
    await onServer(server, `ALTER DATABASE ${template} IS_TEMPLATE false`, `DROP DATABASE ${template} WITH (FORCE)`);
    await stop();
  };
  try {
    await onServer(server, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8' LC_CTYPE '${LOCALE}'`);
    await migrate(databaseOn(server, template));
    // Nobody can connect any more: a copy is refused while somebody is connected.
    await onServer(server, `ALTER DATABASE ${template} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  } catch (error) {
    await done().catch(() => undefined);
    throw error;
  }
  project.provide('database', { server, template });
  return done;
}

async function findServer(): Promise<{ server: string; stop: () => Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'] || process.env['DATABASE_URL'];
  if (given) return { server: given, stop: () => Promise.resolve() };
  const folder = mkdtempSync('/tmp/answerable-tests-');
  // As root, PostgreSQL runs as another user, who must pass through.
  chmodSync(folder, 0o711);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const starting = startEmbedded(join(folder, 'data'), { systemFolder: join(folder, 'system') });
  const embedded = await starting.catch((error: unknown) => {
    remove();
    throw error;
  });
  return {
    server: embedded.url,
    stop: () => embedded.stop().finally(remove),
  };
}

/** The same server's address with another database. */
export function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

async function onServer(server: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
