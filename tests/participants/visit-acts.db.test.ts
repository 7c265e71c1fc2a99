import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Visit } from '~/participants/visit';
import { act, noteReading, type ActInput } from '~/participants/visit-acts.server';
import { dropOldNonces } from '~/participants/visit-nonces.server';
import { loadVisit } from '~/participants/visit-store.server';
import { readIn } from '~/platform/db.server';
import { openOne } from '~/record/key-slots.server';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { anAnswered, aScene, asSuperuser, deskItem, visitOf, type Answered, type Scene } from './visit-scene';

let runtime: TestRuntime;
let scene: Scene;
let answered: Answered;
let visit: Visit;

beforeAll(async () => {
  runtime = await startTestRuntime();
  scene = await aScene();
});
beforeEach(async () => {
  answered = await anAnswered(scene, { tolerance: 'organisation_type_only' });
  visit = await visitOf(answered);
});
afterAll(() => runtime.close());

const CANARY = 'xylophone-canary-7731';
const press = (input: ActInput, nonce: Uint8Array = randomBytes(32)) => act(visit, input, nonce);
const again = () => loadVisit(visit.submission.missionId, visit.submission.id);

describe('saying something', () => {
  it('takes one form once, also when it is pressed twice at the same moment', async () => {
    const nonce = randomBytes(32);
    const input = { intent: 'say', kind: 'addition', text: 'It happened again.' } as const;
    const both = await Promise.all([press(input, nonce), press(input, nonce)]);
    expect(both.map((one) => one.ok && one.value).sort()).toEqual(['already_done', 'said']);
    expect(await press(input, nonce)).toEqual({ ok: true, value: 'already_done' });
    expect((await again()).messages.filter(({ kind }) => kind === 'addition')).toHaveLength(1);
  });

  it('seals the words to the desk, and leaves none of them in the database in clear', async () => {
    await press({ intent: 'say', kind: 'correction', text: `Correct: ${CANARY}` });
    await press({ intent: 'dispute', understanding: answered.understanding, text: `No: ${CANARY}` });
    const [sealed] = (await again()).messages.filter(({ kind }) => kind === 'correction');
    const text = await readIn(runtime.databases.prisma.desk, { mission: scene.mission.id }, async (db) => {
      const row = await db.message.findUniqueOrThrow({ where: { id: sealed!.id }, select: { body: true } });
      return openOne(db, { table: 'message', record: sealed!.id, field: 'body' }, row.body);
    });
    expect(text).toBe(`Correct: ${CANARY}`);
    expect(await tablesWith(CANARY)).toEqual([]);
  });

  it('forgets which forms were taken when no ticket can bring them again', async () => {
    const forget = async (today: string) => {
      const client = new pg.Client({ connectionString: runtime.databaseUrl });
      await client.connect();
      return dropOldNonces(client, today).finally(() => client.end());
    };
    await press({ intent: 'say', kind: 'addition', text: 'Once more.' });
    expect(await forget('2026-03-03')).toBe(0);
    expect(await forget('2026-03-04')).toBeGreaterThan(0);
    expect(await forget('2026-03-04')).toBe(0);
  });

  it('would find a word that did stand there', async () => {
    const used = 'Defence office';
    expect(await tablesWith(used)).toContain('app.commitment');
  });
});

