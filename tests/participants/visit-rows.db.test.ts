import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCode } from '~/participants/visit-door-store.server';
import { loadAnswer } from '~/participants/visit-answer-store.server';
import { say } from '~/participants/visit-commands.server';
import { raiseFlag } from '~/participants/tolerance-commands.server';
import { lookupOf, parseReturnCode } from '~/participants/return-code.server';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { anAnswered, aScene, asSuperuser, visitOf, WORDS, type Answered, type Scene } from './visit-scene';

let runtime: TestRuntime;
let scene: Scene;
let mine: Answered;
let other: Answered;

beforeAll(async () => {
  runtime = await startTestRuntime();
  scene = await aScene();
  mine = await anAnswered(scene);
  other = await anAnswered(scene);
  for (const one of [mine, other]) {
    const visit = await visitOf(one);
    await say(visit, Buffer.from(`say ${one.id}`), { kind: 'addition', text: 'One more thing.' });
    await raiseFlag(visit, Buffer.from(`flag ${one.id}`), { kind: 'surveillance', level: 'low' });
  }
});
afterAll(() => runtime.close());

/** What the role of visits reads of every table it may read at all, as whole rows. */
async function readAll(submission: string): Promise<Map<string, string[]>> {
  const client = new pg.Client({ connectionString: runtime.databaseUrl, options: '-c role=answerable_visit' });
  await client.connect();
  try {
    await client.query('begin');
    const scope = "select set_config('app.mission', $1, true), set_config('app.submission', $2, true)";
    await client.query(scope, [scene.mission.id, submission]);
    const { rows } = await client.query<{ name: string }>(
      `select distinct format('%I.%I', table_schema, table_name) as name from information_schema.role_table_grants
       where grantee = 'answerable_visit' and privilege_type = 'SELECT'`,
    );
    const found = new Map<string, string[]>();
    for (const { name } of rows) {
      const all = await client.query<{ row: string }>(`select to_jsonb(x)::text as row from ${name} x`);
      found.set(
        name,
        all.rows.map(({ row }) => row),
      );
    }
    return found;
  } finally {
    await client.end();
  }
}

describe('a visit', () => {
  it('reads no row of another submission, in any table it may read', async () => {
    // All ids that hang on the other submission, also those of its messages, flags, leaves and consents.
    const hanging = await asSuperuser<{ id: string }>(
      runtime.databaseUrl,
      `select id::text from app.message where submission_id = $1 union select id::text from app.risk_flag where submission_id = $1
       union select id::text from app.consent where submission_id = $1
       union select v.id::text from app.item_version v join app.item i on i.id = v.item_id where i.submission_id = $1
       union select l.id::text from app.leaf l join app.fact f on f.tx = l.tx where f.subject_id = $1`,
      [other.id],
    );
    const foreign = [...other.ids, ...hanging.map(({ id }) => id)];
    expect(foreign.length).toBeGreaterThan(15);
    const read = await readAll(mine.id);
    expect(read.size).toBeGreaterThan(20);
    const leaks = [...read].filter(([, rows]) => rows.some((row) => foreign.some((id) => row.includes(id))));
    expect(leaks.map(([name]) => name)).toEqual([]);
  });

  it('reads its own rows in each of them', async () => {
    const read = await readAll(mine.id);
    for (const name of ['submission', 'item', 'point', 'understanding', 'message', 'consent', 'risk_flag', 'answer']) {
      expect(read.get(`app.${name}`)?.length, name).toBeGreaterThan(0);
    }
    for (const name of ['decision', 'disposition', 'program_change', 'commitment', 'key_slot', 'leaf']) {
      expect(read.get(`app.${name}`)?.length, name).toBeGreaterThan(0);
    }
  });

  it('adds nothing to another submission', async () => {
    const visit = await visitOf(mine);
    const forged = { ...visit, submission: { ...visit.submission, id: other.id } };
    const client = new pg.Client({ connectionString: runtime.databaseUrl, options: '-c role=answerable_visit' });
    await client.connect();
    await client.query('begin');
    const scope = "select set_config('app.mission', $1, true), set_config('app.submission', $2, true)";
    await client.query(scope, [scene.mission.id, mine.id]);
    const insert = `insert into app.message (id, mission_id, submission_id, direction, kind, language, body, day)
      values (gen_random_uuid(), $1, $2, 'in', 'addition', 'en', '\\x00', '2026-03-02')`;
    await expect(client.query(insert, [scene.mission.id, forged.submission.id])).rejects.toThrow(/row-level security/);
    await client.end();
  });

  it('is led by the code to its own mission and submission', async () => {
    const lookup = lookupOf(parseReturnCode(mine.code)!);
    expect(await findCode(lookup)).toEqual({ missionId: scene.mission.id, submissionId: mine.id });
    expect(await findCode(new Uint8Array(16))).toBeNull();
  });
});

describe('what a visit shows', () => {
  it('opens what we wrote, and never what the participant wrote', async () => {
    const visit = await visitOf(mine);
    expect(visit.understandings.map(({ text }) => text)).toEqual([WORDS.understood]);
    const texts = Object.fromEntries(visit.messages.map(({ kind, text }) => [kind, text]));
    expect(texts).toEqual({ question: WORDS.asked, addition: null });
    expect(visit.items).toHaveLength(scene.round.questions.length);
  });

  it('shows the answer with its decision, its reason and the change', async () => {
    const visit = await visitOf(mine);
    const item = visit.items.find(({ id }) => id === mine.items[0])!;
    const answer = await loadAnswer(visit, item);
    expect(answer.texts.map(({ text }) => text)).toEqual([WORDS.answer]);
    expect(answer.outcomes.map(({ kind }) => kind)).toEqual(['incorporated']);
    expect(answer.decisions).toHaveLength(1);
    expect(answer.decisions[0]!.changes[0]!.after).toEqual({ en: 'Patrols may be conducted until dusk.' });
    expect(answer.decisions[0]!.commitments[0]!.state).toBe('made');
  });

  it('shows no answer to an item that has none', async () => {
    const visit = await visitOf(mine);
    const item = visit.items.find(({ id }) => id === mine.items[1])!;
    const answer = await loadAnswer(visit, item);
    expect([answer.texts, answer.outcomes, answer.decisions]).toEqual([[], [], []]);
  });
});
