import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officersOnDuty } from '~/feedback/officers-store.server';
import { markSensitive } from '~/feedback/sensitive-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { query } from '../support/database';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { signedIn, type Browser } from '../support/desk-pages';

const TEXT = 'They asked at the gate who had written.';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let protection: Browser;
let officer: Browser;

beforeAll(async () => {
  // Sessions end by the clock of the machine.
  runtime = await startTestRuntime(new Date().toISOString());
  mission = await aMission();
  round = await anOpenRound(mission);
  officer = await signedIn(round.officer, runtime.databaseUrl);
  protection = await signedIn(await someone(mission, 'protection_officer'), runtime.databaseUrl);
});
afterAll(() => runtime.close());

async function apart(level: 'high' | 'severe' = 'high') {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const { items } = await aSubmission(round, { answers: { [question]: TEXT } });
  succeeded(await markSensitive(round.officer, items[0]!, { kind: 'reprisal', level }));
  const [flag] = await query<{ id: string }>(runtime.databaseUrl, 'select id from app.risk_flag where item_id = $1', [
    items[0]!,
  ]);
  return { item: items[0]!, page: `/en/desk/safety/${flag!.id}` };
}

describe('the protection desk', () => {
  it('lists flags with their clocks, without a word of anybody, and leads to each', async () => {
    const { page } = await apart();
    const list = await protection.get('/en/desk/safety');
    expect(list.status).toBe(200);
    expect(list.html).toContain(page);
    expect(list.text).toContain('24 hours left');
    expect(list.text).not.toContain(TEXT);
  });

  it('is not there for the office', async () => {
    const { page } = await apart();
    for (const staff of [officer, await signedIn(round.chief, runtime.databaseUrl)]) {
      expect((await staff.get('/en/desk/safety')).status).toBe(403);
      expect((await staff.get(page)).status).toBe(403);
      expect((await staff.get('/en/desk')).html).not.toContain(page);
    }
  });

  it('is not there for the protection officers of another mission', async () => {
    const { page } = await apart();
    const foreign = await signedIn(await someone(await aMission(), 'protection_officer'), runtime.databaseUrl);
    expect((await foreign.get(page)).status).toBe(404);
    expect((await foreign.get('/en/desk/safety/nothing')).status).toBe(404);
  });

  it('takes a flag from triage to its end, and puts the item back, in forms alone', async () => {
    const { item, page } = await apart();
    const shown = await protection.get(page);
    expect(shown.text).toContain(TEXT);
    expect(shown.text).toContain('What to do');
    const silent = { intent: 'triage', assessedLevel: 'high', reach: 'item', reason: ' ' };
    expect((await protection.post(page, silent)).status).toBe(422);
    const done = async (fields: Record<string, string>) => {
      const answer = await protection.post(page, { reason: 'Spoke with the elders', ...fields });
      expect([answer.status, answer.location], fields.intent).toEqual([303, page]);
    };
    await done({ intent: 'triage', assessedLevel: 'high', reach: 'item' });
    await done({ intent: 'mitigate' });
    await done({ intent: 'lower', to: 'none' });
    await done({ intent: 'resolve' });
    expect((await officer.get(`/en/desk/items/${item}`)).status).toBe(404);
    await done({ intent: 'lift' });
    expect((await officer.get(`/en/desk/items/${item}`)).status).toBe(200);
    const after = await protection.get(page);
    for (const said of ['Triaged within 0 hours', 'Less may be known', 'Put back into the common queue']) {
      expect(after.text).toContain(said);
    }
    expect((await protection.get('/en/desk/safety')).text).toContain('Closed');
  });

  it('answers by referral, and asks for the words where a code is held', async () => {
    const { item, page } = await apart('severe');
    const refer = { intent: 'refer', itemId: item, reason: 'They can help better' };
    const refused = await protection.post(page, { ...refer, answer: '' });
    expect([refused.status, refused.text.includes('Somebody holds the return code')]).toEqual([422, true]);
    expect((await protection.post(page, { ...refer, answer: 'Legal aid listens on Mondays.' })).status).toBe(303);
    const foreign = await aSubmission(round);
    expect((await protection.post(page, { ...refer, itemId: foreign.items[0]!, answer: 'x' })).status).toBe(404);
  });

  it('keeps a list of referrals that each flag shows', async () => {
    const { page } = await apart();
    const kept = await protection.post('/en/desk/safety', { referrals: 'Women’s House: day and night' });
    expect(kept.status).toBe(303);
    expect((await protection.get(page)).text).toContain('Women’s House: day and night');
  });

  it('says what may not be done with a text, and why', async () => {
    const { items } = await aSubmission(round);
    const shown = await officer.get(`/en/desk/items/${items[0]}`);
    expect(shown.text).toContain('What may not be done with it now');
    expect(shown.text).toMatch(/quoting ?: its sender did not allow it/);
  });
});

it('shows a deputy with whom they cover for', async () => {
  const there = await aMission();
  const first = await someone(there, 'protection_officer');
  const second = await someone(there, 'protection_officer');
  await query(
    runtime.databaseUrl,
    `set session_replication_role = replica; update app.role_assignment set delegated_by = '${first.roles[0]!.id}' where id = '${second.roles[0]!.id}'`,
  );
  const officers = await readForDesk(first, (db) => officersOnDuty(db, there.id, '2026-11-25'));
  expect(officers.map(({ covers }) => covers)).toEqual([null, officers[0]!.email]);
});
