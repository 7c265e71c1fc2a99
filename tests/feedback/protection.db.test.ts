import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Staff } from '~/auth/staff.server';
import { respondRound } from '~/decisions/respond-commands.server';
import { unweighedOf } from '~/decisions/progress-store.server';
import { moveFlag } from '~/feedback/flag-commands.server';
import { flagLines, flagView } from '~/feedback/flag-view.server';
import { firstLook, moveItem } from '~/feedback/item-commands.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { officersOnDuty } from '~/feedback/officers-store.server';
import { answerByReferral, liftSensitive, lowerExposure } from '~/feedback/protection-commands.server';
import { queueCount } from '~/feedback/queue-store.server';
import { setReferrals } from '~/feedback/referral-commands.server';
import { markSensitive } from '~/feedback/sensitive-commands.server';
import { openTextsFor } from '~/feedback/text-door.server';
import { saveTranslation } from '~/feedback/translation-commands.server';
import { recomputes, TEXT_USES, type KeptCheck, type TextUse } from '~/participants/consequences';
import { act } from '~/participants/visit-acts.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { moveRound } from '~/rounds/move-commands.server';
import { deskItem, asSuperuser, visitOf } from '../participants/visit-scene';
import { aDraftRound, anOpenRound, assessRisks, succeeded, type OpenRound } from '../support/rounds';
import { aMission, someone } from '../support/people';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { randomBytes } from 'node:crypto';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let protection: Staff;
beforeAll(async () => {
  runtime = await startTestRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  runtime.clock.set('2026-03-02T09:00:00Z');
  mission = await aMission();
  round = await anOpenRound(mission);
  protection = await someone(mission, 'protection_officer');
});

interface FlagRow {
  id: string;
  kind: string;
  level: string;
  state: string;
  raised_by: string;
  raised_hour: number | null;
  elapsed_hours: number | null;
  met: boolean | null;
}
const flagsOf = (submission: string) =>
  asSuperuser<FlagRow & Record<string, unknown>>(
    runtime.databaseUrl,
    `select id, kind, level, state, raised_by, raised_hour, elapsed_hours, met from app.risk_flag where submission_id = $1`,
    [submission],
  );
const sees = (staff: Staff, id: string) => readForDesk(staff, (db) => itemForDesk(db, staff, id));

async function flagged(kind: 'reprisal' | 'staff_conduct', level: 'low' | 'moderate' | 'high' | 'severe') {
  const sent = await aSubmission(round);
  const visit = await visitOf(sent);
  succeeded(await act(visit, { intent: 'flag', kind, level }, randomBytes(32)));
  const [flag] = await flagsOf(sent.id);
  return { ...sent, item: sent.items[0]!, flag: flag!.id };
}

