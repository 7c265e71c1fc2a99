import type { HeldRole } from '~/auth/permissions';
import type { Actor } from '~/record/fact';

/** Who gives and takes accounts and roles: the command line, an admin of the whole installation, or one of a mission. */
export type Granter =
  | { kind: 'command_line' }
  | { kind: 'installation'; accountId: string }
  | { kind: 'mission'; accountId: string; missionId: string };

export const COMMAND_LINE: Granter = { kind: 'command_line' };

/** What a signed-in person may give: null for everybody who is no admin. */
export function granterOf(person: { accountId: string; roles: readonly HeldRole[] }): Granter | null {
  const admin = person.roles.filter(({ role }) => role === 'admin');
  if (admin.some(({ missionId }) => missionId === null)) return { kind: 'installation', accountId: person.accountId };
  const ofMission = admin.find(({ missionId }) => missionId !== null);
  return ofMission?.missionId ? { kind: 'mission', accountId: person.accountId, missionId: ofMission.missionId } : null;
}

/** Whether this is the granter's own account. */
export function isOwn(granter: Granter, accountId: string): boolean {
  return granter.kind !== 'command_line' && granter.accountId === accountId;
}

/** How the record names the granter, in the log of the mission that is concerned. */
export function actorOf(granter: Granter, missionId: string | null): Actor {
  return { role: 'admin', accountId: granter.kind === 'command_line' ? null : granter.accountId, missionId };
}

interface RoleOfAccount {
  role: string;
  missionId: string | null;
}

/**
 * Whether a granter may act on a whole account: a mission's admin only where all roles lie in the own mission and none
 * is an auditor's, whom the audited mission cannot remove (GUIDELINES, Roles).
 */
export function reachesAccount(granter: Granter, roles: readonly RoleOfAccount[]): boolean {
  if (granter.kind !== 'mission') return true;
  return (
    roles.length > 0 && roles.every(({ role, missionId }) => role !== 'auditor' && missionId === granter.missionId)
  );
}
