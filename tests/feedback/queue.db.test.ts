import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Prisma } from '~/generated/prisma/client';
import { clockOf, NEVER_DUE } from '~/feedback/item-clock';
import { ITEM_STATES } from '~/feedback/item';
import { pageKeys, queueCount, queuePage, type QueueQuery } from '~/feedback/queue-store.server';
import { itemsSetApart } from '~/feedback/set-apart-store.server';
import { PAGE_LENGTH } from '~/feedback/item-queue';
import { markSensitive } from '~/feedback/sensitive-commands.server';
import { dayOf } from '~/platform/day';
import { readIn } from '~/platform/db.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { query } from '../support/database';
import { considered, itemAs } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
});
afterAll(() => runtime.close());

const EVERYTHING: QueueQuery = {
  states: null,
  round: null,
  language: null,
  theme: null,
  late: false,
  sort: 'due',
  after: null,
  before: null,
  reach: { all: true, programs: [], rounds: [] },
  today: '2026-04-15',
};

/** Rows as they would have come in, written past every rule: what is tested here is reading. */
async function manyItems(in_: OpenRound, missionId: string, count: number, more = ''): Promise<void> {
  const { id: submission } = await aSubmission(in_);
  await query(
    runtime.databaseUrl,
    `set session_replication_role = replica;
     insert into app.item (id, mission_id, round_id, submission_id, day, language, choices, state, state_since, due_on)
     select gen_random_uuid(), '${missionId}', '${in_.id}', '${submission}', day, (array['en', 'ar', 'ha'])[1 + n % 3], '{o1}', state, day, app.item_due(state, day, day)
     from (select n, date '2026-03-01' + n % 5 as day, (array['received', 'screened', 'coded', 'decided', 'answer_collected'])[1 + n % 5] as state
           from generate_series(1, ${count}) n) x ${more}`,
  );
}

async function walk(ask: Partial<QueueQuery>) {
  const seen: string[] = [];
  let cursor = null as QueueQuery['after'];
  for (let pages = 0; pages < 100; pages += 1) {
    const asked = { ...EVERYTHING, ...ask, after: cursor };
    const page = await readForDesk(round.officer, (db) => queuePage(db, asked));
    expect(page.rows.length).toBeLessThanOrEqual(PAGE_LENGTH);
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
    if (!cursor) return seen;
  }
  throw new Error('the list does not end');
}

describe('the due day', () => {
  it('is the same in the database and in the rules, in every state', async () => {
    const days = [
      ['2026-03-02', '2026-03-02'],
      ['2028-02-25', '2028-03-04'],
    ] as const;
    for (const state of ITEM_STATES) {
      for (const [day, stateSince] of days) {
        const [row] = await query<{ due: string }>(
          runtime.databaseUrl,
          'select app.item_due($1, $2::date, $3::date)::text as due',
          [state, day, stateSince],
        );
        expect(row!.due, state).toBe(clockOf({ state, day, stateSince }, day)?.due ?? NEVER_DUE);
      }
    }
  });

  it('follows an item through its states', async () => {
    const own = await anOpenRound(await aMission());
    const { items } = await aSubmission(own);
    const dueOn = async () => {
      const rows = await readForDesk(own.officer, (db) =>
        db.item.findMany({ where: { id: items[0]! }, select: { dueOn: true } }),
      );
      return dayOf(rows[0]!.dueOn);
    };
    expect(await dueOn()).toBe('2026-03-09');
    await considered(own, items[0]!);
    expect(await dueOn()).toBe('2026-04-01');
  });
});