describe('a flag at the desk of the protection officers', () => {
  it('stops its clock at triage, keeps how long it took, and drops the hour when it closes', async () => {
    const { id, flag } = await flagged('reprisal', 'high');
    runtime.clock.addHours(30);
    succeeded(await moveFlag(protection, flag, { event: 'triage', reason: 'Called by a neighbour', reach: 'item' }));
    expect((await flagsOf(id))[0]).toMatchObject({ state: 'triaged', elapsed_hours: 30, met: false });
    expect((await flagsOf(id))[0]!.raised_hour).not.toBeNull();
    succeeded(await moveFlag(protection, flag, { event: 'mitigate', reason: 'Moved the meeting' }));
    succeeded(await moveFlag(protection, flag, { event: 'resolve', reason: 'Over' }));
    expect((await flagsOf(id))[0]).toMatchObject({
      state: 'resolved',
      raised_hour: null,
      elapsed_hours: 30,
      met: false,
    });
    const view = await readForDesk(protection, (db) => flagView(db, protection, flag));
    expect(view!.steps.map(({ event, reason }) => [event, reason])).toEqual([
      ['triage', 'Called by a neighbour'],
      ['mitigate', 'Moved the meeting'],
      ['resolve', 'Over'],
    ]);
  });

  it('keeps no reason in clear, and none after the withdrawal', async () => {
    const { id, flag } = await flagged('reprisal', 'high');
    succeeded(await moveFlag(protection, flag, { event: 'triage', reason: 'Called by a neighbour' }));
    const steps = await asSuperuser<{ id: string; body: Buffer }>(
      runtime.databaseUrl,
      `select id, body from app.risk_flag_step where flag_id = $1`,
      [flag],
    );
    expect(steps).toHaveLength(1);
    expect(steps[0]!.body.toString('latin1')).not.toContain('neighbour');
    const slots = () =>
      asSuperuser(runtime.databaseUrl, `select 1 from app.key_slot where object_id = $1`, [steps[0]!.id]);
    expect(await slots()).toHaveLength(1);
    await asSuperuser(
      runtime.databaseUrl,
      `select set_config('app.submission', $1, false), set_config('app.mission', $2, false), app.shred_submission()`,
      [id, mission.id],
    );
    expect(await slots()).toHaveLength(0);
  });

  it('is nobody else’s: neither seen nor moved, and a move without a reason is none', async () => {
    const { flag } = await flagged('reprisal', 'severe');
    for (const staff of [round.officer, round.chief]) {
      expect(await readForDesk(staff, (db) => flagView(db, staff, flag))).toBeNull();
      const refused = await moveFlag(staff, flag, { event: 'triage', reason: 'So that it goes on' });
      expect(refused).toEqual({ ok: false, refusal: 'risk_flag.not_found' });
    }
    expect(await moveFlag(protection, flag, { event: 'triage', reason: ' ' })).toEqual({
      ok: false,
      refusal: 'risk_flag.reason_needed',
    });
    const foreign = await someone(await aMission(), 'protection_officer');
    expect(await readForDesk(foreign, (db) => flagView(db, foreign, flag))).toBeNull();
  });

  it('stands late first in the list', async () => {
    const calm = await flagged('reprisal', 'moderate');
    const grave = await flagged('reprisal', 'severe');
    runtime.clock.addHours(5);
    const { open } = await readForDesk(protection, (db) => flagLines(db, protection));
    expect(open.map(({ flag }) => flag.id)).toEqual([grave.flag, calm.flag]);
    expect(open.map(({ clock }) => clock)).toEqual([
      { hoursLeft: -1, late: true },
      { hoursLeft: 115, late: false },
    ]);
  });

  it('sets the items apart when triage finds it severe', async () => {
    const { item, flag } = await flagged('reprisal', 'moderate');
    expect(await sees(round.officer, item)).not.toBeNull();
    succeeded(await moveFlag(protection, flag, { event: 'triage', reason: 'Armed men came', assessedLevel: 'severe' }));
    expect(await sees(round.officer, item)).toBeNull();
    expect(await sees(protection, item)).not.toBeNull();
  });
});

