import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '~/platform/postgres/migrate.server';
import { findMigrations, readMigrations } from '~/platform/postgres/migrations.server';
import { emptyDatabase, type FreshDatabase, freshDatabase, query } from '../support/database';

let folder: string;
let database: FreshDatabase;
const databases: FreshDatabase[] = [];

beforeEach(async () => {
  folder = mkdtempSync('/tmp/answerable-migrations-');
  addMigration('20260101000000_first', 'CREATE TABLE first (n int); INSERT INTO first VALUES (1);');
  database = await made(emptyDatabase());
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const { drop } of databases.splice(0)) await drop();
});

async function made(making: Promise<FreshDatabase>): Promise<FreshDatabase> {
  const fresh = await making;
  databases.push(fresh);
  return fresh;
}

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

const ledger = (url = database.url) =>
  query<{ migration_name: string }>(url, 'SELECT * FROM _prisma_migrations ORDER BY started_at');

const tables = async () =>
  (await query<{ name: string }>(database.url, `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`))
    .map(({ name }) => name)
    .sort();

/** The refusal's code, once it is sure to be one line. */
async function refusal(url: string): Promise<string> {
  const error = await migrate(url, folder).then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason as Error & { code?: string },
  );
  expect(error.name, error.message).toBe('DatabaseRefusal');
  expect(error.message).toMatch(/^[^\n]{20,}$/);
  return (error as { code?: string }).code ?? '';
}

describe('migrating', () => {
  it('applies what is new in the order of the names, once', async () => {
    addMigration('20260103000000_third', 'INSERT INTO second VALUES (3)');
    addMigration('20260102000000_second', 'CREATE TABLE second (n int)');
    const names = ['20260101000000_first', '20260102000000_second', '20260103000000_third'];
    expect(await migrate(database.url, folder)).toEqual(names);
    expect(await migrate(database.url, folder)).toEqual([]);
    expect((await ledger()).map(({ migration_name: name }) => name)).toEqual(names);
    expect(await query(database.url, 'SELECT n FROM second')).toEqual([{ n: 3 }]);
  });

  it('records each as Prisma does', async () => {
    await migrate(database.url, folder);
    const sql = 'CREATE TABLE first (n int); INSERT INTO first VALUES (1);';
    expect(await ledger()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: createHash('sha256').update(sql).digest('hex'),
        migration_name: '20260101000000_first',
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      },
    ]);
  });

  it('applies each once when two start at the same moment', async () => {
    addMigration(
      '20260102000000_slow',
      'CREATE TABLE slow (n int); SELECT pg_sleep(0.3); INSERT INTO slow VALUES (1);',
    );
    const both = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
    expect(both.flat().sort()).toEqual(['20260101000000_first', '20260102000000_slow']);
    expect(await query(database.url, 'SELECT n FROM slow')).toEqual([{ n: 1 }]);
    expect(await ledger()).toHaveLength(2);
  });

  it('leaves nothing of a migration that fails, and goes on from there when it is mended', async () => {
    addMigration('20260102000000_broken', 'CREATE TABLE half (n int); SELECT 1 / 0;');
    expect(await refusal(database.url)).toBe('migration_failed');
    expect(await tables()).toEqual(['_prisma_migrations', 'first']);
    writeFileSync(join(folder, '20260102000000_broken', 'migration.sql'), 'CREATE TABLE half (n int);');
    expect(await migrate(database.url, folder)).toEqual(['20260102000000_broken']);
  });

  it('lets no migration decide as whom, or where, the next one runs', async () => {
    const role = `answerable_test_role_${process.pid}`;
    addMigration(
      '20260102000000_role',
      `CREATE ROLE ${role}; CREATE SCHEMA other; SET ROLE ${role}; SET search_path = other;`,
    );
    addMigration('20260103000000_after', 'CREATE TABLE after_it (n int)');
    try {
      await migrate(database.url, folder);
      expect(await tables()).toContain('after_it');
    } finally {
      await query(database.url, `DROP ROLE IF EXISTS ${role}`);
    }
  });

  it("brings the program's own database to where every test begins", async () => {
    const fresh = await made(freshDatabase());
    expect(await migrate(fresh.url)).toEqual([]);
    const own = readMigrations(findMigrations()).map(({ name }) => name);
    expect((await ledger(fresh.url)).map(({ migration_name: name }) => name)).toEqual(own);
  });
});

describe('refusals', () => {
  it.each([
    'postgresql://app@localhost/answerable?host=/tmp/there-is-no-such-folder',
    'postgresql://app@127.0.0.1:1/x',
  ])('of %s, which nobody answers', async (url) => expect(await refusal(url)).toBe('unreachable'));

  it('of a database that does not exist, without telling the password', async () => {
    const url = new URL(database.url);
    url.pathname = '/answerable_missing';
    url.password ||= 'hunter2';
    expect(await refusal(url.toString())).toBe('unreachable');
    await expect(migrate(url.toString(), folder)).rejects.not.toThrow(url.password);
  });

  it('of a database that a newer program migrated', async () => {
    addMigration('20260102000000_second', 'CREATE TABLE second (n int)');
    await migrate(database.url, folder);
    rmSync(join(folder, '20260102000000_second'), { recursive: true });
    expect(await refusal(database.url)).toBe('newer_than_program');
  });

  it('of a migration that was changed after it was applied, before anything newer is applied', async () => {
    await migrate(database.url, folder);
    appendFileSync(join(folder, '20260101000000_first', 'migration.sql'), '\n-- harmless');
    addMigration('20260102000000_second', 'CREATE TABLE second (n int)');
    expect(await refusal(database.url)).toBe('migration_changed');
    expect(await tables()).toEqual(['_prisma_migrations', 'first']);
  });

  it("of a migration that Prisma's own tool left unfinished, until it is resolved", async () => {
    await migrate(database.url, folder);
    await query(database.url, 'UPDATE _prisma_migrations SET finished_at = NULL');
    expect(await refusal(database.url)).toBe('migration_unfinished');
    await query(database.url, 'UPDATE _prisma_migrations SET rolled_back_at = now()');
    await query(database.url, 'DROP TABLE first');
    expect(await migrate(database.url, folder)).toEqual(['20260101000000_first']);
  });

  it('of an encoding that does not hold every script', async () => {
    const latin = await made(
      emptyDatabase(`TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`),
    );
    expect(await refusal(latin.url)).toBe('not_utf8');
  });

  it.each(['', 'CREATE EXTENSION pg_trgm'])('of a locale that sees no letters outside ASCII (%s)', async (before) => {
    const blind = await made(
      emptyDatabase(`TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`),
    );
    if (before) await query(blind.url, before);
    expect(await refusal(blind.url)).toBe('blind_to_scripts');
    expect(await query(blind.url, `SELECT 1 FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
  });

  it('leaves no trace of the question on a database that it accepts', async () => {
    await migrate(database.url, folder);
    expect(await query(database.url, `SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'`)).toEqual([]);
  });

  it('of a program without migrations', async () => {
    rmSync(folder, { recursive: true });
    expect(await refusal(database.url)).toBe('no_migrations');
  });
});
