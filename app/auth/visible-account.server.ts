import type { Account } from '~/auth/account';
import { accountById, assignmentsOf } from '~/auth/account-store.server';
import type { Granter } from '~/auth/granter';
import { isLive, type AssignmentRow } from '~/auth/role-assignment';

export interface VisibleAccount {
  account: Account;
  /** The roles that the granter may see: all, or those of the own mission alone. */
  shown: AssignmentRow[];
  /** All that live, for decisions; never shown to a mission. */
  live: AssignmentRow[];
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An account as its admin may see it; null for an unknown one and for one that never served in the admin's mission. */
export async function visibleAccount(granter: Granter, id: string): Promise<VisibleAccount | null> {
  const account = ID.test(id) ? await accountById(id) : null;
  if (!account) return null;
  const all = await assignmentsOf(id);
  const shown = all.filter(({ missionId }) => granter.kind !== 'mission' || missionId === granter.missionId);
  if (granter.kind === 'mission' && shown.length === 0) return null;
  return { account, shown, live: all.filter(isLive) };
}
