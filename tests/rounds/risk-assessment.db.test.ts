import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { rateCountry } from '~/programs/program-commands.server';
import { programById } from '~/programs/program-store.server';
import { StaleChange } from '~/record/record-change.server';
import { moveRound } from '~/rounds/move-commands.server';
import { saveAssessment, signAssessment } from '~/rounds/risk-assessment-commands.server';
import { assessmentsOf, assessmentTextsOf } from '~/rounds/risk-assessment-store.server';
import { query } from '../support/database';
import { signedIn } from '../support/desk-pages';
import { aMission, someone } from '../support/people';
import { aDraftRound, anAssessment, anOpenRound, aProgram, succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let officer: Staff;
let protection: Staff;
let chief: Staff;
let round: { id: string; slug: string; programId: string };
const none = { unmet: [] };
const SECRET = 'Families near the ferry at Bol.';

beforeAll(async () => {
  runtime = await startTestRuntime();
});
beforeEach(async () => {
  runtime.clock.set('2026-03-02T09:00:00Z');
  mission = await aMission();
  officer = await someone(mission, 'consultation_officer');
  protection = await someone(mission, 'protection_officer');
  chief = await someone(mission, 'chief_of_mission');
  const program = await aProgram(officer);
  round = { ...(await aDraftRound(officer, program.id)), programId: program.id };
});
afterAll(() => runtime.close());

const editions = (by: Staff = officer) => readForDesk(by, (db) => assessmentsOf(db, round.id));
const draft = (more = {}) => saveAssessment(officer, round.id, anAssessment({ exposed: SECRET, ...more }));
const open = () => moveRound(chief, round.id, 'open', none);

async function approve(): Promise<void> {
  succeeded(await moveRound(officer, round.id, 'submit', none));
  succeeded(await moveRound(chief, round.id, 'approve', none));
}

describe('drafting and signing', () => {
  test('an officer writes, a protection officer signs, and the rating is kept beside it', async () => {
    succeeded(await draft());
    succeeded(await draft({ seen: 1, residual: 'high' }));
    succeeded(await signAssessment(protection, round.id, 2));
    expect(await editions()).toMatchObject([
      {
        edition: 1,
        state: 'signed',
        hazards: ['reprisal', 'surveillance'],
        residual: 'high',
        draftedBy: [officer.accountId],
        signedBy: protection.accountId,
        signedOn: '2026-03-02',
        civicSpace: 'obstructed',
        version: 3,
      },
    ]);
    const texts = await readForDesk(officer, (db) => assessmentTextsOf(db, round.id));
    expect(Object.values(texts)).toMatchObject([{ exposed: SECRET, told: 'Whom to turn to in danger.' }]);
  });

  test('the record says it in codes, and nothing holds the words in clear', async () => {
    succeeded(await draft());
    succeeded(await draft({ seen: 1 }));
    succeeded(await signAssessment(protection, round.id, 2));
    const facts = await query<{ type: string; actor_role: string; payload: object }>(
      runtime.databaseUrl,
      "select type, actor_role, payload from app.fact where subject = 'risk_assessment' and mission_id = $1 order by subject_version",
      [mission.id],
    );
    expect(facts.map((fact) => [fact.type, fact.actor_role])).toEqual([
      ['risk_assessment.drafted', 'consultation_officer'],
      ['risk_assessment.edited', 'consultation_officer'],
      ['risk_assessment.signed', 'protection_officer'],
    ]);
    expect(JSON.stringify(facts)).not.toContain('ferry');
    const [row] = await query<{ body: Buffer }>(
      runtime.databaseUrl,
      'select body from app.risk_assessment where round_id = $1',
      [round.id],
    );
    expect(row!.body.includes(Buffer.from('ferry'))).toBe(false);
    // The words of the version before went with their key.
    const slots = await query(runtime.databaseUrl, 'select 1 from app.key_slot where object_id in (select id from app.risk_assessment where round_id = $1)', [round.id]); // prettier-ignore
    expect(slots).toHaveLength(1);
  });

  test('who may not write or sign is refused, and whoever wrote a word of it', async () => {
    for (const other of [protection, chief])
      expect(await saveAssessment(other, round.id, anAssessment())).toMatchObject({ refusal: 'workflow.not_allowed' });
    expect(await signAssessment(protection, round.id, 0)).toMatchObject({ refusal: 'risk_assessment.no_draft' });
    succeeded(await draft({ heard: 'nobody' }));
    for (const other of [officer, chief])
      expect(await signAssessment(other, round.id, 1)).toMatchObject({ refusal: 'workflow.not_allowed' });
    expect(await signAssessment(protection, round.id, 1)).toMatchObject({ refusal: 'risk_assessment.nobody_heard' });
    succeeded(await draft({ seen: 1 }));
    expect(await signAssessment(protection, round.id, 1)).toMatchObject({ refusal: 'risk_assessment.changed_since' });
    expect(await draft({ seen: 1 })).toMatchObject({ refusal: 'risk_assessment.changed_since' });
    succeeded(await signAssessment(protection, round.id, 2));
    expect(await signAssessment(protection, round.id, 3)).toMatchObject({ refusal: 'risk_assessment.no_draft' });
  });

  test('another mission finds nothing', async () => {
    succeeded(await draft());
    const elsewhere = await aMission();
    const stranger = await someone(elsewhere, 'protection_officer');
    expect(await signAssessment(stranger, round.id, 1)).toMatchObject({ refusal: 'round.not_found' });
    const writer = await someone(elsewhere, 'consultation_officer');
    expect(await saveAssessment(writer, round.id, anAssessment())).toMatchObject({ refusal: 'round.not_found' });
    expect(await editions(stranger)).toEqual([]);
  });

  test('of two first drafts at once one is kept', async () => {
    const both = await Promise.allSettled([draft(), draft()]);
    expect(both.filter((one) => one.status === 'fulfilled' && one.value.ok).length).toBeGreaterThanOrEqual(1);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(StaleChange);
    expect(await editions()).toHaveLength(1);
  });

  test('a round that is over takes none', async () => {
    succeeded(await moveRound(chief, round.id, 'cancel', { ...none, reason: 'The program ended' }));
    expect(await draft()).toMatchObject({ refusal: 'risk_assessment.round_over' });
  });
});

describe('the database', () => {
  const by = (statement: string, values: unknown[]) =>
    query(runtime.databaseUrl, `alter table app.risk_assessment disable trigger risk_assessment_fact; `).then(() =>
      query(runtime.databaseUrl, statement, values).finally(() =>
        query(runtime.databaseUrl, 'alter table app.risk_assessment enable trigger risk_assessment_fact'),
      ),
    );
  const SIGN = `update app.risk_assessment set state = 'signed', signed_by = $2, signed_on = now(), civic_space = 'open',
    version = version + 1 where round_id = $1`;

  test('refuses a signature by who wrote it, and one for which nobody was heard', async () => {
    succeeded(await draft());
    await expect(by(SIGN, [round.id, officer.accountId])).rejects.toThrow(/risk_assessment_two_people/);
    succeeded(await draft({ seen: 1, heard: 'nobody' }));
    await expect(by(SIGN, [round.id, protection.accountId])).rejects.toThrow(/risk_assessment_somebody_heard/);
  });

  test('keeps what was signed, and lets nothing change without its fact', async () => {
    succeeded(await draft());
    const touch = "update app.risk_assessment set residual = 'low', version = version + 1 where round_id = $1";
    await expect(query(runtime.databaseUrl, touch, [round.id])).rejects.toThrow(/no fact for risk_assessment/);
    succeeded(await signAssessment(protection, round.id, 1));
    await expect(by(touch, [round.id])).rejects.toThrow(/signed already/);
    await expect(by('delete from app.risk_assessment where round_id = $1', [round.id])).rejects.toThrow(
      /signed already/,
    );
  });

  test('shows auditors the columns, neither the words nor the people', async () => {
    const columns = await query<{ name: string }>(
      runtime.databaseUrl,
      "select attname as name from pg_attribute where attrelid = 'audit.risk_assessment'::regclass and attnum > 0",
    );
    const names = columns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['edition', 'hazards', 'residual', 'signed_on', 'civic_space']));
    for (const hidden of ['body', 'drafted_by', 'signed_by']) expect(names).not.toContain(hidden);
  });
});

