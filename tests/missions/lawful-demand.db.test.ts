import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { demandsByYear } from '~/missions/lawful-demand';
import { moveDemand, registerDemand } from '~/missions/lawful-demand-commands.server';
import type { DemandRegistration } from '~/missions/lawful-demand-input';
import { demandById, demandsOf, demandSteps, publishedDemands } from '~/missions/lawful-demand-store.server';
import { readIn } from '~/platform/db.server';
import { query } from '../support/database';
import { signedIn } from '../support/desk-pages';
import { aMission, someone } from '../support/people';
import { succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let chief: Staff;
let protection: Staff;
const SECRET = 'Names of all who wrote about the ferry.';

beforeAll(async () => {
  // The database's own clock decides what is counted in public.
  runtime = await startTestRuntime(new Date().toISOString());
});
beforeEach(async () => {
  mission = await aMission();
  chief = await someone(mission, 'chief_of_mission');
  protection = await someone(mission, 'protection_officer');
});
afterAll(() => runtime.close());

const form = (more: Partial<DemandRegistration> = {}): DemandRegistration => ({
  authority: 'court',
  basis: 'court_order',
  scope: 'one_program',
  receivedOn: '2026-03-01',
  gagUntil: null,
  words: SECRET,
  ...more,
});
const register = async (more: Partial<DemandRegistration> = {}) =>
  succeeded(await registerDemand(chief, form(more))).id;
const load = (id: string, by: Staff = chief) => readForDesk(by, (db) => demandById(db, id));
const published = () => readIn(runtime.databases.prisma.site, {}, publishedDemands);
const countOf = async (missionId: string) =>
  demandsByYear(await published())
    .filter((row) => row.missionId === missionId)
    .map(({ year, count }) => [year, count]);

async function narrowed(): Promise<string> {
  const id = await register();
  succeeded(await moveDemand(chief, id, { intent: 'take_up', words: 'To the lawyers.' }));
  succeeded(await moveDemand(protection, id, { intent: 'narrow', scope: 'one_round', words: 'One round is enough.' }));
  return id;
}

describe('the register', () => {
  test('one narrows, another decides; kinds and counts are kept, the words are sealed', async () => {
    const id = await narrowed();
    const given = { texts: 2, figures: 1 };
    succeeded(await moveDemand(chief, id, { intent: 'answer', given, words: 'By order 12.' }));
    expect(await load(id)).toMatchObject({
      state: 'answered',
      scope: 'one_round',
      given,
      reviewedBy: protection.accountId,
      decidedBy: chief.accountId,
      version: 4,
    });
    const steps = await readForDesk(chief, (db) => demandSteps(db, chief, id));
    expect(steps.map(({ event, mine }) => [event, mine])).toEqual([
      ['register', true],
      ['take_up', true],
      ['narrow', false],
      ['answer', true],
    ]);
    expect(steps[0]!.words).toBe(SECRET);
    const stored = await query(runtime.databaseUrl, 'select d::text, f.type, f.actor_role, f.payload::text, encode(s.body, $2) as body from app.lawful_demand d join app.lawful_demand_step s on s.demand_id = d.id join app.fact f on f.subject_id = d.id where d.id = $1', [id, 'escape']); // prettier-ignore
    expect(stored.length).toBe(16);
    expect(JSON.stringify(stored)).not.toContain('ferry');
  });

  test('the record says who acted in which role, in codes', async () => {
    const id = await narrowed();
    succeeded(await moveDemand(chief, id, { intent: 'contest', words: 'It names no law.' }));
    const facts = await query(
      runtime.databaseUrl,
      'select type, actor_role from app.fact where subject_id = $1 order by subject_version',
      [id],
    );
    expect(facts).toEqual([
      { type: 'lawful_demand.received', actor_role: 'chief_of_mission' },
      { type: 'lawful_demand.taken_up', actor_role: 'chief_of_mission' },
      { type: 'lawful_demand.narrowed', actor_role: 'protection_officer' },
      { type: 'lawful_demand.contested', actor_role: 'chief_of_mission' },
    ]);
  });

  test('each part is for its own role, a review never widens, and no day is in the future', async () => {
    const officer = await someone(mission, 'consultation_officer');
    expect(await registerDemand(officer, form())).toMatchObject({ refusal: 'workflow.not_allowed' });
    expect(await registerDemand(chief, form({ receivedOn: '2099-01-01' }))).toMatchObject({
      refusal: 'lawful_demand.in_future',
    });
    const id = await register();
    const take = { intent: 'take_up', words: 'x' } as const;
    const narrow = { intent: 'narrow', scope: 'one_round', words: 'x' } as const;
    const answer = { intent: 'answer', given: {}, words: 'x' } as const;
    expect(await moveDemand(officer, id, take)).toMatchObject({ refusal: 'lawful_demand.not_found' });
    expect(await moveDemand(chief, id, answer)).toMatchObject({ refusal: 'workflow.not_from_here' });
    succeeded(await moveDemand(protection, id, take));
    expect(await moveDemand(chief, id, narrow)).toMatchObject({ refusal: 'workflow.not_allowed' });
    expect(await moveDemand(protection, id, { ...narrow, scope: 'whole_mission' })).toMatchObject({
      refusal: 'lawful_demand.wider',
    });
    succeeded(await moveDemand(protection, id, narrow));
    expect(await moveDemand(protection, id, answer)).toMatchObject({ refusal: 'workflow.not_allowed' });
  });

  test('who holds both roles does not decide what they reviewed', async () => {
    const both = await someone(mission, 'chief_of_mission', 'protection_officer');
    const id = await register();
    succeeded(await moveDemand(both, id, { intent: 'take_up', words: 'x' }));
    succeeded(await moveDemand(both, id, { intent: 'narrow', scope: 'one_round', words: 'x' }));
    expect(await moveDemand(both, id, { intent: 'answer', given: {}, words: 'x' })).toMatchObject({
      refusal: 'lawful_demand.reviewer_decides',
    });
    succeeded(await moveDemand(chief, id, { intent: 'answer', given: {}, words: 'x' }));
  });

  test('another mission finds nothing', async () => {
    const id = await register();
    const stranger = await someone(await aMission(), 'chief_of_mission');
    expect(await load(id, stranger)).toBeNull();
    expect(await readForDesk(stranger, demandsOf)).toEqual([]);
    expect(await moveDemand(stranger, id, { intent: 'take_up', words: 'x' })).toMatchObject({
      refusal: 'lawful_demand.not_found',
    });
  });
});

describe('what the public learns', () => {
  test('how many there were in a year, and of a silenced one nothing until it may be spoken of', async () => {
    await register();
    await register({ receivedOn: '2025-07-01' });
    const silenced = await register({ gagUntil: '2999-01-01' });
    await register({ gagUntil: '2026-03-02' });
    expect(await countOf(mission.id)).toEqual([
      ['2026', 2],
      ['2025', 1],
    ]);
    expect(await moveDemand(protection, silenced, { intent: 'gag', gagUntil: null, words: 'x' })).toMatchObject({
      refusal: 'workflow.not_allowed',
    });
    succeeded(await moveDemand(chief, silenced, { intent: 'gag', gagUntil: null, words: 'The court lifted it.' }));
    expect(await countOf(mission.id)).toEqual([
      ['2026', 3],
      ['2025', 1],
    ]);
  });

  test('the public site can read no other column', async () => {
    await register();
    const read = readIn(runtime.databases.prisma.site, {}, (db) =>
      db.lawfulDemand.findMany({ select: { authority: true } }),
    );
    await expect(read).rejects.toThrow(/permission denied|denied access/i);
  });
});

describe('the database', () => {
  const change = async (id: string, set: string) => {
    const sql = `alter table app.lawful_demand disable trigger lawful_demand_fact; update app.lawful_demand set ${set} where id = '${id}'`;
    try {
      await query(runtime.databaseUrl, sql);
    } finally {
      await query(runtime.databaseUrl, 'alter table app.lawful_demand enable trigger lawful_demand_fact');
    }
  };

  test('refuses an answer that one person reviewed and decided, or that nobody did', async () => {
    const id = await narrowed();
    await expect(change(id, "state = 'answered'")).rejects.toThrow(/lawful_demand_decided/);
    await expect(
      change(id, `state = 'answered', decided_by = '${protection.accountId}', decided_on = now()`),
    ).rejects.toThrow(/lawful_demand_two_people/);
    const fresh = await register();
    await expect(change(fresh, "state = 'narrowed'")).rejects.toThrow(/lawful_demand_reviewed/);
  });

  test('keeps counts of known kinds alone, and changes nothing without its fact', async () => {
    const id = await narrowed();
    const answered = `state = 'answered', decided_by = '${chief.accountId}', decided_on = now()`;
    await expect(change(id, `${answered}, given = '{"text": "what they wrote"}'`)).rejects.toThrow(/check constraint/);
    await expect(change(id, `${answered}, given = '{"texts": "many"}'`)).rejects.toThrow(/check constraint/);
    await expect(
      query(runtime.databaseUrl, 'update app.lawful_demand set version = version + 1 where id = $1', [id]),
    ).rejects.toThrow(/no fact for lawful_demand/);
  });

  test('shows auditors the columns, neither the words nor the people', async () => {
    const columns = await query<{ name: string }>(
      runtime.databaseUrl,
      "select attname as name from pg_attribute where attrelid = 'audit.lawful_demand'::regclass and attnum > 0",
    );
    const names = columns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['authority', 'basis', 'scope', 'given', 'gag_until']));
    for (const hidden of ['reviewed_by', 'decided_by']) expect(names).not.toContain(hidden);
  });
});

