import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
});
afterAll(() => runtime.close());

/** Rows of the facts and entries of their indexes that this transaction has read so far. */
const READ = `select sum(pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_tuples_fetched(oid))::int as n
  from (select 'app.fact'::regclass::oid union all select indexrelid from pg_index where indrelid = 'app.fact'::regclass) as looked (oid)`;

/** Makes so many rows, each with its fact, in one transaction; gives how much the triggers read to find the facts. */
async function readForRows(rows: number): Promise<number> {
  const client = new pg.Client({ connectionString: runtime.databaseUrl });
  await client.connect();
  const read = async () => (await client.query<{ n: number }>(READ)).rows[0]!.n;
  try {
    await client.query('begin');
    await client.query(
      `with made as (
         insert into app.codebook (id, mission_id, slug, title, edition, source)
         select gen_random_uuid(), $1, 'bulk', 'Bulk', $2 || '/' || n, 'Nowhere' from generate_series(1, $2::int) as n returning id)
       insert into app.fact (mission_id, subject, subject_id, subject_version, type, actor_role, hour_index)
       select $1, 'codebook', id, 1, 'codebook.imported', 'system', 0 from made`,
      [mission.id, rows],
    );
    const before = await read();
    await client.query('set constraints all immediate');
    const after = await read();
    await client.query('commit');
    return after - before;
  } finally {
    await client.end();
  }
}

test('ten times the rows of one transaction cost ten times the reading', async () => {
  const [few, many] = [await readForRows(200), await readForRows(2000)];
  expect(few).toBeGreaterThanOrEqual(200);
  expect(many / few).toBeCloseTo(10, 0);
});

test('and no more once the planner knows the table', async () => {
  await query(runtime.databaseUrl, 'analyze app.fact');
  const [few, many] = [await readForRows(210), await readForRows(2100)];
  expect(many / few).toBeCloseTo(10, 0);
  expect(many).toBeLessThan(2100 * 6);
});

test('a row without its fact among two thousand is refused all the same', async () => {
  const client = new pg.Client({ connectionString: runtime.databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query(
    `insert into app.codebook (id, mission_id, slug, title, edition, source)
     select gen_random_uuid(), $1, 'bare', 'Bare', n::text, 'Nowhere' from generate_series(1, 2000) as n`,
    [mission.id],
  );
  await client.query(
    `insert into app.fact (mission_id, subject, subject_id, subject_version, type, actor_role, hour_index)
     select mission_id, 'codebook', id, 1, 'codebook.imported', 'system', 0 from app.codebook where slug = 'bare' and edition <> '1234'`,
  );
  await expect(client.query('commit')).rejects.toThrow('no fact for codebook');
  await client.end();
});
