import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '~/platform/config.server';
import { hasRoomForSubmission } from '~/platform/disk.server';
import { openProgram } from '~/start.server';
import { freshDatabase } from '../support/database';

let folder: string;
let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'answerable-start-'));
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

it('on a PostgreSQL of its own makes the data folder, for its eyes alone: without it no submission could be taken', async () => {
  const dataDir = join(folder, 'not', 'yet', 'there');
  const reading = readConfig({ NODE_ENV: 'test', DATA_DIR: dataDir, KEYS_DIR: join(folder, 'keys'), DATABASE_URL: database.url }); // prettier-ignore
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  expect(existsSync(dataDir)).toBe(false);
  const program = await openProgram(reading.config, 'server');
  try {
    expect(await hasRoomForSubmission(dataDir, 0)).toBe(true);
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  } finally {
    await program.close();
  }
});
