import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { queueCount } from '~/feedback/queue-store.server';
import { registerDemand, moveDemand } from '~/missions/lawful-demand-commands.server';
import { isSigned } from '~/participants/act-signature.server';
import { checkInYears } from '~/participants/check-in-store.server';
import { handleReprisal } from '~/participants/reprisal-commands.server';
import { reprisalLines, reprisalView } from '~/participants/reprisal-view.server';
import { act, type ActInput } from '~/participants/visit-acts.server';
import { withdraw } from '~/participants/withdraw-commands.server';
import { readIn } from '~/platform/db.server';
import { auditedReprisals } from '~/reports/audit-reprisals-store.server';
import { readAsAuditor } from '~/reports/audit-store.server';
import { moveRound } from '~/rounds/move-commands.server';
import { signedIn } from '../support/desk-pages';
import { aMission, someone, someoneOver } from '../support/people';
import { succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { aScene, asSuperuser, visitOf, type Scene } from './visit-scene';

let runtime: TestRuntime;
let scene: Scene;
let protection: Staff;
let sent: { id: string; code: string; items: string[] };
const SECRET = 'Two men came to my brother at the well.';
const WORDS = { words: 'Called by the agreed way.' };

beforeAll(async () => {
  runtime = await startTestRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  runtime.clock.set('2026-03-02T09:00:00Z');
  scene = await aScene();
  sent = await aSubmission(scene.round);
  protection = await someone(scene.mission, 'protection_officer');
  succeeded(await moveRound(scene.round.chief, scene.round.id, 'close', { unmet: [] }));
});

const press = async (input: ActInput, one = sent) => act(await visitOf(one), input, randomBytes(32));
const tell = (more: Partial<Extract<ActInput, { intent: 'check_in' }>> = {}, one = sent) =>
  press({ intent: 'check_in', answer: 'to_us', level: 'high', text: SECRET, ...more }, one);
const lines = (staff = protection) => readForDesk(staff, (db) => reprisalLines(db, staff));
const view = (id: string, staff = protection) => readForDesk(staff, (db) => reprisalView(db, staff, id));
const rows = (table: string) =>
  asSuperuser<Record<string, unknown>>(runtime.databaseUrl, `select * from app.${table} where mission_id = $1`, [
    scene.mission.id,
  ]);

async function reported(): Promise<string> {
  succeeded(await tell());
  const { open } = await lines();
  return open[0]!.id;
}

describe('the check-in behind the code', () => {
  it('takes "nothing" without a case, and opens one straight at the protection officers when something happened', async () => {
    expect(await tell({ answer: 'nothing', text: '' })).toEqual({ ok: true, value: 'checked_in' });
    expect(await lines()).toEqual({ open: [], closed: [] });
    expect(await tell()).toEqual({ ok: true, value: 'reprisal_reported' });
    const { open } = await lines();
    expect(open).toMatchObject([{ level: 'high', state: 'reported', clock: { hoursLeft: 24, late: false } }]);
    expect((await view(open[0]!.id))!.steps).toMatchObject([{ event: 'report', bySender: true, words: SECRET }]);
    const visit = await visitOf(sent);
    expect(visit).toMatchObject({
      checkIn: { answer: 'to_us', version: 2 },
      reprisal: { state: 'reported', told: [] },
    });
  });

  it('is refused while the round runs, and never takes back what was said to have happened', async () => {
    const running = await aScene();
    const early = await aSubmission(running.round);
    expect(await tell({}, early)).toMatchObject({ refusal: 'check_in.round_runs' });
    succeeded(await tell());
    expect(await tell({ answer: 'nothing' })).toMatchObject({ refusal: 'check_in.stands' });
  });

  it('adds to the open case, which only gets graver, and opens a new one after it was closed', async () => {
    const id = await reported();
    succeeded(await tell({ answer: 'to_others', level: 'severe', text: 'They came again.' }));
    succeeded(await tell({ answer: 'to_us', level: 'low', text: '' }));
    expect(await view(id)).toMatchObject({ level: 'severe', steps: [{}, { event: 'add', words: 'They came again.' }, { words: null }] }); // prettier-ignore
    expect((await visitOf(sent)).checkIn).toMatchObject({ answer: 'to_both' });
    succeeded(await handleReprisal(protection, id, { intent: 'contact', ...WORDS }));
    succeeded(await handleReprisal(protection, id, { intent: 'close', outcome: 'no_wish', ...WORDS }));
    expect((await visitOf(sent)).reprisal).toBeNull();
    succeeded(await tell({ text: 'And again.' }));
    expect(await lines()).toMatchObject({ open: [{ state: 'reported' }], closed: [{ outcome: 'no_wish' }] });
  });

  it('is taken once for one press', async () => {
    const nonce = randomBytes(32);
    const input = { intent: 'check_in', answer: 'to_us', level: 'high', text: SECRET } as const;
    succeeded(await act(await visitOf(sent), input, nonce));
    expect(await act(await visitOf(sent), input, nonce)).toEqual({ ok: true, value: 'already_done' });
    expect(await rows('reprisal_step')).toHaveLength(1);
  });

  it('stores no word in clear, and none that outlives a withdrawal', async () => {
    const id = await reported();
    succeeded(await handleReprisal(protection, id, { intent: 'tell', words: 'Come to the clinic by day.' }));
    const steps = await rows('reprisal_step');
    expect(JSON.stringify(steps.map(({ body }) => (body as Buffer).toString('latin1')))).not.toMatch(/well|clinic/);
    expect((await visitOf(sent)).reprisal!.told).toMatchObject([{ text: 'Come to the clinic by day.' }]);
    succeeded(await withdraw(await visitOf(sent), sent.code));
    const after = await view(id);
    expect(after).toMatchObject({ withdrawn: true, deeds: [] });
    expect(after!.steps.map(({ words }) => words)).toEqual([null, null]);
    expect(await handleReprisal(protection, id, { intent: 'tell', words: 'x' })).toMatchObject({ ok: false });
    const facts = await asSuperuser(
      runtime.databaseUrl,
      `select l.content_salt from app.leaf l join app.fact f on f.tx = l.tx where f.subject_id = $1 and l.content_salt is not null`,
      [id],
    );
    expect(facts).toEqual([]);
  });
});

describe('the office concerned', () => {
  const inQueue = (staff: Staff) =>
    readForDesk(staff, (db) =>
      queueCount(db, {
        states: null,
        round: null,
        language: null,
        theme: null,
        late: false,
        sort: 'due',
        after: null,
        before: null,
        reach: { all: true, programs: [], rounds: [] },
        today: '2026-03-02',
      }),
    );

  it('notices nothing: no list, no text, no gate and no figure changes', async () => {
    const { officer, chief } = scene.round;
    const seen = () =>
      Promise.all([
        inQueue(officer),
        readForDesk(officer, (db) => itemForDesk(db, officer, sent.items[0]!)),
        rows('risk_flag'),
        rows('search_change'),
      ]);
    const before = await seen();
    const id = await reported();
    expect(await seen()).toEqual(before);
    for (const staff of [officer, chief, await someone(scene.mission, 'program_manager', 'translator')]) {
      expect(await view(id, staff)).toBeNull();
      expect(await lines(staff)).toEqual({ open: [], closed: [] });
      expect(await handleReprisal(staff, id, { intent: 'contact', ...WORDS })).toMatchObject({
        refusal: 'reprisal.not_found',
      });
      const desk = await signedIn(staff, runtime.databaseUrl);
      for (const path of ['/en/desk/reprisals', `/en/desk/reprisals/${id}`]) {
        expect((await desk.get(path)).status).toBe(403);
      }
    }
  });

  it('is no other mission, and no officer of another round', async () => {
    const id = await reported();
    const stranger = await someone(await aMission(), 'protection_officer');
    expect(await view(id, stranger)).toBeNull();
    const elsewhere = await someoneOver(scene.mission, 'protection_officer', (await aScene()).round.id);
    expect(await view(id, elsewhere)).toBeNull();
    expect(await handleReprisal(elsewhere, id, { intent: 'contact', ...WORDS })).toMatchObject({ ok: false });
    const here = await someoneOver(scene.mission, 'protection_officer', scene.round.id);
    expect(await view(id, here)).not.toBeNull();
  });

  it('learns of it where the sender wishes: what they sent is then in danger, by the one table', async () => {
    succeeded(await tell({ level: 'severe', protect: 'yes' }));
    expect(await rows('risk_flag')).toMatchObject([{ kind: 'reprisal', level: 'severe', raised_by: 'participant' }]);
    const { officer } = scene.round;
    expect(await readForDesk(officer, (db) => itemForDesk(db, officer, sent.items[0]!))).toBeNull();
  });
});

describe('a case', () => {
  it('is worked on to its end, its clock stopped at the contact and its hour dropped', async () => {
    const id = await reported();
    runtime.clock.addHours(30);
    expect((await lines()).open[0]!.clock).toEqual({ hoursLeft: -6, late: true });
    const day = { reviewOn: '2026-03-10', ...WORDS };
    succeeded(await handleReprisal(protection, id, { intent: 'contact', ...WORDS }));
    succeeded(await handleReprisal(protection, id, { intent: 'plan', ...day }));
    expect(await handleReprisal(protection, id, { intent: 'plan', ...day })).toMatchObject({ refusal: 'workflow.not_from_here' }); // prettier-ignore
    succeeded(await handleReprisal(protection, id, { intent: 'measure', measure: 'legal_aid', ...WORDS }));
    expect(await handleReprisal(protection, id, { intent: 'monitor', ...day, reviewOn: '2026-06-01' })).toMatchObject({
      refusal: 'reprisal.review_day',
    });
    succeeded(await handleReprisal(protection, id, { intent: 'monitor', ...day }));
    runtime.clock.addHours(24 * 9);
    expect((await lines()).open).toMatchObject([{ overdue: true }]);
    succeeded(await handleReprisal(protection, id, { intent: 'close', outcome: 'safe', ...WORDS }));
    expect((await rows('reprisal_case'))[0]).toMatchObject({
      state: 'closed',
      outcome: 'safe',
      reported_hour: null,
      elapsed_hours: 30,
      met: false,
      review_on: null,
      version: 6,
    });
    expect((await view(id))!.steps.map(({ event }) => event)).toEqual(['report', 'contact', 'plan', 'measure', 'monitor', 'close']); // prettier-ignore
  });

  it('speaks to others only as the code allows, signed, and no more once that is taken back', async () => {
    const id = await reported();
    const day = { reviewOn: '2026-03-10', ...WORDS };
    succeeded(await handleReprisal(protection, id, { intent: 'contact', ...WORDS }));
    succeeded(await handleReprisal(protection, id, { intent: 'plan', ...day }));
    expect(await handleReprisal(protection, id, { intent: 'advocate', ...day })).toMatchObject({
      refusal: 'reprisal.no_consent',
    });
    const other = await aScene();
    const strange = await aSubmission(other.round);
    expect(await press({ intent: 'allow_advocacy', code: strange.code })).toMatchObject({
      refusal: 'visit.code_differs',
    });
    expect(await press({ intent: 'allow_advocacy', code: sent.code })).toEqual({ ok: true, value: 'advocacy_allowed' });
    const [signed] = (await rows('reprisal_case')) as {
      act_signature: Buffer;
      act_version: number;
      act_leaf: string;
    }[];
    const acted = {
      act: 'consent',
      scope: `advocacy ${id}`,
      version: signed!.act_version,
      leaf: signed!.act_leaf,
    } as const;
    const key = (await visitOf(sent)).submission.actPublicKey!;
    const signature = new Uint8Array(signed!.act_signature);
    expect(isSigned(key, scene.mission.id, { ...acted, signature })).toBe(true);
    expect(isSigned(key, scene.mission.id, { ...acted, scope: 'advocacy', signature })).toBe(false);
    succeeded(await handleReprisal(protection, id, { intent: 'advocate', ...day }));
    succeeded(await press({ intent: 'disallow_advocacy' }));
    expect(await view(id)).toMatchObject({ state: 'support_plan', advocacy: false });
    expect(await handleReprisal(protection, id, { intent: 'advocate', ...day })).toMatchObject({ ok: false });
  });

  it('lets an officer have what was sent treated as in danger, once', async () => {
    const id = await reported();
    succeeded(await handleReprisal(protection, id, { intent: 'protect', ...WORDS }));
    expect(await rows('risk_flag')).toMatchObject([{ kind: 'reprisal', level: 'high', raised_by: 'staff' }]);
    expect(await handleReprisal(protection, id, { intent: 'protect', ...WORDS })).toMatchObject({
      refusal: 'reprisal.protected',
    });
  });

  it('is seen and worked on by its page', async () => {
    const id = await reported();
    const desk = await signedIn(protection, runtime.databaseUrl);
    const here = `/en/desk/reprisals/${id}`;
    expect((await desk.get('/en/desk/reprisals')).html).toContain(here);
    const page = await desk.get(here);
    expect(page.text).toContain(SECRET);
    const empty = await desk.post(here, { intent: 'contact', words: ' ' });
    expect([empty.status, empty.html]).toEqual([422, expect.stringContaining('id="errors"')]);
    expect((await desk.post(here, { intent: 'contact', words: 'By the code.' })).status).toBe(303);
    const early = await desk.post(here, { intent: 'close', outcome: 'safe', words: 'x' });
    expect([early.status, early.text]).toEqual([422, expect.stringContaining('only after it was watched')]);
    expect((await desk.get('/en/desk/reprisals/none')).status).toBe(404);
  });
});

describe('the database', () => {
  const stored = (sql: string) =>
    asSuperuser(runtime.databaseUrl, `set session_replication_role = replica; ${sql.replaceAll('HERE', `mission_id = '${scene.mission.id}'`)}`); // prettier-ignore

  it('holds that nobody is spoken for unsigned, nothing ends without an outcome, and no hour stays', async () => {
    await reported();
    const update = (set: string) => stored(`update app.reprisal_case set ${set} where HERE`);
    await expect(update(`state = 'advocacy', review_on = now()`)).rejects.toThrow(/advocacy_allowed/);
    await expect(update('advocacy = true')).rejects.toThrow(/advocacy_signed/);
    await expect(update(`state = 'closed', reported_hour = null`)).rejects.toThrow(/reprisal_case_outcome/);
    await expect(update(`state = 'closed', outcome = 'safe'`)).rejects.toThrow(/hour_dropped/);
    await expect(update(`state = 'monitoring'`)).rejects.toThrow(/looked_at_again/);
  });

  it('changes nothing without its fact, and gives a visit no step of an officer', async () => {
    const id = await reported();
    succeeded(await handleReprisal(protection, id, { intent: 'contact', words: 'Seen at the market.' }));
    for (const table of ['check_in', 'reprisal_case']) {
      await expect(
        asSuperuser(runtime.databaseUrl, `update app.${table} set version = version + 1 where mission_id = $1`, [scene.mission.id]), // prettier-ignore
      ).rejects.toThrow(`no fact for ${table}`);
    }
    const scope = { mission: scene.mission.id, submission: sent.id };
    const read = await readIn(runtime.databases.prisma.visit, scope, (db) =>
      db.reprisalStep.findMany({ select: { event: true } }),
    );
    expect(read.map(({ event }) => event)).toEqual(['report']);
    const others = await aSubmission((await aScene()).round);
    const foreign = await readIn(runtime.databases.prisma.visit, { ...scope, submission: others.id }, async (db) => [
      await db.reprisalCase.count(),
      await db.checkIn.count(),
    ]);
    expect(foreign).toEqual([0, 0]);
  });
});

describe('figures', () => {
  it('are exact for auditors, by round, without anybody’s words or ids', async () => {
    const id = await reported();
    succeeded(await handleReprisal(protection, id, { intent: 'contact', ...WORDS }));
    const figures = await readAsAuditor(scene.mission.id, (ask) => auditedReprisals(ask, scene.round.id));
    expect(figures).toEqual({ answered: 1, happened: 1, cases: 1, open: 1, inTime: 1, tooLate: 0, spokenFor: 0 });
    const other = await readAsAuditor((await aMission()).id, (ask) => auditedReprisals(ask, scene.round.id));
    expect(other).toMatchObject({ answered: 0, cases: 0 });
    const columns = await asSuperuser<{ name: string }>(
      runtime.databaseUrl,
      "select attname as name from pg_attribute where attrelid in ('audit.reprisal_case'::regclass, 'audit.check_in_count'::regclass) and attnum > 0",
    );
    const names = columns.map(({ name }) => name);
    for (const hidden of ['id', 'submission_id', 'body', 'by_account', 'day']) expect(names).not.toContain(hidden);
  });

  it('are public for years that are over alone, as sums', async () => {
    const published = async () =>
      (await readIn(runtime.databases.prisma.site, {}, checkInYears)).filter(
        (one) => one.missionId === scene.mission.id,
      );
    succeeded(await tell());
    await asSuperuser(runtime.databaseUrl, `set session_replication_role = replica; update app.check_in set day = (now() at time zone 'UTC')::date where mission_id = '${scene.mission.id}'`); // prettier-ignore
    expect(await published()).toEqual([]);
    await asSuperuser(runtime.databaseUrl, `set session_replication_role = replica; update app.check_in set day = '2021-06-01' where mission_id = '${scene.mission.id}'`); // prettier-ignore
    expect(await published()).toEqual([{ missionId: scene.mission.id, year: 2021, answered: 1, happened: 1 }]);
    const rowsOf = readIn(runtime.databases.prisma.site, {}, (db) => db.checkIn.findMany({ select: { answer: true } }));
    await expect(rowsOf).rejects.toThrow(/permission denied|denied access/i);
  });
});

describe('what authorities demanded', () => {
  it('is told behind the code, where we may speak of it, and says whether something of people was given', async () => {
    const { chief } = scene.round;
    const form = { authority: 'court', basis: 'court_order', scope: 'whole_mission', receivedOn: '2026-03-02', words: 'x' } as const; // prettier-ignore
    const told = async () => (await visitOf(sent)).demands;
    expect(await told()).toEqual({ received: 0, gave: 0 });
    const { id } = succeeded(await registerDemand(chief, { ...form, gagUntil: null }));
    succeeded(await registerDemand(chief, { ...form, gagUntil: '2999-01-01' }));
    succeeded(await registerDemand(chief, { ...form, receivedOn: '2025-01-01', gagUntil: null }));
    const elsewhere = await someone(await aMission(), 'chief_of_mission');
    succeeded(await registerDemand(elsewhere, { ...form, gagUntil: null }));
    expect(await told()).toEqual({ received: 1, gave: 0 });
    succeeded(await moveDemand(chief, id, { intent: 'take_up', words: 'x' }));
    succeeded(await moveDemand(protection, id, { intent: 'narrow', scope: 'one_round', words: 'x' }));
    succeeded(await moveDemand(chief, id, { intent: 'answer', given: { texts: 2 }, words: 'x' }));
    expect(await told()).toEqual({ received: 1, gave: 1 });
  });
});