describe('pages of the queue', () => {
  beforeAll(() => manyItems(round, mission.id, 130));

  it.each(['due', 'since'] as const)('show everything once by %s, though many days are alike', async (sort) => {
    const seen = await walk({ sort });
    const total = await readForDesk(round.officer, (db) => db.item.count());
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  it('go back the way they came', async () => {
    const at = (ask: Partial<QueueQuery>) =>
      readForDesk(round.officer, (db) => queuePage(db, { ...EVERYTHING, ...ask }));
    const first = await at({});
    const second = await at({ after: first.next });
    const third = await at({ after: second.next });
    const back = await at({ before: third.previous });
    expect(back.rows.map(({ id }) => id)).toEqual(second.rows.map(({ id }) => id));
    const start = await at({ before: back.previous });
    expect(start.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    expect(start.previous).toBeNull();
    expect(first.previous).toBeNull();
  });

  it('show what is due first, on top', async () => {
    const page = await readForDesk(round.officer, (db) =>
      queuePage(db, { ...EVERYTHING, states: ['received', 'screened', 'decided'] }),
    );
    const due = page.rows.map((row) => clockOf(row, '2026-04-15')!.due);
    expect(due).toEqual([...due].sort());
    expect(page.rows.every(({ state }) => ['received', 'screened', 'decided'].includes(state))).toBe(true);
  });

  it('keep to the filter, and count the same', async () => {
    const ask = { states: ['screened', 'coded'] as const, language: 'ar', round: round.slug };
    const seen = await walk(ask);
    const counted = await readForDesk(round.officer, (db) => queueCount(db, { ...EVERYTHING, ...ask }));
    expect(seen.length).toBe(counted);
    expect(counted).toBeGreaterThan(5);
    const late = await readForDesk(round.officer, (db) =>
      queueCount(db, { ...EVERYTHING, ...ask, late: true, today: '2026-04-02' }),
    );
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(counted);
    expect(await readForDesk(round.officer, (db) => queueCount(db, { ...EVERYTHING, round: 'nowhere' }))).toBe(0);
  });

  it('find the items of a theme', async () => {
    const { items } = await aSubmission(round);
    const [point] = await considered(round, items[0]!);
    const { points } = await itemAs(round.officer, items[0]!);
    expect(points[0]!.id).toBe(point);
    expect(await walk({ theme: points[0]!.themes[0]!.id })).toEqual([items[0]]);
    expect(await walk({ theme: randomUUID() })).toEqual([]);
  });

  it('keep to the program or round of a role', async () => {
    const elsewhere = await anOpenRound(mission);
    await aSubmission(elsewhere);
    const reach = (programs: string[], rounds: string[]) => ({ reach: { all: false, programs, rounds } });
    const ofRound = await walk(reach([], [elsewhere.id]));
    expect(ofRound).toHaveLength(elsewhere.questions.length);
    expect(await walk(reach([elsewhere.programId], []))).toEqual(ofRound);
    expect(await walk(reach([], []))).toEqual([]);
  });

  it('show nothing of another mission', async () => {
    const abroad = await aMission();
    const stranger = await someone(abroad, 'consultation_officer');
    const page = await readForDesk(stranger, (db) => queuePage(db, EVERYTHING));
    expect(page.rows).toEqual([]);
    expect(await readForDesk(stranger, (db) => queueCount(db, { ...EVERYTHING, round: round.slug }))).toBe(0);
  });
});

describe('what is set apart', () => {
  it('is gone from list and count at once, and waits with the protection officer', async () => {
    const { items } = await aSubmission(round);
    const officer = await someone(mission, 'protection_officer');
    const all = await readForDesk(round.officer, (db) => queueCount(db, { ...EVERYTHING, states: ['received'] }));
    expect(await markSensitive(round.officer, items[0]!, { kind: 'named_accusation', level: 'severe' })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(await walk({ states: ['received'] })).not.toContain(items[0]);
    expect(await readForDesk(round.officer, (db) => queueCount(db, { ...EVERYTHING, states: ['received'] }))).toBe(
      all - 1,
    );
    await expect(itemAs(round.officer, items[0]!)).rejects.toThrow('may not be opened');
    expect((await itemAs(officer, items[0]!)).sensitive).toBe(true);
    const apart = await readForDesk(officer, (db) => itemsSetApart(db, EVERYTHING.reach, 50));
    expect(apart.find(({ id }) => id === items[0])?.flags).toEqual([{ kind: 'named_accusation', level: 'severe' }]);
    const flags = await query<{ raised_by: string; raised_hour: number }>(
      runtime.databaseUrl,
      'select raised_by, raised_hour from app.risk_flag where item_id = $1',
      [items[0]],
    );
    expect(flags).toEqual([{ raised_by: 'staff', raised_hour: Date.parse('2026-03-02T09:00:00Z') / 3_600_000 }]);
    expect(await markSensitive(officer, items[0]!, { kind: 'minor', level: 'low' })).toEqual({
      ok: false,
      refusal: 'item.already_sensitive',
    });
    expect(await markSensitive(round.officer, items[0]!, { kind: 'minor', level: 'low' })).toEqual({
      ok: false,
      refusal: 'item.not_found',
    });
  });
});

describe('at a hundred thousand items', () => {
  beforeAll(async () => {
    await manyItems(round, mission.id, 100_000);
    await query(runtime.databaseUrl, 'analyze app.item');
  }, 120_000);

  interface Plan {
    'Node Type': string;
    'Relation Name'?: string;
    'Actual Rows': number;
    'Actual Loops': number;
    'Rows Removed by Filter'?: number;
    Plans?: Plan[];
  }

  const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

  /** Rows of the table of items that a query looked at, kept or not. */
  async function looked(sql: Prisma.Sql): Promise<{ rows: number; how: string[] }> {
    const nodes = await readForDesk(round.officer, async (db) => {
      const found = await db.$queryRaw<{ 'QUERY PLAN': { Plan: Plan }[] }[]>`explain (analyze, format json) ${sql}`;
      return nodesOf(found[0]!['QUERY PLAN'][0]!.Plan).filter((node) => node['Relation Name'] === 'item');
    });
    const each = nodes.map((one) => (one['Actual Rows'] + (one['Rows Removed by Filter'] ?? 0)) * one['Actual Loops']);
    return { rows: each.reduce((sum, one) => sum + one, 0), how: nodes.map((one) => one['Node Type']) };
  }

  const WAITING = ['received', 'first_look', 'screened', 'coded', 'disputed'] as const;

  it.each([
    ['all', { states: null }],
    ['what waits for an officer', { states: WAITING }],
    ['a state of which there is one', { states: ['under_consideration'] as const }],
    ['one round', { states: null, round: 'own' }],
    ['by state', { states: null, sort: 'since' as const }],
    ['what waits, longest first', { states: WAITING, sort: 'since' as const }],
    ['what is late', { states: WAITING, late: true }],
    ['far down', { states: null, after: { on: '2026-03-30', id: 'ffffffff-ffff-4fff-bfff-ffffffffffff' } }],
    ['backwards', { states: null, before: { on: '2026-03-30', id: 'ffffffff-ffff-4fff-bfff-ffffffffffff' } }],
  ])('a page of %s looks at no more items than it may show', async (_, ask) => {
    const { rows, how } = await looked(
      pageKeys({ ...EVERYTHING, ...ask, ...('round' in ask && { round: round.slug }) }),
    );
    expect(how.filter((node) => !/^Index( Only)? Scan$/.test(node))).toEqual([]);
    expect(rows).toBeLessThanOrEqual((PAGE_LENGTH + 1) * WAITING.length);
  });

  it('a count stops above a thousand', async () => {
    expect(await readForDesk(round.officer, (db) => queueCount(db, EVERYTHING))).toBe(1_001);
  });

  it('row-level security leaves the index its condition', async () => {
    const plan = await readIn(runtime.databases.prisma.desk, { mission: mission.id }, async (db) => {
      const rows = await db.$queryRaw<{ 'QUERY PLAN': string }[]>`
        explain select i.id from app.item i where i.mission_id = app.current_mission() and not i.sensitive and i.state <> 'withdrawn'
        and (i.due_on, i.id) > (date '2026-03-30', '00000000-0000-4000-8000-000000000000'::uuid) order by i.due_on, i.id limit 26`;
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/item_all_due_queue/);
    expect(plan).toMatch(/Index Cond: .*due_on, id/);
  });
});
