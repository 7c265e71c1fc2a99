import { isOwn, reachesAccount, type Granter } from '~/auth/granter';
import type { Role } from '~/auth/permissions';
import { done, refuse, type Result } from '~/platform/result';

export const ACCOUNT_STATES = ['invited', 'active', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** An account as commands judge it; never with its secrets. */
export interface Account {
  id: string;
  email: string;
  state: AccountState;
  language: string;
  version: number;
}

interface LiveRole {
  role: Role;
  missionId: string | null;
}

/** An account in a list, with the roles that the reader may see. */
export interface ListedAccount extends Account {
  roles: LiveRole[];
}

/** One spelling of an address: what is kept, looked up, and counted at sign-in. Control characters are left out. */
export function bareAddress(typed: string): string {
  return typed
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
    .normalize('NFKC')
    .toLowerCase();
}

/** Whether an account may be closed: not one's own, and a mission's admin only where no other mission needs it. */
export function decideDisable(granter: Granter, account: Account, roles: readonly LiveRole[]): Result {
  if (account.state === 'disabled') return refuse('account.disabled_already');
  if (isOwn(granter, account.id)) return refuse('account.own');
  return reachesAccount(granter, roles) ? done() : refuse('account.beyond_reach');
}

/** Whether a new link may be made for somebody who has not taken up the first one. */
export function decideInviteAgain(granter: Granter, account: Account, roles: readonly LiveRole[]): Result {
  if (account.state !== 'invited') return refuse('account.not_invited');
  return reachesAccount(granter, roles) ? done() : refuse('account.beyond_reach');
}
