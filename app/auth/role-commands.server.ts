import { v7 } from 'uuid';
import { accountById, assignmentById, assignmentsOf } from '~/auth/account-store.server';
import { actorOf, type Granter } from '~/auth/granter';
import { decideEnd, decideGrant, isLive, type AssignmentRow, type RoleWish } from '~/auth/role-assignment';
import { scopesOf } from '~/auth/role-scope-store.server';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next, type Fact } from '~/record/fact';
import { expectOne, recordChange } from '~/record/record-change.server';

export type { RoleWish } from '~/auth/role-assignment';

/** Whether this is the database's refusal of a forbidden pair of roles. */
export function isForbiddenPair(error: unknown): boolean {
  return error instanceof Error && error.message.includes('forbidden pair of roles');
}

/** A role on its way into the database: its fact, and the row to write. */
export interface NewRole {
  id: string;
  fact: Fact;
  insert(tx: Tx): Promise<void>;
}

/** The fact names ids, codes and days: the words of the authority stay in the row. */
export function newRole(granter: Granter, accountId: string, wish: RoleWish): NewRole {
  const id = v7();
  const { role, missionId, scope, scopeId, stage, fromOn, toOn, delegatedBy, authority } = wish;
  const appointedBy = granter.kind === 'command_line' ? null : granter.accountId;
  const payload = {
    account: accountId,
    role,
    mission: missionId,
    scope,
    scopeId,
    stage,
    from: fromOn,
    to: toOn,
    delegatedBy,
  };
  return {
    id,
    fact: born('role_assignment.granted', id, payload),
    async insert(tx) {
      const days = { fromOn: dateOf(fromOn), toOn: toOn && dateOf(toOn) };
      const place = { missionId, accountId, role, scope, scopeId, stage, delegatedBy, authority, appointedBy };
      await tx.roleAssignment.create({ data: { id, ...place, ...days }, select: { id: true } });
    },
  };
}

/** What stands against a role for this account, of all that can be known before writing. */
export async function judgeGrant(
  granter: Granter,
  account: { id: string; state: string },
  wish: RoleWish,
): Promise<Result> {
  const held = (await assignmentsOf(account.id)).filter(isLive);
  const delegator = wish.delegatedBy === null ? null : await assignmentById(wish.delegatedBy);
  const decision = decideGrant(granter, wish, { accountId: account.id, accountState: account.state, held, delegator });
  if (!decision.ok || wish.scopeId === null || wish.missionId === null) return decision;
  const isThere = (await scopesOf(wish.missionId)).some(({ scope, id }) => scope === wish.scope && id === wish.scopeId);
  return isThere ? decision : refuse('role.scope');
}

/** Writes what was decided; the database has the last word over forbidden pairs. */
export async function unlessForbiddenPair<T>(write: () => Promise<T>): Promise<Result<T>> {
  try {
    return done(await write());
  } catch (error) {
    if (!isForbiddenPair(error)) throw error;
    return refuse('role.forbidden_pair');
  }
}

/** Gives a role to an account. Refuses one's own, other missions', auditors by missions, and forbidden pairs. */
export async function grantRole(granter: Granter, accountId: string, wish: RoleWish): Promise<Result<{ id: string }>> {
  const account = await accountById(accountId);
  if (!account) return refuse('account.unknown');
  const judged = await judgeGrant(granter, account, wish);
  if (!judged.ok) return judged;
  const made = newRole(granter, account.id, wish);
  const actor = actorOf(granter, wish.missionId);
  return unlessForbiddenPair(async () => {
    await recordChange(actor, [made.fact], (tx) => made.insert(tx), { role: 'accounts' });
    return { id: made.id };
  });
}

/** The last day of a role that ends today: a role that never began ends on its first day. */
function lastDay({ fromOn, toOn }: AssignmentRow, today: Day): Day {
  const last = toOn !== null && toOn < today ? toOn : today;
  return last < fromOn ? fromOn : last;
}

/** Takes a role at once; its row stays, so that the authority of past acts can be replayed. */
export async function endRole(granter: Granter, assignmentId: string): Promise<Result<{ accountId: string }>> {
  const assignment = await assignmentById(assignmentId);
  if (!assignment) return refuse('role.unknown');
  const decision = decideEnd(granter, assignment);
  if (!decision.ok) return decision;
  const { id, version, state, role, accountId, missionId } = assignment;
  await recordChange(
    actorOf(granter, missionId),
    [next('role_assignment.ended', assignment, { account: accountId, role })],
    async (tx) => {
      const data = { state: 'lapsed', toOn: dateOf(lastDay(assignment, dayOf(now()))), version: { increment: 1 } };
      expectOne(await tx.roleAssignment.updateMany({ where: { id, version, state }, data }));
    },
    { role: 'accounts' },
  );
  return done({ accountId });
}
