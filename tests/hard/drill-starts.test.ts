import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppProcess } from '../support/app-process';
import { query } from '../support/database';
import { ask } from '../support/http-site';
import { serverDatabase, type ServerDatabase } from '../support/server-database';

let folder: string;
let database: ServerDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'answerable-starts-'));
  await chmod(folder, 0o711);
  database = await serverDatabase();
});
afterAll(async () => {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const linesOf = (said: string) => said.split('\n').filter(Boolean);

test('a second server on the same embedded data folder is refused in one line; the first goes on', async () => {
  const place = { databaseUrl: null, folder };
  const [first, second] = [await AppProcess.at(place), await AppProcess.at(place)];
  await first.serve();
  const ending = await second.start();
  expect(ending?.code).toBe(2);
  expect(linesOf(ending?.said ?? '')).toHaveLength(1);
  expect(ending?.said).not.toMatch(/\bat .*:\d+|Error:/);
  expect((await ask(first.origin, '/readyz')).status).toBe(200);
  expect(await first.end('SIGTERM')).toMatchObject({ code: 0 });
  // The folder is free again.
  await second.serve();
  expect((await ask(second.origin, '/readyz')).status).toBe(200);
  expect(await second.end('SIGTERM')).toMatchObject({ code: 0 });
});

test('a server that was killed leaves an embedded database that the next one takes over', async () => {
  const place = { databaseUrl: null, folder };
  const node = await (await AppProcess.at(place)).serve();
  await node.end('SIGKILL');
  await node.serve();
  expect((await ask(node.origin, '/readyz')).status).toBe(200);
  expect(await node.end('SIGTERM')).toMatchObject({ code: 0 });
});

test('a database that is newer than the program is refused in one line, and not touched', async () => {
  const place = { databaseUrl: database.url, folder, data: 'other' };
  const node = await (await AppProcess.at(place)).serve();
  await node.end('SIGTERM');
  await query(
    database.url,
    `insert into public._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     values (gen_random_uuid(), 'x', '29990101000000_from_the_future', now(), 1)`,
  );
  const before = await query(database.url, 'select * from public._prisma_migrations order by id');
  const ending = await node.start();
  expect(ending?.code).toBe(2);
  const lines = linesOf(ending?.said ?? '');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('29990101000000_from_the_future');
  expect(await query(database.url, 'select * from public._prisma_migrations order by id')).toEqual(before);
});

test('a port that is taken, and keys that are lost, are refused in one line', async () => {
  const place = { databaseUrl: null, folder, data: 'third' };
  const node = await (await AppProcess.at(place)).serve();
  const twin = await AppProcess.at({ databaseUrl: null, folder, data: 'fourth', env: { PORT: String(node.port) } });
  const taken = await twin.start();
  expect(taken?.code).toBe(2);
  expect(taken?.said).toContain('PORT');
  await node.end('SIGTERM');
  rmSync(join(folder, 'keys/keyring/desk.json'));
  const lost = await node.start();
  expect(lost?.code).toBe(2);
  expect(linesOf(lost?.said ?? '')).toHaveLength(1);
  expect(lost?.said).toContain('backup');
});
