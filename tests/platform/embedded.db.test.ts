import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Embedded, startEmbedded } from '~/platform/postgres/embedded.server';
import { makeLibraryLinks, platformPackage } from '~/platform/postgres/platform-package.server';
import { readPostmaster } from '~/platform/postgres/postmaster.server';
import { usableProgram } from '~/platform/postgres/program.server';
import { databaseUser } from '~/platform/postgres/unprivileged-user.server';
import { query } from '../support/database';
import { alive, EmbeddedBench, pidOf } from '../support/embedded';

const bench = new EmbeddedBench();

const setting = async (embedded: Embedded, name: string) =>
  (await query<{ value: string }>(embedded.url, 'SELECT current_setting($1) AS value', [name]))[0]?.value;

describe('an embedded PostgreSQL', () => {
  it('keeps every acknowledged commit on disk, sees every script, and is open to nobody else', async () => {
    const embedded = await bench.serve();
    expect(await setting(embedded, 'fsync')).toBe('on');
    expect(await setting(embedded, 'synchronous_commit')).toBe('on');
    expect(await setting(embedded, 'data_checksums')).toBe('on');
    expect(await setting(embedded, 'server_encoding')).toBe('UTF8');
    expect(await setting(embedded, 'listen_addresses')).toBe('');
    await query(embedded.url, 'CREATE EXTENSION pg_trgm');
    const [row] = await query<{ found: string[] }>(embedded.url, `SELECT show_trgm('መንግስት') AS found`);
    expect(row?.found.length).toBeGreaterThan(3);
    expect(statSync(join(embedded.dataDirectory, '..')).mode & 0o777).toBe(0o700);
    expect(statSync(embedded.dataDirectory).uid).not.toBe(0);
  });

  it('writes no statement and no value into its log', async () => {
    const embedded = await bench.serve();
    await expect(query(embedded.url, `SELECT 'a secret word'::int`)).rejects.toThrow('invalid input syntax');
    await expect(query(embedded.url, 'SELECT $1::int', ['a secret word'])).rejects.toThrow('invalid input syntax');
    const log = readFileSync(join(embedded.dataDirectory, '..', 'log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('secret');
  });

  it('stops with its server, and has everything when it starts again', async () => {
    const first = await bench.serve();
    const pid = pidOf(first);
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    await first.stop();
    expect(alive(pid)).toBe(false);
    expect(readPostmaster(first.dataDirectory)).toBeNull();
    const second = await bench.serve();
    expect(second.startedByUs).toBe(true);
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('is reached through a short folder where the path of the data folder is too long for a socket', async () => {
    bench.dataDir = join(bench.folder, 'a-long-name'.repeat(9));
    const embedded = await bench.serve();
    const socket = new URL(embedded.url).searchParams.get('host') ?? '';
    expect(socket).toMatch(/^\/tmp\/answerable-socket-\w+$/);
    expect(statSync(socket).mode & 0o777).toBe(0o700);
    await embedded.stop();
    expect(existsSync(socket)).toBe(false);
    expect(existsSync(embedded.dataDirectory)).toBe(true);
  });

  it('hands over none of our own environment', async () => {
    process.env['SMTP_URL'] = 'smtp://user:secret@localhost';
    try {
      const embedded = await bench.serve();
      expect(readFileSync(`/proc/${pidOf(embedded)}/environ`, 'utf8')).not.toContain('secret');
    } finally {
      delete process.env['SMTP_URL'];
    }
  });
});

describe('several processes on one data folder', () => {
  it('has one server at a time', async () => {
    const first = await bench.serve();
    const refusal = startEmbedded(bench.dataDir, bench.options);
    await expect(refusal).rejects.toMatchObject({ name: 'DatabaseRefusal', code: 'second_server' });
    await expect(refusal).rejects.toThrow(/^[^\n]+DATA_DIR[^\n]+$/);
    expect(await query(first.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await first.stop();
    expect((await bench.serve()).startedByUs).toBe(true);
  });

  it('lets a command work beside the server, and leaves the server its database', async () => {
    const server = await bench.serve();
    const beside = await bench.command();
    expect(beside).toMatchObject({ url: server.url, startedByUs: false });
    await beside.stop();
    expect(await query(server.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('starts it for a command alone, and stops it again', async () => {
    const alone = await bench.command();
    expect(alone.startedByUs).toBe(true);
    const pid = pidOf(alone);
    await alone.stop();
    expect(alive(pid)).toBe(false);
  });

  it('keeps it for a server that came while a command had it, and for a command that outlasts the server', async () => {
    const early = await bench.command();
    const server = await bench.serve();
    await early.stop();
    expect(await query(server.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    const late = await bench.command();
    await server.stop();
    expect(await query(late.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    const pid = pidOf(late);
    await late.stop();
    expect(alive(pid)).toBe(false);
  });

  it('makes one database when several start at the same moment', async () => {
    const all = await Promise.all([...Array.from({ length: 6 }, () => bench.command()), bench.serve()]);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    expect(all.filter(({ startedByUs }) => startedByUs)).toHaveLength(1);
    expect(readdirSync(join(all[0].dataDirectory, '..')).filter((name) => name.startsWith('new-'))).toEqual([]);
  });
});

describe('what does not start', () => {
  it('says why in one line', async () => {
    const refusal = startEmbedded(bench.dataDir, { ...bench.options, settings: { shared_buffers: 'a lot' } });
    await expect(refusal).rejects.toMatchObject({ code: 'did_not_start' });
    await expect(refusal).rejects.toThrow(/^[^\n]*shared_buffers[^\n]*$/);
  });

  it('refuses a data folder that is a file', async () => {
    const refusal = startEmbedded(join(resolve('package.json'), 'data'), bench.options);
    await expect(refusal).rejects.toMatchObject({ code: 'no_place' });
  });
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('keeps the database elsewhere when its user cannot enter the data folder, and finds it there again', async () => {
    bench.dataDir = join(bench.folder, 'private', 'data');
    const system = join(bench.folder, 'system');
    mkdirSync(join(bench.folder, 'private'), { mode: 0o700 });
    const embedded = await bench.serve();
    expect(embedded.elsewhere).toBe(true);
    expect(embedded.dataDirectory).toMatch(new RegExp(`^${system}/[0-9a-f]{16}/data$`));
    await query(embedded.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    await embedded.stop();
    chmodSync(join(bench.folder, 'private'), 0o755);
    expect(await query((await bench.serve()).url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('copies programs that the user cannot reach, with the library links that no install script made', async () => {
    const installed = join(bench.folder, 'package');
    mkdirSync(installed, { mode: 0o700 });
    cpSync(platformPackage().native, join(installed, 'native'), { recursive: true, verbatimSymlinks: true });
    const links = readdirSync(join(installed, 'native', 'lib'), { withFileTypes: true }).filter((entry) =>
      entry.isSymbolicLink(),
    );
    for (const { name } of links) rmSync(join(installed, 'native', 'lib', name));
    const copies = join(bench.folder, 'copies');
    const program = usableProgram({ native: join(installed, 'native'), version: '17.0' }, databaseUser(null), copies);
    expect(program.postgres).toBe(join(copies, 'postgresql-17.0', 'bin', 'postgres'));
    expect(readdirSync(copies)).toEqual(['postgresql-17.0']);
    makeLibraryLinks(join(installed, 'native'));
    expect(links.every(({ name }) => existsSync(join(installed, 'native', 'lib', name)))).toBe(true);
  });
});
