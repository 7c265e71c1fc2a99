import { afterAll, beforeAll, expect, it } from 'vitest';
import { readIn, type Tx } from '~/platform/db.server';
import { aMission } from '../support/people';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
});
afterAll(() => runtime.close());

const reading = <T>(work: (tx: Tx) => Promise<T>) =>
  readIn(runtime.databases.prisma.desk, { mission: mission.id }, (db) => work(db as unknown as Tx));

it('sees its mission', async () => {
  const [row] = await reading((tx) => tx.$queryRaw<{ id: string }[]>`select app.current_mission()::text as id`);
  expect(row?.id).toBe(mission.id);
});

it('cannot write, not even by a raw statement, nor take that back', async () => {
  const write = (tx: Tx) => tx.$executeRaw`delete from app.key_slot`;
  await expect(reading(write)).rejects.toThrow(/25006|read-only/);
  const unlock = (tx: Tx) => tx.$queryRaw`select set_config('transaction_read_only', 'off', true)`;
  await expect(reading(unlock)).rejects.toThrow(/25001|before any query|read-write/);
});

it('leaves nothing behind on the connection', async () => {
  await reading((tx) => tx.$queryRaw`select 1 as one`);
  const [row] = await runtime.databases.prisma.desk.$queryRaw<{ mission: string | null; locked: string }[]>`
    select nullif(current_setting('app.mission', true), '') as mission, current_setting('transaction_read_only') as locked`;
  expect(row).toEqual({ mission: null, locked: 'off' });
});
