import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dropChange } from '~/decisions/decision-commands.server';
import type { DisposalInput } from '~/decisions/disposition';
import { disposePoint, disposePoints } from '~/decisions/disposition-commands.server';
import { dispositionsOfPoint, tensionAttempts, tensionAttemptsOfRound } from '~/decisions/disposition-store.server';
import { decisionById } from '~/decisions/decision-store.server';
import { linkInputs } from '~/decisions/link-commands.server';
import { undisposedCount, unweighedOf } from '~/decisions/progress-store.server';
import { moveDecision } from '~/decisions/sign-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { aDecision, factsAbout, signed, statesOf } from '../support/decisions';
import { considered } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let round: OpenRound;
let mission: { id: string };
let item: string;
let points: string[];

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
});
afterAll(() => runtime.close());
beforeEach(async () => {
  const words = { [round.questions.find(({ kind }) => kind === 'long_text')!.id]: 'The market closes. We are afraid.' };
  item = (await aSubmission(round, { answers: words })).items[0]!;
  points = await considered(round, item, { points: 2 });
});

const dispose = (point: string, input: DisposalInput) => disposePoint(round.officer, point, input);
const states = () => statesOf(round.officer, { points, items: [item] });
const budget: DisposalInput = {
  kind: 'not_incorporated',
  reason: 'no_budget',
  proof: 'Budget line 14 is spent for 2026.',
};

describe('disposing of points', () => {
  it('decides the item when, and only when, its last point has a disposition', async () => {
    succeeded(await dispose(points[0]!, budget));
    expect(await states()).toEqual({ points: ['disposed', 'coded'], items: ['under_consideration'] });
    succeeded(await dispose(points[1]!, { kind: 'noted' }));
    expect(await states()).toEqual({ points: ['disposed', 'disposed'], items: ['decided'] });
    expect((await factsAbout(round.officer, item)).at(-1)).toBe('item.decided');
  });

  it('replaces a disposition by a newer one and keeps the old', async () => {
    succeeded(await dispose(points[0]!, budget));
    succeeded(await dispose(points[0]!, { kind: 'deferred', reviewOn: '2026-09-01' }));
    const all = await readForDesk(round.officer, (db) => dispositionsOfPoint(db, points[0]!));
    expect(all.map(({ kind, superseded }) => [kind, superseded])).toEqual([
      ['deferred', false],
      ['not_incorporated', true],
    ]);
  });

  it('disposes of several points at once, or of none', async () => {
    const decision = await aDecision(round);
    const incorporated: DisposalInput = { kind: 'incorporated', decisionId: decision, relation: 'caused' };
    succeeded(await disposePoints(round.officer, points, { kind: 'noted' }));
    expect((await states()).items).toEqual(['decided']);
    const second = await considered(round, (await aSubmission(round)).items[0]!);
    const refused = await disposePoints(round.officer, [...points, ...second], incorporated);
    expect(refused).toEqual({ ok: false, refusal: 'disposition.would_reopen' });
    expect((await statesOf(round.officer, { points: second })).points).toEqual(['coded']);
  });

  it('refuses what belongs to somebody else', async () => {
    const stranger = await someone(await aMission(), 'consultation_officer');
    expect(await disposePoint(stranger, points[0]!, budget)).toEqual({ ok: false, refusal: 'point.not_found' });
    const translator = await someone(mission, 'evaluator', 'translator');
    expect((await disposePoint(translator, points[0]!, budget)).ok).toBe(false);
    expect(await disposePoint(round.chief, points[0]!, budget)).toEqual({ ok: false, refusal: 'workflow.not_allowed' });
  });
});

