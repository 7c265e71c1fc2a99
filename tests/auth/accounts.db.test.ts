import { randomUUID } from 'node:crypto';
import { Secret } from 'otpauth';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptInvitation,
  disableAccount,
  inviteAccount,
  inviteAgain,
  invitationEnrolment,
} from '~/auth/account-commands.server';
import { createActiveAccount, createAdmin, wholeMission } from '~/auth/account-setup.server';
import { accountById, assignmentsOf, listAccounts } from '~/auth/account-store.server';
import { beginEnrolment } from '~/auth/enrolment.server';
import { COMMAND_LINE, type Granter } from '~/auth/granter';
import { endRole, grantRole } from '~/auth/role-commands.server';
import type { Role } from '~/auth/permissions';
import { codeOfStep, stepAt } from '~/auth/totp.server';
import { createMission, setRetention } from '~/missions/mission-commands.server';
import { query } from '../support/database';
import { aMission, someone } from '../support/people';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let one: { id: string };
let two: { id: string };
let ofOne: Granter;
let ofTwo: Granter;
let root: Granter;

const AUTHORITY = 'Order 1 of the chief of mission';
const role = (name: Role, mission = one) => wholeMission(name, mission.id, AUTHORITY);
const refusalOf = (result: { ok: boolean; refusal?: string }) => (result.ok ? null : result.refusal);
const address = () => `${randomUUID()}@mission.example`;

async function adminOf(mission: { id: string }): Promise<Granter> {
  return { kind: 'mission', accountId: (await someone(mission, 'admin')).accountId, missionId: mission.id };
}

async function invited(granter: Granter, wish = role('translator')): Promise<{ accountId: string; secret: string }> {
  const made = await inviteAccount(granter, { email: address(), language: 'fr', role: wish });
  if (!made.ok || made.value.secret === null) throw new Error('not invited');
  return { accountId: made.value.accountId, secret: made.value.secret };
}

function acceptance(secret: string, change: { password?: string; code?: string } = {}) {
  const { ticket, secret: base32 } = beginEnrolment(invitationEnrolment(secret), 'label');
  const code = codeOfStep(new Uint8Array(Secret.fromBase32(base32).bytes), stepAt(runtime.now()));
  return { secret, ticket, password: 'a sentence that is mine', code, ...change };
}

beforeAll(async () => {
  runtime = await startTestRuntime();
  [one, two] = [await aMission(), await aMission()];
  [ofOne, ofTwo] = [await adminOf(one), await adminOf(two)];
  const made = await createAdmin(address(), 'Letter of the operator');
  if (!made.ok) throw new Error(made.refusal);
  root = { kind: 'installation', accountId: made.value.accountId };
});
afterAll(() => runtime.close());