describe('a round', () => {
  const severe = { event: 'triage', reason: 'They read the boxes at the gate', assessedLevel: 'severe' } as const;

  it('is stopped by what a protection officer triaged as severe and reaching it, and by nothing else', async () => {
    const other = await aDraftRound(round.officer, round.programId);
    const { flag } = await flagged('reprisal', 'severe');
    await assessRisks(round.officer, other);
    succeeded(await moveRound(round.officer, other.id, 'submit', { unmet: [] }));
    succeeded(await moveRound(round.chief, other.id, 'approve', { unmet: [] }));
    succeeded(await moveFlag(protection, flag, { ...severe, reach: 'program' }));
    expect(await moveRound(round.chief, other.id, 'open', { unmet: [] })).toEqual({
      ok: false,
      refusal: 'round.gates_unmet',
      details: ['no_severe_danger'],
    });
    succeeded(await moveFlag(protection, flag, { event: 'resolve', reason: 'Boxes moved' }));
    succeeded(await moveRound(round.chief, other.id, 'open', { unmet: [] }));
  });

  it('waits with the work on its other texts meanwhile, and with those of no other round', async () => {
    const { items } = await aSubmission(round);
    const elsewhere = await anOpenRound(mission);
    const there = await aSubmission(elsewhere);
    for (const [staff, id] of [
      [round.officer, items[0]!],
      [elsewhere.officer, there.items[0]!],
    ] as const) {
      succeeded(await firstLook(staff, id, { readsLanguage: true }));
      succeeded(await moveItem(staff, id, 'screen'));
    }
    const { flag } = await flagged('reprisal', 'severe');
    succeeded(await moveFlag(protection, flag, { ...severe, reach: 'round' }));
    expect(await moveItem(round.officer, items[0]!, 'need_no_translation')).toEqual({
      ok: false,
      refusal: 'item.round_stopped',
    });
    succeeded(await moveItem(elsewhere.officer, there.items[0]!, 'need_no_translation'));
    const refused = await saveTranslation(round.officer, items[0]!, 'What was said.');
    expect(refused).toEqual({ ok: false, refusal: 'item.round_stopped' });
  });

  it('counts what is set apart among what must be answered, without saying how much it is', async () => {
    const { item, flag, items } = await flagged('reprisal', 'severe');
    expect(await readForDesk(round.officer, (db) => unweighedOf(db, round.id))).toEqual({
      points: 0,
      awaitingSignature: 0,
      itemsWithoutPoint: 0,
      withProtection: true,
    });
    succeeded(await moveRound(round.chief, round.id, 'close', { unmet: [] }));
    succeeded(await moveRound(round.chief, round.id, 'begin_synthesis', { unmet: [] }));
    expect(await respondRound(round.chief, round.id)).toMatchObject({ details: ['protection_done'] });
    succeeded(await moveFlag(protection, flag, { event: 'triage', reason: 'Read' }));
    const empty = { itemId: item, answer: '', reason: 'Sent on' };
    expect(await answerByReferral(protection, flag, empty)).toEqual({ ok: false, refusal: 'risk_flag.answer_needed' });
    for (const itemId of items) {
      succeeded(await answerByReferral(protection, flag, { itemId, answer: 'Legal aid can help.', reason: 'Sent on' }));
    }
    expect((await deskItem({ mission, round }, item)).state).toBe('referred');
    succeeded(await respondRound(round.chief, round.id));
  });
});

describe('the sensitive mark', () => {
  it('is lifted with a reason once no severe danger is open, and the item is back in the state that it was in', async () => {
    const { item, flag } = await flagged('reprisal', 'severe');
    expect(await liftSensitive(protection, flag, 'A mistake')).toEqual({ ok: false, refusal: 'risk_flag.severe_open' });
    succeeded(await moveFlag(protection, flag, { event: 'triage', reason: 'Read' }));
    succeeded(await moveFlag(protection, flag, { event: 'resolve', reason: 'Nobody was meant' }));
    expect(await sees(round.officer, item)).toBeNull();
    succeeded(await liftSensitive(protection, flag, 'Nobody was meant'));
    expect((await sees(round.officer, item))?.state).toBe('received');
    const last = (await readForDesk(protection, (db) => flagView(db, protection, flag)))!.steps.at(-1);
    expect(last).toMatchObject({ event: 'lift', reason: 'Nobody was meant' });
  });

  it('is never lifted by the office, nor after a complaint about staff', async () => {
    const { flag } = await flagged('staff_conduct', 'low');
    for (const staff of [round.officer, round.chief]) {
      expect(await liftSensitive(staff, flag, 'Ours to see')).toEqual({ ok: false, refusal: 'risk_flag.not_found' });
    }
    succeeded(await moveFlag(protection, flag, { event: 'triage', reason: 'Read' }));
    succeeded(await moveFlag(protection, flag, { event: 'resolve', reason: 'Handed to the inspector' }));
    expect(await liftSensitive(protection, flag, 'Done')).toEqual({ ok: false, refusal: 'risk_flag.complaint' });
  });
});

