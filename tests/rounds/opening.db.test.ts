import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Staff } from '~/auth/staff.server';
import { readIn } from '~/platform/db.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { StaleChange } from '~/record/record-change.server';
import { closeDueRounds, extendRound, moveRound } from '~/rounds/move-commands.server';
import { copyRound, createRound, editRound } from '~/rounds/round-commands.server';
import {
  languagesOf,
  publicRound,
  publicRounds,
  questionsOf,
  reasonsOf,
  roundById,
  roundForDesk,
} from '~/rounds/round-store.server';
import { textHash } from '~/rounds/round-texts';
import { saveTexts } from '~/rounds/text-commands.server';
import { query } from '../support/database';
import { aMission, someone } from '../support/people';
import { aDraftRound, anOpenRound, assessRisks, aProgram, aRoundForm, succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let officer: Staff;
let chief: Staff;
const none = { unmet: [] };

beforeAll(async () => {
  runtime = await startTestRuntime();
});
beforeEach(async () => {
  runtime.clock.set('2026-03-02T09:00:00Z');
  mission = await aMission();
  officer = await someone(mission, 'consultation_officer');
  chief = await someone(mission, 'chief_of_mission');
});
afterAll(() => runtime.close());

const load = (id: string) => readForDesk(officer, (db) => roundById(db, id));
const asPublic = (slug: string) => readIn(runtime.databases.prisma.site, {}, (db) => publicRound(db, slug));

async function approved(): Promise<{ id: string; slug: string }> {
  const round = await aDraftRound(officer, (await aProgram(officer)).id);
  await assessRisks(officer, round);
  succeeded(await moveRound(officer, round.id, 'submit', none));
  succeeded(await moveRound(chief, round.id, 'approve', none));
  return round;
}

describe('from the template to an open round, by two people', () => {
  test('four acts, and the round carries what was promised', async () => {
    const round = await approved();
    expect(await asPublic(round.slug)).toBeNull();
    succeeded(await moveRound(officer, round.id, 'open', none));
    expect(await load(round.id)).toMatchObject({
      state: 'open',
      openedOn: '2026-03-02',
      retention: 'archive',
      retentionAuthority: 'Records schedule 7, item 12',
      consentVersion: '1/archive',
      preparedBy: officer.accountId,
      approvedBy: chief.accountId,
      version: 4,
    });
    const shown = await asPublic(round.slug);
    expect(shown).toMatchObject({ state: 'open', languages: ['en', 'fr', 'ar'] });
    expect(shown).not.toHaveProperty('preparedBy');
    const languages = await readForDesk(officer, (db) => languagesOf(db, round.id));
    expect(languages.map((row) => row.state)).toEqual(['published', 'published', 'published']);
  });

  test('the record says who did what in which role, and which words were shown', async () => {
    const round = await approved();
    succeeded(await moveRound(chief, round.id, 'open', none));
    const facts = await query<{ type: string; actor_role: string; payload: Record<string, unknown> }>(
      runtime.databaseUrl,
      'select type, actor_role, payload from app.fact where subject_id = $1 order by subject_version',
      [round.id],
    );
    expect(facts.map((fact) => [fact.type, fact.actor_role])).toEqual([
      ['round.created', 'consultation_officer'],
      ['round.submitted', 'consultation_officer'],
      ['round.approved', 'chief_of_mission'],
      ['round.opened', 'chief_of_mission'],
    ]);
    const whole = (await load(round.id))!;
    const questions = await readForDesk(officer, (db) => questionsOf(db, round.id));
    expect(facts[3]!.payload).toMatchObject({ size: 'standard', retention: 'archive' });
    expect(facts[3]!.payload['texts']).toContain(`fr ${textHash({ ...whole, questions }, 'fr')}`);
  });

  test('the address names no topic', async () => {
    const { slug } = await aDraftRound(officer, (await aProgram(officer)).id);
    expect(slug).toMatch(/^2026-[b-z2-9]{6}$/);
  });
});

describe('two people, never one', () => {
  test('who prepared a round cannot approve it, with both roles in hand', async () => {
    const both = await someone(mission, 'consultation_officer', 'chief_of_mission');
    const round = await aDraftRound(both, (await aProgram(both)).id);
    succeeded(await moveRound(both, round.id, 'submit', none));
    expect(await moveRound(both, round.id, 'approve', none)).toEqual({
      ok: false,
      refusal: 'round.gates_unmet',
      details: ['separation_of_duties'],
    });
    succeeded(await moveRound(chief, round.id, 'approve', none));
  });

  test('an officer cannot approve, a chief cannot prepare', async () => {
    const program = await aProgram(officer);
    const round = await aDraftRound(officer, program.id);
    succeeded(await moveRound(officer, round.id, 'submit', none));
    expect(await moveRound(officer, round.id, 'approve', none)).toMatchObject({ refusal: 'workflow.not_allowed' });
    expect(await createRound(chief, aRoundForm(program.id), { writesIn: 'en' })).toMatchObject({
      refusal: 'workflow.not_allowed',
    });
  });

  test('of two simultaneous clicks one loses', async () => {
    const round = await approved();
    const clicks = await Promise.allSettled([
      moveRound(chief, round.id, 'open', none),
      moveRound(officer, round.id, 'open', none),
    ]);
    const lost = clicks.filter((one) => one.status === 'rejected' || !one.value.ok);
    expect(lost.length).toBe(1);
    if (lost[0]?.status === 'rejected') expect(lost[0].reason).toBeInstanceOf(StaleChange);
  });
});

describe('what stands against opening', () => {
  test('a mission that has not settled what becomes of the words', async () => {
    await query(
      runtime.databaseUrl,
      'alter table app.mission disable trigger mission_fact; update app.mission set retention = null, retention_authority = null; alter table app.mission enable trigger mission_fact',
    );
    const round = await approved();
    expect(await moveRound(chief, round.id, 'open', none)).toMatchObject({ details: ['retention_set'] });
    expect((await load(round.id))?.state).toBe('approved');
  });

  test('an unmet gate that a higher floor hands in', async () => {
    const round = await approved();
    expect(await moveRound(chief, round.id, 'open', { unmet: ['gate_of_a_higher_floor'] })).toEqual({
      ok: false,
      refusal: 'round.gates_unmet',
      details: ['gate_of_a_higher_floor'],
    });
  });

  test('the signature of a chief of another mission', async () => {
    const round = await aDraftRound(officer, (await aProgram(officer)).id);
    succeeded(await moveRound(officer, round.id, 'submit', none));
    const stranger = await someone(await aMission(), 'chief_of_mission');
    expect(await moveRound(stranger, round.id, 'approve', none)).toMatchObject({ refusal: 'round.not_found' });
  });

  test('words of one’s own that nobody reviewed', async () => {
    const program = await aProgram(officer);
    const round = await aDraftRound(officer, program.id, { title: { fr: 'Dites-nous ce que vous voyez' } });
    succeeded(await moveRound(officer, round.id, 'submit', none));
    expect(await moveRound(chief, round.id, 'approve', none)).toMatchObject({ details: ['texts_reviewed'] });
  });
});

describe('pause, cancellation, extension', () => {
  test('a pause keeps its reason, closes the form, and comes back only through a new approval', async () => {
    const round = await anOpenRound(mission);
    expect(await moveRound(round.officer, round.id, 'pause', none)).toMatchObject({ refusal: 'round.reason_needed' });
    succeeded(await moveRound(round.officer, round.id, 'pause', { ...none, reason: 'Arrests near the river' }));
    expect((await asPublic(round.slug))?.state).toBe('paused_for_safety');
    const publicReasons = await readIn(runtime.databases.prisma.site, {}, (db) => reasonsOf(db, round.id));
    expect(publicReasons).toEqual([]);
    succeeded(await moveRound(round.officer, round.id, 'resume', none));
    expect(await asPublic(round.slug)).not.toBeNull();
    expect(await moveRound(round.officer, round.id, 'return', none)).toMatchObject({ refusal: 'round.was_open' });
    expect((await load(round.id))?.approvedBy).toBeNull();
    succeeded(await moveRound(round.chief, round.id, 'approve', none));
    succeeded(await moveRound(round.chief, round.id, 'open', none));
    expect((await load(round.id))?.openedOn).toBe('2026-03-02');
  });

  test('a cancelled round that was open stays public; one that never opened never was', async () => {
    const round = await anOpenRound(mission);
    succeeded(await moveRound(round.chief, round.id, 'cancel', { ...none, reason: 'The program ended' }));
    expect((await asPublic(round.slug))?.state).toBe('cancelled');
    const draft = await approved();
    succeeded(await moveRound(officer, draft.id, 'pause', { ...none, reason: 'Threats' }));
    expect(await asPublic(draft.slug)).toBeNull();
  });

  test('an extension keeps its reason and never shortens', async () => {
    const round = await anOpenRound(mission);
    const extend = (closesOn: string, answerBy = '2026-06-01') =>
      extendRound(round.officer, round.id, { closesOn, answerBy, reason: 'The roads were closed' });
    expect(await extend('2026-03-20')).toMatchObject({ refusal: 'round.not_an_extension' });
    expect(await extend('2026-04-10', '2026-04-01')).toMatchObject({ refusal: 'round.answer_before_closing' });
    succeeded(await extend('2026-04-10'));
    expect((await load(round.id))?.closesOn).toBe('2026-04-10');
    expect(await readForDesk(officer, (db) => reasonsOf(db, round.id))).toMatchObject([
      { kind: 'extension', reason: 'The roads were closed', givenOn: '2026-03-02' },
    ]);
  });
});

describe('the daily job', () => {
  test('closes what is over in every mission, once, as the system', async () => {
    const mine = await anOpenRound(mission);
    const theirs = await anOpenRound(await aMission());
    expect(await closeDueRounds('2026-03-23')).toBe(0);
    runtime.clock.set('2026-03-24T01:00:00Z');
    expect(await closeDueRounds('2026-03-24')).toBeGreaterThanOrEqual(2);
    expect(await closeDueRounds('2026-03-24')).toBe(0);
    expect(await asPublic(theirs.slug)).toMatchObject({ state: 'closed', closedOn: '2026-03-24' });
    const facts = await query(
      runtime.databaseUrl,
      "select actor_role, actor_id, mission_id from app.fact where subject_id = $1 and type = 'round.closed'",
      [mine.id],
    );
    expect(facts).toEqual([{ actor_role: 'system', actor_id: null, mission_id: mission.id }]);
  });
});

describe('another mission', () => {
  test('sees nothing of a round and can do nothing to it', async () => {
    const round = await anOpenRound(mission);
    const foreigner = await someone(await aMission(), 'consultation_officer');
    expect(await readForDesk(foreigner, (db) => roundForDesk(db, round.slug))).toBeNull();
    expect(await readForDesk(foreigner, (db) => questionsOf(db, round.id))).toEqual([]);
    expect(await moveRound(foreigner, round.id, 'close', none)).toMatchObject({ refusal: 'round.not_found' });
    expect(await saveTexts(foreigner, round.id, 'en', new Map([['title', 'x']]))).toMatchObject({ ok: false });
    const settings = aRoundForm(round.programId);
    expect(await createRound(foreigner, settings, { writesIn: 'en' })).toMatchObject({ refusal: 'round.no_template' });
    const program = await aProgram(foreigner);
    expect(
      await copyRound(foreigner, round.slug, { ...aRoundForm(program.id), title: {} }, { writesIn: 'en' }),
    ).toMatchObject({ refusal: 'round.no_template' });
  });
});

describe('making and editing a draft', () => {
  test('a copy brings words, questions and reviews along', async () => {
    const round = await anOpenRound(mission);
    const copy = succeeded(await copyRound(round.officer, round.slug, aRoundForm(round.programId), { writesIn: 'en' }));
    const [questions, languages] = await readForDesk(officer, async (db) => [
      await questionsOf(db, copy.id),
      await languagesOf(db, copy.id),
    ]);
    expect(questions.map(({ kind }) => kind)).toEqual(round.questions.map(({ kind }) => kind));
    expect(questions.some(({ id }) => round.questions.some((old) => old.id === id))).toBe(false);
    expect(languages.map((row) => row.state)).toEqual(['reviewed', 'reviewed', 'reviewed']);
    succeeded(await moveRound(round.officer, copy.id, 'submit', none));
    succeeded(await moveRound(round.chief, copy.id, 'approve', none));
  });

  test('dates that make no sense are refused', async () => {
    const { id } = await aProgram(officer);
    const make = (closesOn: string, answerBy: string) =>
      createRound(officer, aRoundForm(id, { closesOn, answerBy }), { writesIn: 'en' });
    expect(await make('2026-03-01', '2026-04-01')).toMatchObject({ refusal: 'round.closing_day_past' });
    expect(await make('2026-03-20', '2026-03-19')).toMatchObject({ refusal: 'round.answer_before_closing' });
  });

  test('a language added to a draft is asked for; the source stays; an open round is not edited', async () => {
    const round = await aDraftRound(officer, (await aProgram(officer)).id, { languages: ['en'] });
    const { closesOn, answerBy } = (await load(round.id))!;
    const edit = { languages: ['en', 'fr'], expectedPeople: 30, decidesLethal: false, closesOn, answerBy };
    succeeded(await editRound(officer, round.id, edit));
    const rows = await readForDesk(officer, (db) => languagesOf(db, round.id));
    expect(rows.map((row) => [row.language, row.state])).toEqual([
      ['en', 'reviewed'],
      ['fr', 'requested'],
    ]);
    expect(await editRound(officer, round.id, { ...edit, languages: ['fr'] })).toMatchObject({
      refusal: 'round.source_language_stays',
    });
    const open = await anOpenRound(mission);
    expect(await editRound(officer, open.id, edit)).toMatchObject({ refusal: 'round.not_draft' });
  });

  test('the public list holds what was opened, of all missions, and nothing else', async () => {
    const open = await anOpenRound(mission);
    const draft = await aDraftRound(officer, open.programId);
    const slugs = (await readIn(runtime.databases.prisma.site, {}, publicRounds)).map((round) => round.slug);
    expect(slugs).toContain(open.slug);
    expect(slugs).not.toContain(draft.slug);
  });
});