describe('invitations', () => {
  it('make an account that can sign in, with ten recovery codes', async () => {
    const { accountId, secret } = await invited(ofOne);
    expect(await accountById(accountId)).toMatchObject({ state: 'invited', language: 'fr' });
    const accepted = await acceptInvitation(acceptance(secret));
    expect(accepted.ok && accepted.value.codes).toHaveLength(10);
    expect(await accountById(accountId)).toMatchObject({ state: 'active' });
  });

  it('open once, also when two open one at the same moment', async () => {
    const { secret } = await invited(ofOne);
    const input = acceptance(secret);
    const both = await Promise.allSettled([acceptInvitation(input), acceptInvitation(input)]);
    expect(both.filter((one) => one.status === 'fulfilled' && one.value.ok)).toHaveLength(1);
    expect(refusalOf(await acceptInvitation(acceptance(secret)))).toBe('invitation.not_open');
  });

  it('are refused alike when unknown, over, or of a disabled account', async () => {
    const unknown = await acceptInvitation(acceptance('x'.repeat(43)));
    const closed = await invited(ofOne);
    await disableAccount(ofOne, closed.accountId);
    const late = await invited(ofOne);
    runtime.clock.addHours(72);
    expect(unknown).toEqual({ ok: false, refusal: 'invitation.not_open' });
    expect(await acceptInvitation(acceptance(closed.secret))).toEqual(unknown);
    expect(await acceptInvitation(acceptance(late.secret))).toEqual(unknown);
  });

  it('need a good password and a code of the secret that was shown for this very link', async () => {
    const { secret } = await invited(ofOne);
    const other = await invited(ofOne);
    expect(refusalOf(await acceptInvitation(acceptance(secret, { password: 'short' })))).toBe(
      'account.password_too_short',
    );
    expect(refusalOf(await acceptInvitation(acceptance(secret, { code: '12345' })))).toBe('account.factor_unconfirmed');
    expect(refusalOf(await acceptInvitation({ ...acceptance(other.secret), secret }))).toBe(
      'account.factor_unconfirmed',
    );
  });

  it('made again end the former link', async () => {
    const { accountId, secret } = await invited(ofOne);
    expect(refusalOf(await inviteAgain(ofTwo, accountId))).toBe('account.beyond_reach');
    const again = await inviteAgain(ofOne, accountId);
    expect(refusalOf(await acceptInvitation(acceptance(secret)))).toBe('invitation.not_open');
    if (!again.ok || !again.value.secret) throw new Error('no link');
    expect((await acceptInvitation(acceptance(again.value.secret))).ok).toBe(true);
  });

  it('give an address that is known the role and no link', async () => {
    const email = address();
    const first = await inviteAccount(ofOne, { email, language: 'en', role: role('translator') });
    const second = await inviteAccount(ofTwo, {
      email: email.toUpperCase(),
      language: 'en',
      role: role('evaluator', two),
    });
    expect(first.ok && second.ok && second.value).toEqual({
      accountId: first.ok && first.value.accountId,
      secret: null,
    });
    const listed = await listAccounts(two.id);
    expect(listed.find((account) => account.email === email)?.roles).toEqual([
      { role: 'evaluator', missionId: two.id },
    ]);
  });
});

