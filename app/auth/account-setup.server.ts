import { randomInt } from 'node:crypto';
import { Secret } from 'otpauth';
import { bareAddress } from '~/auth/account';
import { accountByAddress } from '~/auth/account-store.server';
import { acceptInvitation, inviteAccount, invitationEnrolment } from '~/auth/account-commands.server';
import { beginEnrolment } from '~/auth/enrolment.server';
import { COMMAND_LINE } from '~/auth/granter';
import { grantRole } from '~/auth/role-commands.server';
import type { RoleWish } from '~/auth/role-assignment';
import { shownRecoveryCode } from '~/auth/recovery-codes.server';
import { codeOfStep, stepAt } from '~/auth/totp.server';
import { dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Five groups of five that are easy to copy by hand: 123 random bits. */
export function newPassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}

export interface ActiveAccount {
  accountId: string;
  email: string;
  password: string;
  /** In base 32, for an authenticator. */
  totpSecret: string;
  recoveryCodes: string[];
}

export interface NewAccount {
  email: string;
  /** Made up when it is left out. */
  password?: string;
  language?: string;
  /** At least one; the first comes with the invitation. */
  roles: readonly [RoleWish, ...RoleWish[]];
}

/** A role over a whole mission from today on: what setting up a mission usually needs. */
export function wholeMission(role: RoleWish['role'], missionId: string, authority: string): RoleWish {
  const bounds = { fromOn: dayOf(now()), toOn: null, stage: null, delegatedBy: null };
  return { role, missionId, scope: 'mission', scopeId: null, authority, ...bounds };
}

/**
 * Makes an account ready to sign in, by the same path as everybody's: invited, taken up with a code of a fresh second
 * factor, the other roles granted one by one. For the command line and for seeds; refuses an address that is taken.
 */
export async function createActiveAccount(wish: NewAccount): Promise<Result<ActiveAccount>> {
  const { email, language = 'en', password = newPassword() } = wish;
  const [first, ...others] = wish.roles;
  if (await accountByAddress(bareAddress(email))) return refuse('account.taken');
  const invited = await inviteAccount(COMMAND_LINE, { email, language, role: first });
  if (!invited.ok) return invited;
  const { accountId, secret } = invited.value;
  if (secret === null) return refuse('account.taken');
  const { ticket, secret: totpSecret } = beginEnrolment(invitationEnrolment(secret), email);
  // The code of the step before: the present one stays good for the first sign-in.
  const code = codeOfStep(new Uint8Array(Secret.fromBase32(totpSecret).bytes), stepAt(now()) - 1);
  const accepted = await acceptInvitation({ secret, password, ticket, code });
  if (!accepted.ok) return accepted;
  for (const role of others) {
    const granted = await grantRole(COMMAND_LINE, accountId, role);
    if (!granted.ok) return granted;
  }
  return done({ accountId, email, password, totpSecret, recoveryCodes: accepted.value.codes.map(shownRecoveryCode) });
}

/** An admin of the whole installation, of no mission. Made here alone. */
export function createAdmin(email: string, authority: string): Promise<Result<ActiveAccount>> {
  const bounds = { fromOn: dayOf(now()), toOn: null, stage: null, delegatedBy: null };
  const role: RoleWish = { role: 'admin', missionId: null, scope: 'installation', scopeId: null, authority, ...bounds };
  return createActiveAccount({ email, roles: [role] });
}
