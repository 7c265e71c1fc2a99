import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '~/platform/config.server';
import { openKeyring } from '~/platform/crypto/keyring.server';
import { openDatabases } from '~/platform/db.server';
import { installRuntime, type Runtime } from '~/platform/runtime.server';
import { freshDatabase } from './database';

/** A clock that tests move by hand. */
export interface TestClock {
  set(moment: string): void;
  addHours(hours: number): void;
}

export interface TestRuntime extends Runtime {
  clock: TestClock;
  /** The database's own address, as its superuser: for what the program must not be able to see or do. */
  databaseUrl: string;
  close(): Promise<void>;
}

/** A runtime of its own: a fresh database with all migrations, fresh keys in a temporary folder, a clock set by hand. */
export async function startTestRuntime(
  at = '2026-03-02T09:00:00Z',
  env: Readonly<Record<string, string>> = {},
): Promise<TestRuntime> {
  const folder = mkdtempSync(join(tmpdir(), 'answerable-test-'));
  const database = await freshDatabase();
  const reading = readConfig({ NODE_ENV: 'test', DATA_DIR: folder, KEYS_DIR: join(folder, 'keys'), ...env });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  let moment = new Date(at);
  const parts: Runtime = {
    config: reading.config,
    databases: openDatabases(database.url),
    keyring: await openKeyring(join(folder, 'keys'), moment),
    now: () => new Date(moment),
  };
  installRuntime(parts);
  return {
    ...parts,
    databaseUrl: database.url,
    clock: {
      set: (text) => void (moment = new Date(text)),
      addHours: (hours) => void (moment = new Date(moment.getTime() + hours * 3_600_000)),
    },
    async close() {
      await parts.databases.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