describe('roles', () => {
  async function account(...roles: Role[]): Promise<string> {
    return (await someone(one, ...roles)).accountId;
  }

  it('are granted and ended, with authority, and leave their facts in the log of the mission', async () => {
    const accountId = await account();
    const granted = await grantRole(ofOne, accountId, role('evaluator'));
    if (!granted.ok) throw new Error(granted.refusal);
    expect(await assignmentsOf(accountId)).toMatchObject([
      { role: 'evaluator', authority: AUTHORITY, state: 'active' },
    ]);
    expect((await endRole(ofOne, granted.value.id)).ok).toBe(true);
    expect(refusalOf(await endRole(ofOne, granted.value.id))).toBe('role.ended');
    const facts = await query<{ type: string; mission_id: string }>(
      runtime.databaseUrl,
      'select type, mission_id from app.fact where subject_id = $1 order by subject_version',
      [granted.value.id],
    );
    expect(facts).toEqual([
      { type: 'role_assignment.granted', mission_id: one.id },
      { type: 'role_assignment.ended', mission_id: one.id },
    ]);
  });

  it.each<[Role, Role]>([
    ['admin', 'protection_officer'],
    ['protection_officer', 'admin'],
    ['consultation_officer', 'protection_officer'],
    ['protection_officer', 'consultation_officer'],
  ])('%s and %s are a forbidden pair within a mission', async (held, wanted) => {
    const accountId = await account(held);
    expect(refusalOf(await grantRole(ofOne, accountId, role(wanted)))).toBe('role.forbidden_pair');
    expect((await grantRole(ofTwo, accountId, role(wanted, two))).ok).toBe(true);
  });

  it('never go with an auditor’s, in no mission', async () => {
    const officer = await account('translator');
    expect(refusalOf(await grantRole(root, officer, role('auditor', two)))).toBe('role.forbidden_pair');
    const auditor = await account();
    expect((await grantRole(root, auditor, role('auditor', two))).ok).toBe(true);
    expect(refusalOf(await grantRole(ofOne, auditor, role('donor_partner')))).toBe('role.forbidden_pair');
  });

  it('never pair an admin of the installation with a protection officer, in no mission', async () => {
    if (root.kind !== 'installation') throw new Error();
    expect(refusalOf(await grantRole(COMMAND_LINE, root.accountId, role('protection_officer')))).toBe(
      'role.forbidden_pair',
    );
  });

  it('of an auditor are given and taken by the installation alone', async () => {
    const accountId = await account();
    expect(refusalOf(await grantRole(ofOne, accountId, role('auditor')))).toBe('role.auditor_appointment');
    const granted = await grantRole(root, accountId, role('auditor'));
    if (!granted.ok) throw new Error(granted.refusal);
    expect(refusalOf(await endRole(ofOne, granted.value.id))).toBe('role.auditor_appointment');
    expect(refusalOf(await disableAccount(ofOne, accountId))).toBe('account.beyond_reach');
    expect((await endRole(root, granted.value.id)).ok).toBe(true);
  });

  it('stay within the mission of their admin', async () => {
    const accountId = await account('translator');
    const [held] = await assignmentsOf(accountId);
    expect(refusalOf(await grantRole(ofTwo, accountId, role('evaluator', one)))).toBe('role.other_mission');
    expect(refusalOf(await endRole(ofTwo, held?.id ?? ''))).toBe('role.other_mission');
    expect(refusalOf(await disableAccount(ofTwo, accountId))).toBe('account.beyond_reach');
    expect((await listAccounts(two.id)).map(({ id }) => id)).not.toContain(accountId);
  });

  it('reach a program or round of the mission only', async () => {
    const accountId = await account();
    const wish = { ...role('translator'), scope: 'round', scopeId: v7() } as const;
    expect(refusalOf(await grantRole(ofOne, accountId, wish))).toBe('role.scope');
  });
});

describe('setting up', () => {
  it('makes an account that is taken only once', async () => {
    const email = address();
    expect((await createActiveAccount({ email, roles: [role('translator'), role('evaluator')] })).ok).toBe(true);
    expect(refusalOf(await createActiveAccount({ email, roles: [role('program_manager')] }))).toBe('account.taken');
    const held = (await listAccounts(one.id)).find((account) => account.email === email)?.roles;
    expect(held?.map((each) => each.role)).toEqual(['evaluator', 'translator']);
  });

  it('makes missions, whose slug is theirs alone and whose retention the chief settles', async () => {
    const slug = `m-${randomUUID().slice(0, 8)}`;
    const wish = { slug, name: { en: 'Kanem' }, countryCode: 'TD', timeZone: 'Africa/Ndjamena', restDays: [5] };
    expect(refusalOf(await createMission(ofOne, wish))).toBe('mission.installation_only');
    const made = await createMission(root, wish);
    if (!made.ok) throw new Error(made.refusal);
    expect(refusalOf(await createMission(root, wish))).toBe('mission.slug_taken');
    const setting = { retention: 'archive', authority: 'Records schedule 7' } as const;
    const [chief, admin, foreign] = [
      await someone(made.value, 'chief_of_mission'),
      await someone(made.value, 'admin'),
      await someone(one, 'chief_of_mission'),
    ];
    expect(refusalOf(await setRetention(admin, made.value.id, setting))).toBe('workflow.not_allowed');
    expect(refusalOf(await setRetention(foreign, made.value.id, setting))).toBe('workflow.not_allowed');
    expect((await setRetention(chief, made.value.id, setting)).ok).toBe(true);
    expect(refusalOf(await setRetention(chief, made.value.id, setting))).toBe('mission.retention_unchanged');
    const leaves = await query(runtime.databaseUrl, 'select id from app.leaf where mission_id = $1', [made.value.id]);
    expect(leaves.length).toBe(2);
  });
});
