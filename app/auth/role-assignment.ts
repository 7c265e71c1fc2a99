import { isOwn, type Granter } from '~/auth/granter';
import type { Role } from '~/auth/permissions';
import type { Day } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';

export const ROLE_SCOPES = ['mission', 'program', 'round'] as const;
export type RoleScope = 'installation' | (typeof ROLE_SCOPES)[number];

export const ROLE_STAGES = ['planning', 'design', 'approval', 'implementation', 'evaluation'] as const;
export type RoleStage = (typeof ROLE_STAGES)[number];

/** Assignments that count: what the database calls live when it looks for forbidden pairs. */
export const ENDED_STATES = ['handed_over', 'lapsed'] as const;

/** A role as an admin gives it (G08): over what, by which authority, from when until when, delegated by whom. */
export interface RoleWish {
  role: Role;
  missionId: string | null;
  scope: RoleScope;
  scopeId: string | null;
  authority: string;
  stage: RoleStage | null;
  fromOn: Day;
  toOn: Day | null;
  /** Another role assignment, whose holder delegated. */
  delegatedBy: string | null;
}

export interface AssignmentRow {
  id: string;
  accountId: string;
  role: Role;
  missionId: string | null;
  scope: RoleScope;
  scopeId: string | null;
  authority: string;
  stage: RoleStage | null;
  fromOn: Day;
  toOn: Day | null;
  delegatedBy: string | null;
  state: string;
  version: number;
}

/** A role that somebody else can act for. */
export interface Delegator {
  id: string;
  accountId: string;
  missionId: string;
  email: string;
}

export function isLive({ state }: Pick<AssignmentRow, 'state'>): boolean {
  return !(ENDED_STATES as readonly string[]).includes(state);
}

/** What stands against the granter giving or taking this role there; null when nothing does. */
function beyondGranter(granter: Granter, accountId: string, wish: Pick<RoleWish, 'role' | 'missionId'>) {
  if (isOwn(granter, accountId)) return refuse('role.own');
  if (wish.missionId === null && granter.kind !== 'command_line') return refuse('role.installation_admin');
  if (granter.kind === 'mission' && wish.missionId !== granter.missionId) return refuse('role.other_mission');
  if (granter.kind === 'mission' && wish.role === 'auditor') return refuse('role.auditor_appointment');
  return null;
}

interface GrantFacts {
  accountId: string;
  accountState: string;
  /** The live roles of the account. */
  held: readonly AssignmentRow[];
  /** The assignment named as the delegating one, if it was found. */
  delegator: AssignmentRow | null;
}

/**
 * Whether a role may be given. Nobody gives a role to oneself; an admin of a mission gives roles of that mission only,
 * and never the auditor's; an admin of the installation is made on the command line. Forbidden pairs are left to the
 * database, which alone sees all that is held at the moment of writing.
 */
export function decideGrant(granter: Granter, wish: RoleWish, facts: GrantFacts): Result {
  const beyond = beyondGranter(granter, facts.accountId, wish);
  if (beyond) return beyond;
  if (facts.accountState === 'disabled') return refuse('role.account_disabled');
  if (wish.missionId === null && wish.role !== 'admin') return refuse('role.needs_mission');
  if (wish.role === 'admin' && wish.scopeId !== null) return refuse('role.whole_mission_only');
  if (wish.toOn !== null && wish.toOn < wish.fromOn) return refuse('role.dates');
  const same = facts.held.some((one) => isSame(one, wish) && (one.toOn === null || one.toOn >= wish.fromOn));
  if (same) return refuse('role.already_held');
  if (wish.delegatedBy !== null && !mayDelegate(facts, wish)) return refuse('role.delegator');
  return done();
}

function isSame(held: AssignmentRow, wish: RoleWish): boolean {
  return (
    held.role === wish.role &&
    held.missionId === wish.missionId &&
    held.scopeId === wish.scopeId &&
    held.stage === wish.stage
  );
}

/** Only a living authority of the same mission, of somebody else, can be delegated. */
function mayDelegate({ delegator, accountId }: GrantFacts, wish: RoleWish): boolean {
  return (
    delegator !== null &&
    isLive(delegator) &&
    delegator.missionId === wish.missionId &&
    delegator.accountId !== accountId
  );
}

/** Whether a role may be taken, by the same reach as it is given; an ended one is not ended again. */
export function decideEnd(granter: Granter, assignment: AssignmentRow): Result {
  if (!isLive(assignment)) return refuse('role.ended');
  return beyondGranter(granter, assignment.accountId, assignment) ?? done();
}
