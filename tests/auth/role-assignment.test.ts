import { describe, expect, it } from 'vitest';
import { decideDisable, decideInviteAgain, bareAddress, type Account } from '~/auth/account';
import { COMMAND_LINE, granterOf, type Granter } from '~/auth/granter';
import { decideEnd, decideGrant, type AssignmentRow, type RoleWish } from '~/auth/role-assignment';

const ofMission: Granter = { kind: 'mission', accountId: 'admin', missionId: 'm1' };
const ofInstallation: Granter = { kind: 'installation', accountId: 'root' };

const wish = (change: Partial<RoleWish> = {}): RoleWish => ({
  role: 'translator',
  missionId: 'm1',
  scope: 'mission',
  scopeId: null,
  authority: 'Order 1',
  stage: null,
  fromOn: '2026-03-02',
  toOn: null,
  delegatedBy: null,
  ...change,
});
const row = (change: Partial<AssignmentRow> = {}): AssignmentRow => ({
  ...wish(),
  id: 'r1',
  accountId: 'ada',
  state: 'active',
  version: 1,
  ...change,
});
const facts = { accountId: 'ada', accountState: 'active', held: [], delegator: null };
const refusal = (result: { ok: boolean; refusal?: string }) => (result.ok ? null : result.refusal);

describe('decideGrant', () => {
  it.each<[string, Granter, Partial<RoleWish>, Partial<typeof facts>, string | null]>([
    ['own mission', ofMission, {}, {}, null],
    ['another mission', ofMission, { missionId: 'm2' }, {}, 'role.other_mission'],
    ['another mission by the installation', ofInstallation, { missionId: 'm2' }, {}, null],
    ['an auditor by the mission', ofMission, { role: 'auditor' }, {}, 'role.auditor_appointment'],
    ['an auditor by the installation', ofInstallation, { role: 'auditor' }, {}, null],
    ['oneself', ofMission, {}, { accountId: 'admin' }, 'role.own'],
    ['oneself, as admin of the installation', ofInstallation, {}, { accountId: 'root' }, 'role.own'],
    [
      'an admin of the installation by another',
      ofInstallation,
      { role: 'admin', missionId: null, scope: 'installation' },
      {},
      'role.installation_admin',
    ],
    [
      'an admin of the installation on the command line',
      COMMAND_LINE,
      { role: 'admin', missionId: null, scope: 'installation' },
      {},
      null,
    ],
    [
      'another role without a mission',
      COMMAND_LINE,
      { missionId: null, scope: 'installation' },
      {},
      'role.needs_mission',
    ],
    [
      'an admin of one round',
      ofMission,
      { role: 'admin', scope: 'round', scopeId: 'x' },
      {},
      'role.whole_mission_only',
    ],
    ['a disabled account', ofMission, {}, { accountState: 'disabled' }, 'role.account_disabled'],
    ['an end before the beginning', ofMission, { toOn: '2026-03-01' }, {}, 'role.dates'],
    ['an unknown delegator', ofMission, { delegatedBy: 'x' }, {}, 'role.delegator'],
  ])('%s', (_name, granter, change, about, expected) => {
    expect(refusal(decideGrant(granter, wish(change), { ...facts, ...about }))).toBe(expected);
  });

  it('gives no role twice, but again after it has ended', () => {
    expect(refusal(decideGrant(ofMission, wish(), { ...facts, held: [row()] }))).toBe('role.already_held');
    expect(refusal(decideGrant(ofMission, wish(), { ...facts, held: [row({ toOn: '2026-03-01' })] }))).toBeNull();
  });

  it('takes a delegation only from a living authority of somebody else in the same mission', () => {
    const delegated = wish({ delegatedBy: 'r9' });
    const chief = row({ id: 'r9', accountId: 'chief', role: 'chief_of_mission' });
    const by = (delegator: AssignmentRow) => refusal(decideGrant(ofMission, delegated, { ...facts, delegator }));
    expect(by(chief)).toBeNull();
    expect(by({ ...chief, state: 'lapsed' })).toBe('role.delegator');
    expect(by({ ...chief, missionId: 'm2' })).toBe('role.delegator');
    expect(by({ ...chief, accountId: 'ada' })).toBe('role.delegator');
  });
});

describe('decideEnd', () => {
  it('reaches as far as granting', () => {
    expect(refusal(decideEnd(ofMission, row()))).toBeNull();
    expect(refusal(decideEnd(ofMission, row({ missionId: 'm2' })))).toBe('role.other_mission');
    expect(refusal(decideEnd(ofMission, row({ role: 'auditor' })))).toBe('role.auditor_appointment');
    expect(refusal(decideEnd(ofMission, row({ accountId: 'admin' })))).toBe('role.own');
    expect(refusal(decideEnd(ofInstallation, row({ role: 'auditor' })))).toBeNull();
    expect(refusal(decideEnd(ofInstallation, row({ state: 'lapsed' })))).toBe('role.ended');
  });
});

describe('accounts', () => {
  const account: Account = { id: 'ada', email: 'ada@mission.example', state: 'active', language: 'en', version: 1 };

  it('are closed by a mission only where no other mission needs them', () => {
    const here = { role: 'translator', missionId: 'm1' } as const;
    expect(refusal(decideDisable(ofMission, account, [here]))).toBeNull();
    expect(refusal(decideDisable(ofMission, account, [here, { ...here, missionId: 'm2' }]))).toBe(
      'account.beyond_reach',
    );
    expect(refusal(decideDisable(ofMission, account, [{ role: 'auditor', missionId: 'm1' }]))).toBe(
      'account.beyond_reach',
    );
    expect(refusal(decideDisable(ofMission, account, []))).toBe('account.beyond_reach');
    expect(refusal(decideDisable(ofInstallation, account, []))).toBeNull();
    expect(refusal(decideDisable(ofInstallation, { ...account, id: 'root' }, []))).toBe('account.own');
    expect(refusal(decideDisable(ofInstallation, { ...account, state: 'disabled' }, []))).toBe(
      'account.disabled_already',
    );
  });

  it('are invited again only while they wait, and within reach: a link opens the whole account', () => {
    const waiting: Account = { ...account, state: 'invited' };
    expect(refusal(decideInviteAgain(ofMission, waiting, [{ role: 'translator', missionId: 'm1' }]))).toBeNull();
    expect(refusal(decideInviteAgain(ofMission, waiting, [{ role: 'translator', missionId: 'm2' }]))).toBe(
      'account.beyond_reach',
    );
    expect(refusal(decideInviteAgain(ofMission, account, [{ role: 'translator', missionId: 'm1' }]))).toBe(
      'account.not_invited',
    );
  });

  it('have one spelling of their address', () => {
    expect(bareAddress(' Ada@Mission.Example\u0000 ')).toBe('ada@mission.example');
  });
});

describe('granterOf', () => {
  const admin = { id: 'r', role: 'admin', scope: 'mission', scopeId: null } as const;

  it('knows the wider reach first, and nobody without the role', () => {
    expect(granterOf({ accountId: 'a', roles: [{ ...admin, missionId: 'm1' }] })).toEqual({
      kind: 'mission',
      accountId: 'a',
      missionId: 'm1',
    });
    const both = [{ ...admin, missionId: 'm1' }, { ...admin, scope: 'installation', missionId: null } as const];
    expect(granterOf({ accountId: 'a', roles: both })).toEqual({ kind: 'installation', accountId: 'a' });
    expect(granterOf({ accountId: 'a', roles: [{ ...admin, role: 'chief_of_mission', missionId: 'm1' }] })).toBeNull();
  });
});
