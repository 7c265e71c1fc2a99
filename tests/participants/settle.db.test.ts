import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readIn } from '~/platform/db.server';
import { openOne } from '~/record/key-slots.server';
import { lookupOf, parseReturnCode } from '~/participants/return-code.server';
import { settle, settleDays } from '~/participants/settle.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { rowCounts } from './stored';

const TODAY = '2026-03-03';
const BOXES_PER_SUBMISSION = `select s.id, array_agg(b.handle::text order by b.ctid) filter (where b.handle is not null) as handles
  from app.submission s left join vault.box b on b.xmin = s.xmin group by s.id, s.ctid order by s.ctid`;

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let sent: Awaited<ReturnType<typeof aSubmission>>[];
let owner: pg.Pool;

beforeAll(async () => {
  runtime = await startTestRuntime('2026-03-02T09:00:00Z');
  mission = await aMission();
  round = await anOpenRound(mission);
  sent = [];
  for (let count = 0; count < 8; count += 1) sent.push(await aSubmission(round));
  owner = new pg.Pool({ connectionString: runtime.databaseUrl, max: 2 });
});
afterAll(async () => {
  await owner.end();
  await runtime.close();
});

interface Linked extends pg.QueryResultRow {
  id: string;
  handles: string[] | null;
}
const linked = () => query<Linked>(runtime.databaseUrl, BOXES_PER_SUBMISSION);
const handleIn = (id: string) =>
  readIn(runtime.databases.prisma.desk, { mission: mission.id }, async (db) => {
    const { header } = await db.submission.findUniqueOrThrow({ where: { id }, select: { header: true } });
    const text = await openOne(db, { table: 'submission', record: id, field: 'header' }, header);
    return (JSON.parse(text ?? '') as { handle: string }).handle;
  });

test('before it a join on xmin links each box to its submission; after it none, nor does the order', async () => {
  const before = await linked();
  const truth = await Promise.all(before.map(async ({ id }) => [await handleIn(id)]));
  // The danger is real: what only the desk should be able to read is in the clear.
  expect(before.map(({ handles }) => handles)).toEqual(truth);
  const counts = await rowCounts(runtime.databaseUrl);

  expect(await settleDays(owner, TODAY)).toBe(8);

  const after = await linked();
  const all = after[0]!.handles!;
  expect(all).toHaveLength(8);
  for (const { handles } of after) expect(handles).toEqual(all);
  const ordered = await Promise.all(after.map(({ id }) => handleIn(id)));
  // One in 40,320 that random order repeats the old one, or lays both tables alike.
  expect(ordered).not.toEqual(all);
  expect(ordered.map((handle) => [handle])).not.toEqual(truth);
  expect(await rowCounts(runtime.databaseUrl)).toEqual(counts);
});

test('every moved row bears one transaction, and no place of the old order is left', async () => {
  const tables = ['submission', 'code_lookup', 'item', 'consent', 'key_slot'].map(
    (name) => `select xmin::text from app.${name}`,
  );
  const rows = await query(
    runtime.databaseUrl,
    `select distinct xmin from (${tables.join(' union all ')} union all select xmin::text from vault.box) x`,
  );
  expect(rows).toHaveLength(1);
  const dead = await query(
    runtime.databaseUrl,
    `select relname from pg_class where oid in ('app.submission'::regclass, 'app.item'::regclass, 'vault.box'::regclass) and relallvisible < relpages`,
  );
  expect(dead).toEqual([]);
});

test('codes still lead to their submission, and the words still open', async () => {
  for (const { id, code, items } of sent) {
    const lookup = Buffer.from(lookupOf(parseReturnCode(code)!)).toString('hex');
    const found = await runtime.databases.sql.intake.query('select submission_id from app.find_code($1)', [lookup]);
    expect(found.rows).toEqual([{ submission_id: id }]);
    const bodies = await readIn(runtime.databases.prisma.desk, { mission: mission.id }, async (db) => {
      const rows = await db.item.findMany({ where: { id: { in: items }, body: { not: null } } });
      return Promise.all(rows.map((row) => openOne(db, { table: 'item', record: row.id, field: 'body' }, row.body)));
    });
    expect(bodies.length).toBeGreaterThan(0);
    for (const body of bodies) expect(body).toContain('night market');
  }
});

test('with nothing new there is nothing to do, and no fact says otherwise', async () => {
  const settlements = () => query(runtime.databaseUrl, `select id from app.fact where type = 'settlement.done'`);
  expect(await settlements()).toHaveLength(1);
  expect(await settleDays(owner, TODAY)).toBeNull();
  expect(await settlements()).toHaveLength(1);
});

test("today's submission waits for tomorrow, but its box is not left standing out", async () => {
  runtime.clock.set('2026-03-03T10:00:00Z');
  const { id } = await aSubmission(round);
  expect(await settle(TODAY)).toBe(8);
  const row = (await linked()).find((one) => one.id === id);
  expect(row?.handles).toBeNull();
});

/** Runs `work` in a transaction of its own that stays open until `end`. */
async function openWork(...statements: string[]): Promise<{ end(): Promise<void> }> {
  const client = await owner.connect();
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  return {
    async end() {
      await client.query('commit');
      client.release();
    },
  };
}

async function untilSomebodyWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await query(runtime.databaseUrl, waiting)).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('nobody waits');
}

const factFor = (id: string, version: number) =>
  `insert into app.fact (mission_id, subject, subject_id, subject_version, type, actor_role, hour_index)
   values ('${mission.id}', 'submission', '${id}', ${version}, 'submission.tightened', 'participant', 1)`;
const tightening = (id: string) => `update app.submission set tolerance = 'none', version = 2 where id = '${id}'`;
const stateOf = async (id: string) =>
  (await query(runtime.databaseUrl, 'select tolerance, version from app.submission where id = $1', [id]))[0];

test('a change under way is waited for, and moved along', async () => {
  const id = sent[0]!.id;
  await aSubmission(round);
  const change = await openWork(tightening(id), factFor(id, 2));
  const settling = settle(TODAY);
  await untilSomebodyWaits();
  await change.end();
  expect(await settling).toBe(8);
  expect(await stateOf(id)).toEqual({ tolerance: 'none', version: 2 });
});

test('a change that comes while it runs waits, and is not lost', async () => {
  const id = sent[1]!.id;
  const settling = await openWork(
    'set local role answerable_settler',
    `select app.settle('${TODAY}', gen_random_uuid(), 1)`,
  );
  const change = openWork(tightening(id), factFor(id, 2)).then((work) => work.end());
  await untilSomebodyWaits();
  await settling.end();
  await change;
  expect(await stateOf(id)).toEqual({ tolerance: 'none', version: 2 });
});

test('a key destroyed at the same time stays destroyed', async () => {
  const [item = ''] = sent[2]!.items;
  await aSubmission(round);
  const destroying = await openWork(`delete from app.key_slot where object_id = '${item}'`);
  const settling = settle(TODAY);
  await untilSomebodyWaits();
  await destroying.end();
  expect(await settling).toBe(8);
  expect(await query(runtime.databaseUrl, 'select 1 from app.key_slot where object_id = $1', [item])).toEqual([]);
});

test('submissions sent while it runs are all stored', async () => {
  const before = (await linked()).length;
  const [, ...others] = await Promise.all([settle(TODAY), ...Array.from({ length: 6 }, () => aSubmission(round))]);
  expect(new Set(others.map(({ id }) => id)).size).toBe(6);
  expect(await linked()).toHaveLength(before + 6);
});
