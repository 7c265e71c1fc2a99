import { issueSessionToken } from '~/platform/crypto/session-token.server';
import { dateOf, dayOf } from '~/platform/day';
import { now, runtime } from '~/platform/runtime.server';
import { authorityFor, isAllowed, type HeldRole, type Over, type Permission } from '~/auth/permissions';
import { readSession } from '~/auth/session.server';
import type { Actor } from '~/record/fact';

/** Somebody signed in, with the roles held today for the mission of the session. */
export interface Staff {
  accountId: string;
  missionId: string | null;
  sessionId: string;
  roles: readonly HeldRole[];
  may(permission: Permission, over?: Over): boolean;
  /** The role that an act is done in, by id: what a decision or an answer names as its authority (G08). */
  authority(permission: Permission, over?: Over): HeldRole | null;
  /** How the record names this person in an act that needs a permission; throws for who does not hold it. */
  actor(permission: Permission, over?: Over): Actor;
}

/** Roles held today: begun, not ended, active, of one mission or of the installation. */
async function heldRoles(accountId: string, missionId: string | null): Promise<HeldRole[]> {
  const today = dateOf(dayOf(now()));
  const rows = await runtime().databases.prisma.accounts.roleAssignment.findMany({
    where: {
      accountId,
      state: { in: ['active', 'handover_due'] },
      fromOn: { lte: today },
      AND: [
        { OR: [{ toOn: null }, { toOn: { gte: today } }] },
        { OR: [{ missionId: null }, ...(missionId ? [{ missionId }] : [])] },
      ],
    },
    select: { id: true, role: true, missionId: true, scope: true, scopeId: true },
    orderBy: { fromOn: 'asc' },
  });
  return rows as HeldRole[];
}

/** Puts together what a signed-in person may do. */
export function staffOf(
  session: { id: string; accountId: string; missionId: string | null },
  roles: readonly HeldRole[],
): Staff {
  const { id, accountId, missionId } = session;
  const authority = (permission: Permission, over?: Over) => authorityFor(roles, permission, over);
  return {
    accountId,
    missionId,
    sessionId: id,
    roles,
    may: (permission, over) => isAllowed(roles, permission, over),
    authority,
    actor: (permission, over) => {
      const held = authority(permission, over);
      // Whoever acts has asked `may` before: an act without authority would stand in the record as nobody's.
      if (!held) throw new Error(`an act without the permission ${permission}`);
      return { role: held.role, accountId, missionId };
    },
  };
}

/** The person whose session cookie a request bears, or null. */
export async function readStaff(request: Request): Promise<Staff | null> {
  const session = await readSession(request);
  return session ? staffOf(session, await heldRoles(session.accountId, session.missionId)) : null;
}

/** The hidden field of every form on a signed-in page. */
export function formTokenFor(staff: Staff): string {
  return issueSessionToken(runtime().keyring.session, staff.sessionId);
}