/** The tables in which a text stands in clear, in any column, bytes included. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(
    runtime.databaseUrl,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('app', 'vault', 'public')`,
  );
  const hex = Buffer.from(text).toString('hex');
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await asSuperuser<{ n: number }>(
      runtime.databaseUrl,
      `select count(*)::int as n from ${name} x where x::text like '%' || $1 || '%' or x::text like '%' || $2 || '%'`,
      [text, hex],
    );
    if (row!.n > 0) found.push(name);
  }
  return found;
}

describe('what we understood', () => {
  it('is confirmed once, and a second press is no error', async () => {
    const input = { intent: 'confirm', understanding: answered.understanding } as const;
    expect(await press(input)).toEqual({ ok: true, value: 'confirmed' });
    visit = await again();
    expect(await press(input)).toEqual({ ok: true, value: 'already_done' });
    expect(visit.understandings[0]!.reaction).toBe('confirmed');
  });

  it('takes an answered item back into consideration when it is disputed, once', async () => {
    const input = { intent: 'dispute', understanding: answered.understanding, text: 'No, I meant the road.' } as const;
    expect(await press(input)).toEqual({ ok: true, value: 'disputed' });
    expect((await deskItem(scene, answered.items[0]!)).state).toBe('disputed');
    visit = await again();
    expect(visit.understandings[0]!.reaction).toBe('disputed');
    expect(await press(input)).toEqual({ ok: true, value: 'already_done' });
  });

  it('refuses what belongs to somebody else, and an answer that is not there', async () => {
    const other = await anAnswered(scene);
    const text = 'That is not what I said.';
    const foreign = { ok: false, refusal: 'visit.not_yours' };
    expect(await press({ intent: 'confirm', understanding: other.understanding })).toEqual(foreign);
    expect(await press({ intent: 'dispute', understanding: other.understanding, text })).toEqual(foreign);
    expect(await press({ intent: 'dispute', item: other.items[0]!, text })).toEqual(foreign);
    const unanswered = { intent: 'dispute', item: answered.items[1]!, text } as const;
    expect(await press(unanswered)).toEqual({ ok: false, refusal: 'visit.no_answer_yet' });
    expect((await again()).messages.filter(({ direction }) => direction === 'in')).toEqual([]);
  });
});

describe('reading', () => {
  it('collects the answer and marks messages once, however often they are read', async () => {
    await noteReading(visit, answered.items[0]);
    await noteReading(visit, answered.items[0]);
    await noteReading(visit);
    await noteReading(await again());
    const after = await again();
    expect(after.items.find(({ id }) => id === answered.items[0])!.state).toBe('answer_collected');
    expect(after.messages.map(({ read, version }) => [read, version])).toEqual([[true, 2]]);
  });
});

describe('less exposure', () => {
  it('acts at once and never the other way', async () => {
    expect(await press({ intent: 'tighten', tolerance: 'none' })).toEqual({ ok: true, value: 'tightened' });
    visit = await again();
    expect(visit.submission.tolerance).toBe('none');
    const looser = { intent: 'tighten', tolerance: 'organisation_public' } as const;
    expect(await press(looser)).toEqual({ ok: false, refusal: 'visit.only_stricter' });
    expect((await again()).submission.tolerance).toBe('none');
  });

  it('is decided anew where staff changed the submission meanwhile', async () => {
    const stale = visit;
    await press({ intent: 'take_back', use: 'quote' });
    expect(await act(stale, { intent: 'tighten', tolerance: 'none' }, randomBytes(32))).toEqual({
      ok: true,
      value: 'tightened',
    });
  });

  it('takes a consent back without touching the row that gave it', async () => {
    expect(await press({ intent: 'take_back', use: 'quote' })).toEqual({ ok: true, value: 'consent_taken_back' });
    const rows = await asSuperuser(
      runtime.databaseUrl,
      `select given, sequence from app.consent where submission_id = $1 and use = 'quote' order by sequence`,
      [answered.id],
    );
    expect(rows).toEqual([
      { given: true, sequence: 1 },
      { given: false, sequence: 2 },
    ]);
    visit = await again();
    expect(await press({ intent: 'take_back', use: 'quote' })).toEqual({ ok: true, value: 'already_done' });
  });

  it('raises a danger with its clock, and a severe one sets the items apart', async () => {
    await press({ intent: 'flag', kind: 'surveillance', level: 'high' });
    expect((await deskItem(scene, answered.items[0]!)).sensitive).toBe(false);
    await press({ intent: 'flag', kind: 'immediate_threat', level: 'severe' });
    const items = await Promise.all(answered.items.map((id) => deskItem(scene, id)));
    expect(items.map(({ sensitive }) => sensitive)).toEqual(items.map(() => true));
    const flags = await asSuperuser(
      runtime.databaseUrl,
      `select level, raised_by, raised_hour is not null as clock from app.risk_flag where submission_id = $1 order by level`,
      [answered.id],
    );
    expect(flags).toEqual([
      { level: 'high', raised_by: 'participant', clock: true },
      { level: 'severe', raised_by: 'participant', clock: true },
    ]);
  });
});