describe('the gate', () => {
  test('a round opens only with a signed assessment', async () => {
    await approve();
    expect(await open()).toEqual({ ok: false, refusal: 'round.gates_unmet', details: ['risk_assessed'] });
    succeeded(await draft());
    expect(await open()).toMatchObject({ details: ['risk_assessed'] });
    succeeded(await signAssessment(protection, round.id, 1));
    succeeded(await open());
  });

  test('not where a severe risk stays', async () => {
    await approve();
    succeeded(await draft({ residual: 'severe' }));
    succeeded(await signAssessment(protection, round.id, 1));
    expect(await open()).toMatchObject({ details: ['risk_assessed'] });
  });

  test('another rating makes it stale; a new edition is signed beside the former', async () => {
    await approve();
    succeeded(await draft());
    succeeded(await signAssessment(protection, round.id, 1));
    const rating = { civicSpace: 'repressed', civicSpaceSource: 'Monitor', civicSpaceOn: '2026-03-01' } as const;
    const program = await readForDesk(officer, (db) => programById(db, round.programId));
    succeeded(await rateCountry(officer, program!.country.id, rating));
    expect(await open()).toMatchObject({ details: ['risk_assessed'] });
    succeeded(await draft());
    succeeded(await signAssessment(protection, round.id, 1));
    expect((await editions()).map(({ edition, civicSpace }) => [edition, civicSpace])).toEqual([
      [2, 'repressed'],
      [1, 'obstructed'],
    ]);
    succeeded(await open());
  });

  test('after a pause for safety it must still be fresh', async () => {
    const opened = await anOpenRound(mission);
    succeeded(await moveRound(opened.chief, opened.id, 'pause', { ...none, reason: 'Arrests near the river' }));
    runtime.clock.set('2026-06-10T09:00:00Z');
    succeeded(await moveRound(opened.chief, opened.id, 'resume', none));
    const again = await moveRound(opened.chief, opened.id, 'open', none);
    expect(again).toMatchObject({ refusal: 'workflow.not_from_here' });
    await query(
      runtime.databaseUrl,
      "alter table app.round disable trigger round_fact; update app.round set closes_on = '2026-07-01', answer_by = '2026-08-01' where state = 'risk_review'; alter table app.round enable trigger round_fact",
    );
    succeeded(await moveRound(opened.chief, opened.id, 'approve', none));
    expect(await moveRound(opened.chief, opened.id, 'open', none)).toMatchObject({ details: ['risk_assessed'] });
  });
});