describe('a complaint about staff', () => {
  it('goes past the office from the return page, at any level, with all that was sent', async () => {
    const { items, id } = await flagged('staff_conduct', 'low');
    for (const item of items) {
      for (const staff of [round.officer, round.chief, await someone(mission, 'program_manager')]) {
        expect(await sees(staff, item)).toBeNull();
      }
      expect(await sees(protection, item)).not.toBeNull();
    }
    expect(await flagsOf(id)).toMatchObject([{ kind: 'staff_conduct', raised_by: 'participant' }]);
  });

  it('can be set apart at the desk, and is then gone for who did it', async () => {
    const { items, id } = await aSubmission(round);
    succeeded(await markSensitive(round.officer, items[0]!, { kind: 'staff_conduct', level: 'moderate' }));
    expect(await sees(round.officer, items[0]!)).toBeNull();
    expect(await flagsOf(id)).toMatchObject([{ kind: 'staff_conduct', raised_by: 'staff', state: 'raised' }]);
  });
});

describe('rules', () => {
  it('raise what they find in the words at the first look, set nothing apart, and raise it once', async () => {
    const question = round.questions.find(({ kind }) => kind.startsWith('text') || kind === 'long_text')!;
    const { items, id } = await aSubmission(round, {
      answers: { [question.id]: 'We saw Captain Okoro take the goats. I am 15.' },
    });
    succeeded(await firstLook(round.officer, items[0]!, { readsLanguage: true }));
    const found = (await flagsOf(id)).map(({ kind, raised_by, level }) => [kind, raised_by, level]);
    expect(found.sort()).toEqual([
      ['minor', 'rule', 'moderate'],
      ['named_accusation', 'rule', 'moderate'],
    ]);
    expect(await sees(round.officer, items[0]!)).not.toBeNull();
  });
});

describe('fewer readers', () => {
  it('takes a text in high danger from translators, and from no one else at the desk', async () => {
    const translator = await someone(mission, 'translator');
    const { item } = await flagged('reprisal', 'high');
    expect(await sees(translator, item)).toBeNull();
    expect(await sees(round.officer, item)).not.toBeNull();
    const open = await aSubmission(round);
    expect(await sees(translator, open.items[0]!)).not.toBeNull();
    const query = {
      states: ['received' as const],
      round: null,
      language: null,
      theme: null,
      late: false,
      sort: 'due' as const,
      after: null,
      before: null,
      reach: { all: true, programs: [], rounds: [] },
      today: '2026-03-02',
    };
    const counts = await readForDesk(translator, async (db) => [
      await queueCount(db, { ...query, translator: translator.accountId }),
      await queueCount(db, query),
    ]);
    expect(counts[1]! - counts[0]!).toBe(round.questions.length);
  });
});

