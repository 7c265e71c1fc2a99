import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOT_FINDABLE, stampOf } from '~/feedback/search-store.server';
import { markSensitive } from '~/feedback/sensitive-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { query } from '../support/database';
import { screened, translated } from '../support/items';
import { aMission } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let round: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime();
  round = await anOpenRound(await aMission());
});
afterAll(() => runtime.close());

const stamp = () => readForDesk(round.officer, (db) => stampOf(db, round.id));

async function anItem(): Promise<string> {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const { items } = await aSubmission(round, { answers: { [question]: 'لا ماء في القرية.' }, language: 'ar' });
  return items[0]!;
}

it('changes with whatever changes what may be found, and with nothing else', async () => {
  const before = await stamp();
  const id = await anItem();
  expect(await stamp()).toBe(before);
  await screened(round, id);
  const seen = await stamp();
  expect(seen).not.toBe(before);
  await translated(round, await anItem(), 'There is no water in the village.');
  const inEnglish = await stamp();
  // Its first look, and its translation.
  expect(Number(inEnglish) - Number(seen)).toBe(2);
  await markSensitive(round.officer, id, { kind: 'named_accusation', level: 'high' });
  expect(await stamp()).not.toBe(inEnglish);
});

it('is not seen by another mission', async () => {
  await screened(round, await anItem());
  const other = await anOpenRound(await aMission());
  expect(await readForDesk(other.officer, (db) => stampOf(db, round.id))).toBe('0');
  expect(await stamp()).not.toBe('0');
});

it('counts by the same states as the search reads by', async () => {
  const rows = await query<{ definition: string }>(
    runtime.databaseUrl,
    `select pg_get_triggerdef(oid) as definition from pg_trigger where tgname like 'item_search_%'`,
  );
  expect(rows).toHaveLength(3);
  for (const { definition } of rows) {
    const lists = [...definition.matchAll(/ALL \(ARRAY\[([^\]]+)\]/g)];
    expect(lists.length).toBeGreaterThan(0);
    for (const [, list = ''] of lists) {
      expect([...list.matchAll(/'([a-z_]+)'/g)].map(([, state]) => state)).toEqual(NOT_FINDABLE);
    }
  }
});