test('the page: the officer drafts, the protection officer signs, others see the columns alone', async () => {
  runtime.clock.set(new Date().toISOString());
  const here = `/en/desk/rounds/${round.slug}/risk`;
  const writer = await signedIn(officer, runtime.databaseUrl);
  expect((await writer.get(`/en/desk/rounds/${round.slug}`)).html).toContain(here);
  const form = {
    intent: 'save',
    hazards: 'reprisal',
    heard: 'participant',
    residual: 'low',
    mitigations: 'b',
    told: 'c',
  };
  const refused = await writer.post(here, { ...form, seen: '0', exposed: ' ' });
  expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('id="errors"')]);
  expect((await writer.post(here, { ...form, seen: '0', exposed: SECRET })).status).toBe(303);
  const own = await writer.get(here);
  expect(own.text).toContain(SECRET);
  expect(own.html).not.toContain('value="sign"');
  const signer = await signedIn(protection, runtime.databaseUrl);
  expect((await signer.get(here)).html).toContain('value="sign"');
  expect((await signer.post(here, { intent: 'sign', seen: '1' })).status).toBe(303);
  const signed = await signer.get(here);
  expect(signed.text).toContain('It is signed and holds');
  expect(signed.text).toContain(SECRET);
  for (const role of ['translator', 'auditor'] as const) {
    const reader = await (await signedIn(await someone(mission, role), runtime.databaseUrl)).get(here);
    expect(reader.status).toBe(200);
    expect(reader.text).toContain('Reprisals');
    expect(reader.html).not.toContain(SECRET);
    expect(reader.html).not.toContain(officer.accountId);
  }
});
