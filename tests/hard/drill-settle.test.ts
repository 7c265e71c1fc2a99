import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readIn } from '~/platform/db.server';
import { addDays, dayOf } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { settleDays } from '~/participants/settle.server';
import { openTexts } from '~/record/key-slots.server';
import { AppProcess } from '../support/app-process';
import { query } from '../support/database';
import { hardScene, type HardScene } from '../support/hard-scene';
import { comeBack, filledWith, isOpened, sendAnswer } from '../support/participant-client';
import { serverDatabase, type ServerDatabase } from '../support/server-database';
import { partialSubmissions } from '../support/stored-submissions';

const SUBMISSIONS = 12;
const WORDS_A_FORM = 3;

let database: ServerDatabase;
let scene: HardScene;
let node: AppProcess;
const codes: string[] = [];

beforeAll(async () => {
  database = await serverDatabase();
  scene = await hardScene(database.url);
  node = await (await AppProcess.at({ databaseUrl: database.url, folder: scene.folder })).serve();
  const place = { lang: 'en', slug: scene.round.slug };
  const send = () => sendAnswer(node.origin, place, (form) => filledWith(form, 'Nobody asked us before.'));
  for (const { code } of await Promise.all(Array.from({ length: SUBMISSIONS }, send))) codes.push(code);
});
afterAll(async () => {
  await node.end('SIGTERM');
  await scene.close();
  await database.stop();
});

/** Which box belongs to which submission, from inside the sealed headers: what nobody must learn from outside. */
async function truth(): Promise<Map<string, string>> {
  return readIn(scene.program.databases.prisma.desk, { mission: scene.mission.id }, async (db) => {
    const rows = await db.submission.findMany({ select: { id: true, header: true } });
    const headers = await openTexts(
      db,
      rows.map(({ id, header }) => ({ place: { table: 'submission', record: id, field: 'header' }, body: header })),
    );
    return new Map(rows.map(({ id }, at) => [id, (JSON.parse(headers[at] ?? '{}') as { handle: string }).handle]));
  });
}

/** What a thief would join on: the transaction, the place on the page, both orders, a key slot's neighbours. */
const JOINS: Record<string, string> = {
  'the transaction of the rows': `select s.id, b.handle::text from app.submission s join vault.box b on b.xmin = s.xmin`,
  'the order of the rows': `select s.id, b.handle::text from (select id, row_number() over (order by ctid) n from app.submission) s
    join (select handle, row_number() over (order by ctid) n from vault.box) b using (n)`,
  'the transactions in their order': `select s.id, b.handle::text from (select id, row_number() over (order by xmin::text::bigint, ctid) n from app.submission) s
    join (select handle, row_number() over (order by xmin::text::bigint, ctid) n from vault.box) b using (n)`,
  'the key that lies before': `select s.id, b.handle::text from app.submission s join app.key_slot k on k.object_id = s.id
    join app.key_slot j on (j.ctid::text::point)[0] = (k.ctid::text::point)[0] and (j.ctid::text::point)[1] = (k.ctid::text::point)[1] - 1
    join vault.box b on b.handle = j.object_id`,
};

/** How many of the submissions a join gives away: those for which it names one box, and the right one. */
async function givenAway(join: string): Promise<number> {
  const real = await truth();
  const named = new Map<string, string[]>();
  for (const { id, handle } of await query<{ id: string; handle: string }>(database.url, join)) {
    named.set(id, [...(named.get(id) ?? []), handle]);
  }
  return [...named].filter(([id, handles]) => handles.length === 1 && handles[0] === real.get(id)).length;
}

test('before it, what lies side by side gives every one of them away', async () => {
  expect(await givenAway(JOINS['the transaction of the rows']!)).toBe(SUBMISSIONS);
});

test('after it, no join links a box to a submission, and every code still works', async () => {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  expect(await settleDays(owner, addDays(dayOf(now()), 1))).toBe(SUBMISSIONS);
  await owner.end();
  for (const [what, join] of Object.entries(JOINS)) {
    // Chance hits one of twelve on the average; six are less likely than one in a thousand.
    expect(await givenAway(join), what).toBeLessThan(6);
  }
  const rows = await query<{ tables: number; rows: number }>(
    database.url,
    `select count(distinct xmin::text)::int as tables, count(*)::int as rows from (
      select xmin from app.submission union all select xmin from app.item union all select xmin from app.consent
      union all select xmin from app.code_lookup union all select xmin from app.key_slot union all select xmin from vault.box) x`,
  );
  expect(rows[0]?.tables).toBe(1);
  for (const code of codes) expect(isOpened(await comeBack(node.origin, 'en', code))).toBe(true);
});

test('nothing is lost by it, and facts and leaves name no box', async () => {
  // Settled rows are of a later transaction than their facts: what was written together is still whole.
  expect(await partialSubmissions(database.url, WORDS_A_FORM)).toEqual([]);
  const handles = [...(await truth()).values()];
  const facts = await query<{ line: string }>(database.url, 'select f::text as line from app.fact f');
  const named = facts.filter(({ line }) => handles.some((handle) => line.includes(handle)));
  expect(named).toEqual([]);
});

test('ids tell no time and no neighbourhood', async () => {
  const ids = await query<{ id: string }>(
    database.url,
    `select id::text from app.submission union all select id::text from app.item union all select id::text from app.consent
     union all select handle::text from vault.box`,
  );
  for (const { id } of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
});

test('no column of these tables tells an hour', async () => {
  const times = await query<{ column: string }>(
    database.url,
    `select table_name || '.' || column_name as column from information_schema.columns
     where table_schema in ('app', 'vault') and data_type ~ 'time'
       and table_name in ('submission', 'item', 'item_version', 'consent', 'code_lookup', 'key_slot', 'box', 'fact', 'leaf', 'message')`,
  );
  expect(times).toEqual([]);
});