test('the pages are for the chief of mission and the protection officers alone', async () => {
  const desk = await signedIn(chief, runtime.databaseUrl);
  const sent = { authority: 'court', basis: 'subpoena', scope: 'one_round', receivedOn: '2026-03-01', gagUntil: '' };
  const empty = await desk.post('/en/desk/demands', { ...sent, words: ' ' });
  expect([empty.status, empty.html]).toEqual([422, expect.stringContaining('id="errors"')]);
  const made = await desk.post('/en/desk/demands', { ...sent, words: SECRET });
  expect(made.status).toBe(303);
  const here = made.location ?? '';
  expect((await desk.get('/en/desk/demands')).html).toContain(here);
  expect((await desk.get(here)).text).toContain(SECRET);
  expect((await desk.post(here, { intent: 'take_up', words: 'x' })).status).toBe(303);
  const officer = await signedIn(protection, runtime.databaseUrl);
  expect((await officer.post(here, { intent: 'narrow', scope: 'one_submission', words: 'x' })).status).toBe(303);
  const answer = await desk.post(here, { intent: 'answer', 'given.texts': '3', 'given.figures': '', words: 'x' });
  expect(answer.status).toBe(303);
  expect((await desk.get(here)).text).toContain('Texts of people');
  for (const role of ['consultation_officer', 'auditor', 'admin'] as const) {
    const other = await signedIn(await someone(mission, role), runtime.databaseUrl);
    expect((await other.get('/en/desk/demands')).status).toBe(403);
    expect((await other.get(here)).status).toBe(403);
  }
});
