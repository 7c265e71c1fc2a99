import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleDays } from '~/participants/settle.server';
import { submit, type Sending } from '~/participants/submit.server';
import { enterByCode } from '~/participants/visit-entry.server';
import { stageOfAll } from '~/participants/visit';
import { issueInvitations } from '~/rounds/invitation-commands.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSending } from '../support/submissions';
import { grown, rowCounts, rowsOfOne } from './stored';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let other: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
  other = await anOpenRound(mission);
});
afterAll(() => runtime.close());

/** One answer in words, from the network of a flood. */
async function flooding(invitation?: string): Promise<Sending> {
  const question = round.questions.find(({ kind }) => kind === 'long_text');
  const answers = { [question!.id]: 'The same words as a thousand others.' };
  const sending = await aSending(round, { answers, ...(invitation && { invitation }) });
  return { ...sending, arrival: { ...sending.arrival, source: 'flood' } };
}

interface Stored extends pg.QueryResultRow {
  arrival: string;
  quarantined: boolean;
  states: string[];
}

async function stored(id: string): Promise<Stored | undefined> {
  const [row] = await query<Stored>(
    runtime.databaseUrl,
    `select s.arrival, s.quarantined, array_agg(distinct i.state) as states from app.submission s
     join app.item i on i.submission_id = s.id where s.id = '${id}' group by s.id`,
  );
  return row;
}

async function received(sending: Sending): Promise<{ id: string; code: string | null }> {
  const answer = await submit(sending);
  if (answer.kind !== 'received') throw new Error(answer.kind);
  return answer;
}

/** All that one network may send in an hour. */
async function floodTheBudget(): Promise<void> {
  for (let sent = 0; sent < 30; sent += 1) await received(await flooding());
}

describe('beyond the budget of an hour', () => {
  test('a submission is kept whole in quarantine, and acknowledged like any other', async () => {
    await floodTheBudget();
    const before = await rowCounts(runtime.databaseUrl);
    const sending = await flooding();
    const held = await received(sending);
    expect(grown(before, await rowCounts(runtime.databaseUrl))).toEqual(rowsOfOne(1, 0));
    expect(await stored(held.id)).toEqual({ arrival: 'open', quarantined: true, states: ['quarantined'] });
    expect(held.code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){6}$/);
    expect(await submit(sending)).toEqual({ kind: 'again', id: held.id, code: held.code });

    const visit = await enterByCode(held.code!);
    expect(visit?.items.map(({ state }) => state)).toEqual(['quarantined']);
    expect(stageOfAll(visit!.items.map(({ state }) => state))).toBe('received');
  });

  test('somebody from elsewhere is within it', async () => {
    const sending = await flooding();
    const elsewhere = await received({ ...sending, arrival: { ...sending.arrival, source: 'people' } });
    expect(await stored(elsewhere.id)).toMatchObject({ quarantined: false, states: ['received'] });
    const unseen = await received({ ...(await flooding()), arrival: { ...sending.arrival, source: null } });
    expect(await stored(unseen.id)).toMatchObject({ quarantined: false, states: ['received'] });
  });

  test('the next hour has room again', async () => {
    runtime.clock.addHours(1);
    expect(await stored((await received(await flooding())).id)).toMatchObject({ quarantined: false });
  });

  test('the record says so, and nothing tells from where it came', async () => {
    runtime.clock.addHours(1);
    await floodTheBudget();
    const { id } = await received(await flooding());
    const [fact] = await query<{ payload: unknown }>(
      runtime.databaseUrl,
      `select payload from app.fact where subject = 'submission' and subject_id = '${id}'`,
    );
    expect(fact?.payload).toMatchObject({ invited: false, quarantined: true });
    const columns = await query<{ column: string }>(
      runtime.databaseUrl,
      `select column_name as column from information_schema.columns
       where table_schema = 'app' and table_name in ('submission', 'item', 'code_lookup', 'consent', 'message', 'invitation')`,
    );
    expect(
      columns.map(({ column }) => column).filter((one) => /source|network|(^|_)ip|door|bucket|agent/.test(one)),
    ).toEqual([]);
  });
});

describe('an invitation', () => {
  const issue = async (count: number) => succeeded(await issueInvitations(round.officer, round.id, { count }));

  test('keeps its place in the middle of a flood, once', async () => {
    const [code = ''] = await issue(1);
    await floodTheBudget();
    const sending = await flooding(code.toLowerCase().replaceAll('-', ' '));
    const invited = await received(sending);
    expect(await stored(invited.id)).toEqual({ arrival: 'invited', quarantined: false, states: ['received'] });
    expect(await submit(sending)).toMatchObject({ kind: 'again', id: invited.id });

    const before = await rowCounts(runtime.databaseUrl);
    expect(await submit(await flooding(code))).toEqual({ kind: 'invitation_spent' });
    expect(await rowCounts(runtime.databaseUrl)).toEqual(before);
  });

  test('used twice at one moment is used once', async () => {
    const [code = ''] = await issue(1);
    const kinds = await Promise.all([flooding(code), flooding(code), flooding(code)].map(async (one) => (await submit(await one)).kind)); // prettier-ignore
    expect(kinds.sort()).toEqual(['invitation_spent', 'invitation_spent', 'received']);
  });

  test('sent twice at one moment from one form is one submission, and its code is shown both times', async () => {
    const [code = ''] = await issue(1);
    const sending = await flooding(code);
    const answers = await Promise.all([submit(sending), submit(sending)]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['again', 'received']);
  });

  test('of another round, or of nobody, opens nothing', async () => {
    const [foreign = ''] = succeeded(await issueInvitations(other.officer, other.id, { count: 1 }));
    expect(await submit(await flooding(foreign))).toEqual({ kind: 'invitation_spent' });
    const sending = await flooding();
    expect(await submit({ ...sending, invitation: new Uint8Array(16) })).toEqual({ kind: 'invitation_spent' });
  });

  test('is no return code, and a return code is none', async () => {
    const [code = ''] = await issue(1);
    expect(await enterByCode(code)).toBeNull();
    const { code: returnCode } = await received({ ...(await flooding()), arrival: { door: 'web', source: null, expectedPeople: 40 } }); // prettier-ignore
    expect(await submit(await flooding(returnCode!))).toEqual({ kind: 'invitation_spent' });
  });

  test('is settled with the submission it came with: no row tells which', async () => {
    const before = await query<{ linked: number }>(
      runtime.databaseUrl,
      'select count(*)::int as linked from app.invitation v join app.submission s on s.xmin = v.xmin where v.spent',
    );
    expect(before[0]?.linked).toBeGreaterThan(0);
    const owner = new pg.Pool({ connectionString: runtime.databaseUrl, max: 1 });
    await settleDays(owner, '2026-03-04');
    await owner.end();
    const [after] = await query<{ transactions: number; spent: number }>(
      runtime.databaseUrl,
      'select count(distinct xmin::text)::int as transactions, count(*) filter (where spent)::int as spent from app.invitation',
    );
    expect(after).toEqual({ transactions: 1, spent: 3 });
  });
});
