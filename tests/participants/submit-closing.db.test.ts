import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabases } from '~/platform/db.server';
import { submit } from '~/participants/submit.server';
import { extendRound, moveRound } from '~/rounds/move-commands.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSending } from '../support/submissions';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let other: pg.Client;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  round = await anOpenRound(mission);
  other = new pg.Client({ connectionString: runtime.databaseUrl });
  await other.connect();
  await other.query('begin');
});
afterEach(() => other.end());

/** A submission without answers, as the database's function takes it; the connection's transaction stays open. */
async function inFlight(): Promise<void> {
  const id = randomUUID();
  const whole = {
    lookup: randomBytes(16).toString('hex'),
    submission: {
      ...{ id, mission_id: mission.id, round_id: round.id, day: '2026-03-02', language: 'en', answer_language: 'en' },
      ...{ channel: 'web', tolerance: 'none', header: '00' },
    },
    items: [],
    own_words: [],
    consents: [],
    key_slots: [],
    box: { handle: randomUUID(), sealed: '00'.repeat(1024) },
    facts: [
      {
        ...{ id: randomUUID(), subject: 'submission', subject_id: id, subject_version: 1 },
        ...{ type: 'submission.received', actor_role: 'participant', hour_index: 0, payload: {} },
      },
    ],
    leaves: [],
  };
  const { rows } = await other.query('select app.submit($1::jsonb) as outcome', [JSON.stringify(whole)]);
  expect(rows).toEqual([{ outcome: 'stored' }]);
}

/** Stops the round on the other connection, past the commands, without committing. */
async function stopWithoutCommit(state: string): Promise<void> {
  await other.query(`update app.round set state = $2, version = version + 1 where id = $1`, [round.id, state]);
  await other.query(
    `insert into app.fact (mission_id, subject, subject_id, subject_version, type, actor_role, hour_index)
     select mission_id, 'round', id, version, 'round.closed', 'system', 0 from app.round where id = $1`,
    [round.id],
  );
}

/** Comes back when so many wait at the gate. */
async function waiting(count: number): Promise<void> {
  const sql = `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  for (let tries = 0; tries < 400; tries += 1) {
    const [row] = await query<{ n: number }>(runtime.databaseUrl, sql);
    if (row!.n >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`there are not ${count} waiting`);
}

const stored = async () =>
  (await query(runtime.databaseUrl, 'select id from app.submission where round_id = $1', [round.id])).length;

test.each(['closed', 'paused_for_safety', 'cancelled'])(
  'what comes while a round becomes %s waits, and is not stored',
  async (state) => {
    const sending = await aSending(round);
    await stopWithoutCommit(state);
    const answer = submit(sending);
    await waiting(1);
    await other.query('commit');
    expect(await answer).toEqual({ kind: 'round_not_open' });
    expect(await stored()).toBe(0);
  },
);

test('what comes while a closing is undone is stored', async () => {
  const sending = await aSending(round);
  await stopWithoutCommit('closed');
  const answer = submit(sending);
  await waiting(1);
  await other.query('rollback');
  expect(await answer).toMatchObject({ kind: 'received' });
});

test('a closing waits for what is in flight, and whoever comes behind it finds the round closed', async () => {
  const sending = await aSending(round);
  await inFlight();
  const closing = moveRound(round.officer, round.id, 'close', { unmet: [] });
  await waiting(1);
  const late = submit(sending);
  await waiting(2);
  await other.query('commit');
  expect(await closing).toMatchObject({ ok: true });
  expect(await late).toEqual({ kind: 'round_not_open' });
  expect(await stored()).toBe(1);
});

test('submissions do not wait for one another, nor for an extension', async () => {
  await inFlight();
  const sendings = [await aSending(round), await aSending(round), await aSending(round)];
  const answers = await Promise.all(sendings.map(submit));
  expect(answers.map(({ kind }) => kind)).toEqual(['received', 'received', 'received']);
  const later = { closesOn: '2026-04-30', answerBy: '2026-06-30', reason: 'More villages.' } as const;
  succeeded(await extendRound(round.officer, round.id, later));
  await other.query('commit');
  expect(await stored()).toBe(4);
});

test('a closing comes through a stream of submissions', async () => {
  let [sent, over] = [0, false];
  const stream = async () => {
    while (!over) {
      const { kind } = await submit(await aSending(round));
      if (kind === 'received') sent += 1;
      else over = true;
    }
  };
  const streams = Array.from({ length: 4 }, stream);
  while (sent < 4) await new Promise((resolve) => setTimeout(resolve, 10));
  succeeded(await moveRound(round.officer, round.id, 'close', { unmet: [] }));
  await Promise.all(streams);
  expect(await stored()).toBe(sent);
});

test('whoever waited sees what was committed, whatever the server’s own isolation', async () => {
  await query(
    runtime.databaseUrl,
    `do $$ begin
    execute format('alter database %I set default_transaction_isolation = ''serializable''', current_database()); end $$`,
  );
  const databases = openDatabases(runtime.databaseUrl);
  const { rows } = await databases.sql.intake.query('show transaction_isolation');
  expect(rows).toEqual([{ transaction_isolation: 'read committed' }]);
  await databases.close();
});