describe('what rests on a decision', () => {
  it('counts from the signature on, and decides the item then', async () => {
    const decision = await aDecision(round);
    succeeded(await dispose(points[0]!, { kind: 'incorporated', decisionId: decision, relation: 'caused' }));
    succeeded(await dispose(points[1]!, budget));
    expect(await states()).toEqual({ points: ['coded', 'disposed'], items: ['under_consideration'] });
    expect(await factsAbout(round.officer, points[0]!)).toContain('point.disposition_proposed');
    await signed(round, decision);
    expect(await states()).toEqual({ points: ['disposed', 'disposed'], items: ['decided'] });
    expect((await factsAbout(round.officer, points[0]!)).at(-1)).toBe('point.disposed');
  });

  it('links the point as told, and marks a link made after the signature', async () => {
    const decision = await aDecision(round);
    const refused = await dispose(points[0]!, { kind: 'incorporated', decisionId: decision });
    expect(refused).toEqual({ ok: false, refusal: 'disposition.decision_not_linked' });
    succeeded(await linkInputs(round.officer, decision, { relation: 'shaped', pointIds: [points[0]!] }));
    await signed(round, decision);
    succeeded(await dispose(points[0]!, { kind: 'partly', decisionId: decision }));
    succeeded(await dispose(points[1]!, { kind: 'partly', decisionId: decision, relation: 'considered' }));
    const { links } = (await readForDesk(round.officer, (db) => decisionById(db, decision)))!;
    expect(links.map(({ pointId, backFilled }) => [pointId, backFilled]).sort()).toEqual(
      [
        [points[0]!, false],
        [points[1]!, true],
      ].sort(),
    );
  });

  it('is not signed over a disposition that no longer holds', async () => {
    const decision = await aDecision(round);
    succeeded(await dispose(points[0]!, { kind: 'incorporated', decisionId: decision, relation: 'caused' }));
    const { changes } = (await readForDesk(round.officer, (db) => decisionById(db, decision)))!;
    succeeded(await dropChange(round.officer, decision, changes[0]!.id));
    succeeded(await moveDecision(round.officer, decision, { event: 'propose' }));
    const refused = await moveDecision(round.chief, decision, { event: 'sign' });
    expect(refused).toEqual({ ok: false, refusal: 'disposition.no_program_change' });
    expect((await states()).points[0]).toBe('coded');
  });
});

describe('partner tension', () => {
  it('is recorded and counted, escalates, and closes nothing', async () => {
    const before = await readForDesk(round.officer, (db) => tensionAttemptsOfRound(db, round.id));
    const given: DisposalInput = { kind: 'not_incorporated', reason: 'partner_tension', proof: 'It would upset them.' };
    expect(succeeded(await dispose(points[0]!, given)).escalated).toBe(true);
    succeeded(await disposePoints(round.officer, points, given));
    expect(await states()).toEqual({ points: ['coded', 'coded'], items: ['under_consideration'] });
    expect(await readForDesk(round.officer, (db) => dispositionsOfPoint(db, points[0]!))).toEqual([]);
    const attempts = await readForDesk(round.officer, (db) => tensionAttempts(db, points));
    expect(points.map((id) => attempts.get(id))).toEqual([2, 1]);
    expect(await readForDesk(round.officer, (db) => tensionAttemptsOfRound(db, round.id))).toBe(before + 3);
  });
});

describe('what a round still lacks', () => {
  it('counts points without a disposition that counts, and items that nobody divided', async () => {
    const other = await anOpenRound(mission);
    const [first, second] = [await aSubmission(other), await aSubmission(other)];
    const [point] = await considered(other, first.items[0]!);
    const count = () => readForDesk(other.officer, (db) => undisposedCount(db, other.id));
    const untouched = first.items.length + second.items.length - 1;
    const decision = await aDecision(other);
    expect(await count()).toBe(1);
    const proposed: DisposalInput = { kind: 'incorporated', decisionId: decision, relation: 'caused' };
    succeeded(await disposePoint(other.officer, point!, proposed));
    expect(await readForDesk(other.officer, (db) => unweighedOf(db, other.id))).toEqual({
      points: 1,
      awaitingSignature: 1,
      itemsWithoutPoint: untouched,
      withProtection: false,
    });
    await signed(other, decision);
    expect(await count()).toBe(0);
  });
});
