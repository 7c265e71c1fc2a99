import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { query } from '../support/database';
import { binaries } from '../support/server-database';

/** Four tables that ask for nothing but their key: what the database does when nothing is asked of it. */
const TABLES = ['one', 'two', 'three', 'four'];
const BODY_BYTES = 200;

const SCRIPT = [
  'BEGIN;',
  ...TABLES.map((name) => `INSERT INTO bare.${name} (id, body) VALUES (gen_random_uuid(), decode(repeat('a7', ${BODY_BYTES}), 'hex'));`), // prettier-ignore
  'COMMIT;',
  '',
].join('\n');

/** Runs Debian's pgbench; the password goes by the environment, not by the list of processes. */
function pgbench(url: URL, args: readonly string[]): Promise<string> {
  const child = spawn(join(binaries(), 'pgbench'), [...args], {
    env: {
      ...process.env,
      PGHOST: url.hostname,
      PGPORT: url.port,
      PGUSER: url.username,
      PGPASSWORD: decodeURIComponent(url.password),
      PGDATABASE: url.pathname.slice(1),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => void (said += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`pgbench ended with ${code}:\n${said}`)))); // prettier-ignore
  });
}

/** What pgbench says of itself: transactions a second without the time of connecting. */
export function rateIn(said: string): number {
  const rate = Number(/^tps = ([\d.]+)/m.exec(said)?.[1]);
  const failed = Number(/^number of failed transactions: (\d+)/m.exec(said)?.[1] ?? 0);
  if (!(rate > 0) || failed > 0) throw new Error(`pgbench told no rate:\n${said}`);
  return rate;
}

export interface BareTransactions {
  /** Transactions a second over so many seconds. */
  rate(seconds: number): Promise<number>;
  remove(): void;
}

/** Makes the four tables on a server and gives what measures it. */
export async function bareTransactions(
  databaseUrl: string,
  clients: number,
  threads: number,
): Promise<BareTransactions> {
  await query(databaseUrl, 'create schema if not exists bare');
  for (const name of TABLES) await query(databaseUrl, `create table bare.${name} (id uuid primary key, body bytea)`);
  const folder = mkdtempSync(join(tmpdir(), 'answerable-pgbench-'));
  const script = join(folder, 'four-inserts.sql');
  writeFileSync(script, SCRIPT);
  const sizes = ['-n', '-c', String(clients), '-j', String(threads)];
  return {
    rate: async (seconds) =>
      rateIn(await pgbench(new URL(databaseUrl), [...sizes, '-T', String(seconds), '-f', script])),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
