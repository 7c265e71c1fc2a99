import {
  ENDED_STATES,
  type AssignmentRow,
  type Delegator,
  type RoleScope,
  type RoleStage,
} from '~/auth/role-assignment';
import type { Account, AccountState, ListedAccount } from '~/auth/account';
import type { Role } from '~/auth/permissions';
import type { Staff } from '~/auth/staff.server';
import type { LocalizedText } from '~/i18n/localized-text';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { now, runtime } from '~/platform/runtime.server';

/** Accounts are read through their own database role: the desk sees no hash, no factor and no session. */
const accounts = (): Db => runtime().databases.prisma.accounts as unknown as Db;

const ACCOUNT = { id: true, email: true, state: true, language: true, version: true } as const;

type AccountRow = { id: string; email: string; state: string; language: string; version: number };
const asAccount = (row: AccountRow): Account => ({ ...row, state: row.state as AccountState });

const ASSIGNMENT = {
  id: true,
  accountId: true,
  role: true,
  missionId: true,
  scope: true,
  scopeId: true,
  authority: true,
  stage: true,
  fromOn: true,
  toOn: true,
  delegatedBy: true,
  state: true,
  version: true,
} as const;

interface AssignmentRecord extends Omit<AssignmentRow, 'role' | 'scope' | 'stage' | 'fromOn' | 'toOn'> {
  role: string;
  scope: string;
  stage: string | null;
  fromOn: Date;
  toOn: Date | null;
}

const asAssignment = (row: AssignmentRecord): AssignmentRow => ({
  ...row,
  role: row.role as Role,
  scope: row.scope as RoleScope,
  stage: row.stage as RoleStage | null,
  fromOn: dayOf(row.fromOn),
  toOn: row.toOn && dayOf(row.toOn),
});

const LIVE = { state: { notIn: [...ENDED_STATES] } };

/** What the frame of a signed-in page shows: the account's address, the mission, and whether there are others. */
export async function accountFrame(db: Db, staff: Staff) {
  const [account, mission, held] = await Promise.all([
    accounts().account.findUniqueOrThrow({ where: { id: staff.accountId }, select: { email: true } }),
    staff.missionId
      ? db.mission.findUnique({ where: { id: staff.missionId }, select: { id: true, slug: true, name: true } })
      : null,
    rolesHeldOn(staff.accountId, dayOf(now())),
  ]);
  return {
    email: account.email,
    mission: mission ? { id: mission.id, slug: mission.slug, name: mission.name as LocalizedText } : null,
    missions: missionsOf(held).length,
  };
}

export async function accountById(id: string): Promise<Account | null> {
  const row = await accounts().account.findUnique({ where: { id }, select: ACCOUNT });
  return row && asAccount(row);
}

/** By its address as `bareAddress` spells it, which is how it is kept. */
export async function accountByAddress(address: string): Promise<Account | null> {
  const row = await accounts().account.findFirst({ where: { email: address }, select: ACCOUNT });
  return row && asAccount(row);
}

export async function assignmentsOf(accountId: string): Promise<AssignmentRow[]> {
  const rows = await accounts().roleAssignment.findMany({
    where: { accountId },
    select: ASSIGNMENT,
    orderBy: [{ fromOn: 'desc' }, { id: 'desc' }],
  });
  return rows.map(asAssignment);
}

export async function assignmentById(id: string): Promise<AssignmentRow | null> {
  const row = await accounts().roleAssignment.findUnique({ where: { id }, select: ASSIGNMENT });
  return row && asAssignment(row);
}

/** Those who can delegate in a mission: its chiefs. */
export async function chiefsOf(missionId: string): Promise<Delegator[]> {
  const rows = await accounts().roleAssignment.findMany({
    where: { missionId, role: 'chief_of_mission', ...LIVE },
    select: { id: true, accountId: true, account: { select: { email: true } } },
    orderBy: { fromOn: 'asc' },
  });
  return rows.map(({ id, accountId, account }) => ({ id, accountId, missionId, email: account.email }));
}

/** Accounts by address: of one mission, with their roles there alone, or of the whole installation. */
export async function listAccounts(missionId: string | null): Promise<ListedAccount[]> {
  const here = missionId === null ? {} : { missionId };
  const rows = await accounts().account.findMany({
    where: missionId === null ? {} : { roleAssignments: { some: here } },
    select: {
      ...ACCOUNT,
      roleAssignments: {
        where: { ...here, ...LIVE },
        select: { role: true, missionId: true },
        orderBy: { role: 'asc' },
      },
    },
    orderBy: { email: 'asc' },
  });
  return rows.map(({ roleAssignments, ...row }) => ({
    ...asAccount(row),
    roles: roleAssignments.map(({ role, missionId: of }) => ({ role: role as Role, missionId: of })),
  }));
}

/** The roles that somebody holds today, wherever. */
export async function rolesHeldOn(accountId: string, day: Day): Promise<{ role: Role; missionId: string | null }[]> {
  const today = dateOf(day);
  const rows = await accounts().roleAssignment.findMany({
    where: {
      accountId,
      state: { in: ['active', 'handover_due'] },
      fromOn: { lte: today },
      OR: [{ toOn: null }, { toOn: { gte: today } }],
    },
    select: { role: true, missionId: true },
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ role, missionId }) => ({ role: role as Role, missionId }));
}

/** The missions among held roles, each once. */
export function missionsOf(held: readonly { missionId: string | null }[]): string[] {
  return [...new Set(held.flatMap(({ missionId }) => (missionId === null ? [] : [missionId])))];
}
