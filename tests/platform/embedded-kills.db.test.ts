import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmbedded } from '~/platform/postgres/embedded.server';
import { query } from '../support/database';
import { alive, EmbeddedBench, pidOf } from '../support/embedded';

const children: ChildProcess[] = [];
const bench = new EmbeddedBench();

// Before the bench looks for orphans: the hooks of one file run in reverse order.
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A server in a process of its own, as `npm start` is one; resolves when it serves. */
async function serverProcess(): Promise<ChildProcess> {
  const module = resolve('app/platform/postgres/embedded.server.ts');
  const [data, system] = [bench.dataDir, bench.systemFolder].map((path) => JSON.stringify(path));
  const code = `const { startEmbedded } = await import(${JSON.stringify(module)});
    const embedded = await startEmbedded(${data}, { systemFolder: ${system} }); console.log(embedded.url);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('postgresql:')) return child;
  throw new Error('the server process ended');
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

describe('when something is killed', () => {
  it('adopts the database that a killed server left running', async () => {
    const child = await serverProcess();
    const before = await bench.command();
    const pid = pidOf(before);
    await query(before.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    await killed(child);
    const server = await bench.serve();
    expect(server).toMatchObject({ startedByUs: false, url: before.url });
    expect(pidOf(server)).toBe(pid);
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await before.stop();
    await server.stop();
    expect(alive(pid)).toBe(false);
  });

  it('brings PostgreSQL back at the same address after kill -9, without an acknowledged row missing', async () => {
    const server = await bench.serve();
    await query(server.url, 'CREATE TABLE acknowledged (n int PRIMARY KEY)');
    let acknowledged = 0;
    let stopped = false;
    const writing = write(
      server.url,
      () => stopped,
      (n) => (acknowledged = n),
    );
    await pause(300);
    const pid = pidOf(server);
    const beforeKill = acknowledged;
    process.kill(pid, 'SIGKILL');
    await writing.catch(() => undefined);
    stopped = true;
    const rows = await eventually(() =>
      query<{ n: number }>(server.url, 'SELECT count(*)::int AS n FROM acknowledged'),
    );
    expect(beforeKill).toBeGreaterThan(0);
    expect(rows[0]?.n).toBeGreaterThanOrEqual(acknowledged);
    expect(pidOf(server)).not.toBe(pid);
    await eventually(() =>
      bench.told.includes('The embedded database is back.') ? Promise.resolve() : Promise.reject(new Error('not back')),
    );
    await expect(startEmbedded(bench.dataDir, bench.options)).rejects.toMatchObject({ code: 'second_server' });
    const restarted = pidOf(server);
    await server.stop();
    expect(alive(restarted)).toBe(false);
  });

  it('starts after both were killed together', async () => {
    const child = await serverProcess();
    const embedded = await bench.command();
    const { url } = embedded;
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS n');
    const pid = pidOf(embedded);
    process.kill(pid, 'SIGKILL');
    await killed(child);
    const server = await bench.serve();
    expect(server.url).toBe(url);
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  async function write(url: string, done: () => boolean, acknowledge: (n: number) => void): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    for (let n = 1; !done(); n++) {
      await client.query('INSERT INTO acknowledged VALUES ($1)', [n]);
      acknowledge(n);
    }
  }

  async function eventually<T>(work: () => Promise<T>): Promise<T> {
    for (const until = Date.now() + 20_000; ; await pause(50)) {
      try {
        return await work();
      } catch (error) {
        if (Date.now() > until) throw error;
      }
    }
  }
});
