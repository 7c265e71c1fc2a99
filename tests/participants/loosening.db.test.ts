import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isSigned } from '~/participants/act-signature.server';
import { applyLoosenings } from '~/participants/loosen-commands.server';
import { moveFlag } from '~/feedback/flag-commands.server';
import type { LooseningAct } from '~/participants/loosening';
import { act } from '~/participants/visit-acts.server';
import { someone } from '../support/people';
import { succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { aScene, asSuperuser, visitOf, type Scene } from './visit-scene';

let runtime: TestRuntime;
let scene: Scene;
let sent: { id: string; code: string; items: string[] };
beforeAll(async () => {
  runtime = await startTestRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  runtime.clock.set('2026-03-02T09:00:00Z');
  scene = await aScene();
  sent = await aSubmission(scene.round, { tolerance: 'none' });
});

const visit = () => visitOf(sent);
const wish = async (acted: LooseningAct, scope: string, code = sent.code) =>
  act(await visit(), { intent: 'loosen', wish: { act: acted, scope }, code }, randomBytes(32));
const stands = async () => {
  const { submission, consents, loosenings } = await visit();
  const given = consents.filter((one) => one.given).map(({ use }) => use);
  return { tolerance: submission.tolerance, given: given.sort(), waiting: loosenings.map(({ scope }) => scope) };
};

describe('more openness, by the code', () => {
  it('waits seven days, is shown meanwhile, and then counts', async () => {
    expect(await wish('consent', 'quote')).toEqual({ ok: true, value: 'loosening_waits' });
    expect(await wish('tolerance', 'confidential_only')).toEqual({ ok: true, value: 'loosening_waits' });
    expect(await stands()).toMatchObject({ tolerance: 'none', given: ['read', 'translate'] });
    runtime.clock.addHours(6 * 24);
    expect(await applyLoosenings()).toBe(0);
    expect((await stands()).waiting).toHaveLength(2);
    runtime.clock.addHours(24);
    expect(await applyLoosenings()).toBe(2);
    expect(await stands()).toEqual({
      tolerance: 'confidential_only',
      given: ['quote', 'read', 'translate'],
      waiting: [],
    });
    expect(await applyLoosenings()).toBe(0);
  });

  it('is signed by the act key, over this submission and no other', async () => {
    await wish('consent', 'quote');
    const other = await aSubmission(scene.round);
    const [row] = await asSuperuser<{
      act: 'consent';
      scope: string;
      version: number;
      leaf: string;
      signature: Buffer;
    }>(
      runtime.databaseUrl,
      `select act, scope, act_version as version, act_leaf as leaf, act_signature as signature from app.loosening where submission_id = $1`,
      [sent.id],
    );
    const signed = { ...row!, signature: new Uint8Array(row!.signature) };
    const keyOf = async (one: { code: string }) => (await visitOf(one)).submission.actPublicKey!;
    expect(isSigned(await keyOf(sent), scene.mission.id, signed)).toBe(true);
    expect(isSigned(await keyOf(other), scene.mission.id, signed)).toBe(false);
    expect(isSigned(await keyOf(sent), scene.mission.id, { ...signed, scope: 'publish' })).toBe(false);
  });

  it('needs the code of this submission', async () => {
    const other = await aSubmission(scene.round);
    expect(await wish('consent', 'quote', other.code)).toEqual({ ok: false, refusal: 'visit.code_differs' });
    expect((await stands()).waiting).toEqual([]);
  });

  it('never reaches a name', async () => {
    for (const scope of ['organisation_to_us', 'organisation_public']) {
      expect(await wish('tolerance', scope)).toEqual({ ok: false, refusal: 'visit.not_looser' });
    }
    expect(await wish('consent', 'attribute')).toEqual({ ok: false, refusal: 'visit.not_looser' });
    const forced = asSuperuser(
      runtime.databaseUrl,
      `insert into app.loosening (id, mission_id, submission_id, act, scope, asked_on, due_on, act_signature, act_version, act_leaf)
       values (gen_random_uuid(), $1, $2, 'consent', 'attribute', '2026-03-02', '2026-03-02', '', 1, '')`,
      [scene.mission.id, sent.id],
    );
    await expect(forced).rejects.toThrow(/check constraint/);
  });

  it('can be taken back by ticket, and does not come then', async () => {
    await wish('consent', 'quote');
    const [waiting] = (await visit()).loosenings;
    const cancel = { intent: 'cancel_loosening', loosening: waiting!.id } as const;
    expect(await act(await visit(), cancel, randomBytes(32))).toEqual({ ok: true, value: 'loosening_cancelled' });
    runtime.clock.addHours(8 * 24);
    await applyLoosenings();
    expect((await stands()).given).toEqual(['read', 'translate']);
  });

  it('is void as soon as its sender asks for less, or tells of a danger', async () => {
    await wish('tolerance', 'confidential_only');
    await wish('consent', 'quote');
    await act(await visit(), { intent: 'flag', kind: 'surveillance', level: 'low' }, randomBytes(32));
    expect((await stands()).waiting).toEqual([]);
  });

  it('asks for one thing once', async () => {
    await wish('consent', 'quote');
    expect(await wish('consent', 'quote')).toEqual({ ok: true, value: 'already_done' });
  });
});

describe('a danger that its sender takes upon themselves', () => {
  it('counts no more after seven days, once a protection officer has looked at it', async () => {
    const officer = await someone(scene.mission, 'protection_officer');
    await act(await visit(), { intent: 'flag', kind: 'travel', level: 'moderate' }, randomBytes(32));
    const flag = (await visit()).flags[0]!;
    expect(await wish('accept', flag.id)).toEqual({ ok: false, refusal: 'visit.not_looser' });
    succeeded(await moveFlag(officer, flag.id, { event: 'triage', reason: 'Read' }));
    expect(await wish('accept', flag.id)).toEqual({ ok: true, value: 'loosening_waits' });
    runtime.clock.addHours(7 * 24);
    await applyLoosenings();
    expect((await visit()).flags[0]!.state).toBe('accepted_by_participant');
  });

  it('is void where the flag was settled meanwhile', async () => {
    const officer = await someone(scene.mission, 'protection_officer');
    await act(await visit(), { intent: 'flag', kind: 'travel', level: 'moderate' }, randomBytes(32));
    const { id } = (await visit()).flags[0]!;
    succeeded(await moveFlag(officer, id, { event: 'triage', reason: 'Read' }));
    await wish('accept', id);
    succeeded(await moveFlag(officer, id, { event: 'resolve', reason: 'The road is open' }));
    runtime.clock.addHours(7 * 24);
    await applyLoosenings();
    expect(await visit()).toMatchObject({ loosenings: [], flags: [{ state: 'resolved' }] });
  });
});