describe('the one door', () => {
  const checks = (item: string) =>
    asSuperuser<Record<string, unknown>>(runtime.databaseUrl, `select * from app.use_check where item_id = $1`, [item]);
  const open = (item: string, use: TextUse) =>
    readForDesk(round.officer, async (db) => {
      const { body } = await db.item.findUniqueOrThrow({ where: { id: item }, select: { body: true } });
      return openTextsFor(db, use, [{ itemId: item, table: 'item', record: item, body }]);
    });
  const asCheck = (row: Record<string, unknown>) => ({ ...row, ruleVersion: row.rule_version }) as unknown as KeptCheck;

  async function crowd(consents: readonly ('quote' | 'publish' | 'share_with_donors')[], tolerance?: 'none') {
    for (let one = 0; one < 5; one += 1) await aSubmission(round);
    const text = round.questions.findIndex(({ kind }) => !['one', 'several', 'five_point'].includes(kind));
    const sent = await aSubmission(round, { consents, ...(tolerance && { tolerance }) });
    return { ...sent, item: sent.items[Math.max(0, text)]! };
  }

  it('opens for each use what consent, danger and tolerance allow, and nothing else', async () => {
    const { item, ...sent } = await crowd(['quote', 'publish']);
    const opened = async () => {
      const found: TextUse[] = [];
      for (const use of TEXT_USES) if ((await open(item, use))[0] !== null) found.push(use);
      return found;
    };
    expect(await opened()).toEqual(['read', 'search', 'translate', 'notify', 'export', 'quote', 'publish']);
    succeeded(await act(await visitOf(sent), { intent: 'take_back', use: 'quote' }, randomBytes(32)));
    expect(await opened()).toEqual(['read', 'search', 'translate', 'notify', 'export', 'publish']);
    succeeded(await act(await visitOf(sent), { intent: 'tighten', tolerance: 'none' }, randomBytes(32)));
    expect(await opened()).toEqual(['read', 'search', 'translate']);
    const high = { intent: 'flag', kind: 'reprisal', level: 'high' } as const;
    succeeded(await act(await visitOf(sent), high, randomBytes(32)));
    expect(await opened()).toEqual(['read', 'translate']);
    succeeded(await act(await visitOf(sent), { ...high, level: 'severe' }, randomBytes(32)));
    expect(await opened()).toEqual(['read']);
  });

  it('keeps each verdict with all that it was made from, so that it can be made again, and each once', async () => {
    const { item } = await crowd(['publish'], 'none');
    for (const use of TEXT_USES) await open(item, use);
    const first = await checks(item);
    expect(first.map(({ use }) => use).sort()).toEqual([...TEXT_USES].sort());
    expect(first.map((row) => recomputes(asCheck(row)))).toEqual(first.map(() => true));
    expect(first.find(({ use }) => use === 'quote')).toMatchObject({
      verdict: false,
      consent: false,
      tolerance: 'none',
      reasons: ['no_consent', 'tolerance'],
    });
    for (const use of TEXT_USES) await open(item, use);
    expect(await checks(item)).toHaveLength(first.length);
  });

  it('cannot be made to forget a verdict', async () => {
    const { item } = await crowd([]);
    await open(item, 'read');
    const change = asSuperuser(runtime.databaseUrl, `update app.use_check set verdict = false where item_id = $1`, [
      item,
    ]);
    await expect(change).rejects.toThrow('append-only');
  });

  it('weighs a small group: fewer than five are not quoted, though each allowed it', async () => {
    const { items } = await aSubmission(round, { consents: ['quote', 'publish', 'share_with_donors'] });
    expect(await open(items[0]!, 'quote')).toEqual([null]);
    expect((await checks(items[0]!)).find(({ use }) => use === 'quote')).toMatchObject({
      system: 'moderate',
      reasons: ['tolerance', 'too_early'],
    });
  });

  it('minds what a protection officer lowered, which nobody raises again', async () => {
    const { item, ...sent } = await crowd(['quote', 'publish']);
    expect((await open(item, 'publish'))[0]).not.toBeNull();
    succeeded(await act(await visitOf(sent), { intent: 'flag', kind: 'reprisal', level: 'low' }, randomBytes(32)));
    const [flag] = await flagsOf(sent.id);
    succeeded(await lowerExposure(protection, flag!.id, { to: 'none', reason: 'The village is known' }));
    expect(await open(item, 'publish')).toEqual([null]);
    expect(await lowerExposure(protection, flag!.id, { to: 'organisation_public', reason: 'Back' })).toEqual({
      ok: false,
      refusal: 'risk_flag.only_lower',
    });
    expect(await lowerExposure(round.officer, flag!.id, { to: 'none', reason: 'Ours' })).toEqual({
      ok: false,
      refusal: 'risk_flag.not_found',
    });
  });
});

describe('the protection desk', () => {
  it('keeps a list of referrals, for protection officers alone', async () => {
    succeeded(await setReferrals(protection, 'Legal aid of Kanem'));
    expect(await setReferrals(round.chief, 'Us')).toEqual({ ok: false, refusal: 'workflow.not_allowed' });
    const rows = await asSuperuser(runtime.databaseUrl, `select referrals from app.mission where id = $1`, [
      mission.id,
    ]);
    expect(rows).toEqual([{ referrals: 'Legal aid of Kanem' }]);
  });

  it('shows who is on duty', async () => {
    const officers = await readForDesk(protection, (db) => officersOnDuty(db, mission.id, '2026-03-02'));
    // One of them serves a single round.
    expect(officers).toMatchObject([{ covers: null }, { covers: null }]);
  });
});
