import { v7 } from 'uuid';
import { bareAddress, decideDisable, decideInviteAgain, type Account } from '~/auth/account';
import { accountByAddress, accountById, assignmentsOf } from '~/auth/account-store.server';
import { openInvitation } from '~/auth/credential-store.server';
import { confirmFactor, freshRecoveryCodes, keepStep, sealedSecrets } from '~/auth/enrolment.server';
import { actorOf, isOwn, reachesAccount, type Granter } from '~/auth/granter';
import { INVITATION_HOURS, linkHash, newLinkSecret } from '~/auth/one-time-link.server';
import { passwordProblem } from '~/auth/password';
import { isLive, type RoleWish } from '~/auth/role-assignment';
import { grantRole, judgeGrant, newRole, unlessForbiddenPair } from '~/auth/role-commands.server';
import { toBase64url, type Bytes } from '~/platform/crypto/bytes.server';
import { dateOf, dayOf } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next } from '~/record/fact';
import { expectOne, recordChange } from '~/record/record-change.server';

export interface Invitation {
  accountId: string;
  /** For the path of the link, to hand over; null where the person has an account and only the role was added. */
  secret: string | null;
}

export interface InvitationWish {
  email: string;
  language: string;
  role: RoleWish;
}

const ACCOUNTS = { role: 'accounts' } as const;

async function insertInvitation(tx: Tx, accountId: string, tokenHash: Bytes): Promise<void> {
  const expiresAt = new Date(now().getTime() + INVITATION_HOURS * 3_600_000);
  await tx.accountInvitation.create({ data: { tokenHash, accountId, expiresAt }, select: { accountId: true } });
}

/**
 * Invites somebody in a role, by a link that opens once within 72 hours. An address that has an account already gets
 * the role and no link: a link would let an admin of one mission into what another has given.
 */
export async function inviteAccount(granter: Granter, wish: InvitationWish): Promise<Result<Invitation>> {
  const email = bareAddress(wish.email);
  const known = await accountByAddress(email);
  if (known) {
    const granted = await grantRole(granter, known.id, wish.role);
    return granted.ok ? done({ accountId: known.id, secret: null }) : granted;
  }
  const accountId = v7();
  const judged = await judgeGrant(granter, { id: accountId, state: 'invited' }, wish.role);
  if (!judged.ok) return judged;
  const role = newRole(granter, accountId, wish.role);
  const secret = newLinkSecret();
  const facts = [born('account.invited', accountId), role.fact] as const;
  const insert = async (tx: Tx) => {
    await tx.account.create({ data: { id: accountId, email, language: wish.language }, select: { id: true } });
    await insertInvitation(tx, accountId, linkHash(secret));
    await role.insert(tx);
  };
  return unlessForbiddenPair(async () => {
    await recordChange(actorOf(granter, wish.role.missionId), [...facts], insert, ACCOUNTS);
    return { accountId, secret };
  });
}

async function withRoles(
  accountId: string,
): Promise<{ account: Account; live: Awaited<ReturnType<typeof assignmentsOf>> } | null> {
  const account = await accountById(accountId);
  return account && { account, live: (await assignmentsOf(accountId)).filter(isLive) };
}

/** A new link for somebody who has not taken up the first; the former ones open nothing any more. */
export async function inviteAgain(granter: Granter, accountId: string): Promise<Result<Invitation>> {
  const found = await withRoles(accountId);
  if (!found) return refuse('account.unknown');
  const { account, live } = found;
  const decision = decideInviteAgain(granter, account, live);
  if (!decision.ok) return decision;
  const { id, version } = account;
  const secret = newLinkSecret();
  await recordChange(
    actorOf(granter, granter.kind === 'mission' ? granter.missionId : null),
    [next('account.invited', account)],
    async (tx) => {
      const data = { version: { increment: 1 } };
      expectOne(await tx.account.updateMany({ where: { id, version, state: 'invited' }, data }));
      const today = dateOf(dayOf(now()));
      await tx.accountInvitation.updateMany({ where: { accountId: id, usedOn: null }, data: { usedOn: today } });
      await insertInvitation(tx, id, linkHash(secret));
    },
    ACCOUNTS,
  );
  return done({ accountId: id, secret });
}

/** The subject of the tickets with which an invited person enrols. */
export const invitationEnrolment = (secret: string): string => `invitation:${toBase64url(linkHash(secret))}`;

export interface Acceptance {
  secret: string;
  password: string;
  ticket: string | null;
  code: string;
}

/**
 * Takes up an invitation: password, second factor proved by a code, and ten recovery codes that are shown once. An
 * invitation that is unknown, used or over is refused alike.
 */
export async function acceptInvitation(input: Acceptance): Promise<Result<{ accountId: string; codes: string[] }>> {
  const invitation = await openInvitation(linkHash(input.secret));
  if (!invitation) return refuse('invitation.not_open');
  const { accountId: id, version } = invitation;
  const problem = passwordProblem(input.password, invitation.email);
  if (problem) return refuse(`account.password_${problem}`);
  const factor = confirmFactor(invitationEnrolment(input.secret), input.ticket, input.code);
  if (!factor) return refuse('account.factor_unconfirmed');
  const secrets = await sealedSecrets(id, input.password, factor);
  const recovery = freshRecoveryCodes(id);
  await recordChange(
    { role: 'account_holder', accountId: id, missionId: null },
    [next('account.enrolled', { id, version })],
    async (tx) => {
      const used = { usedOn: dateOf(dayOf(now())) };
      const open = { tokenHash: linkHash(input.secret), usedOn: null };
      expectOne(await tx.accountInvitation.updateMany({ where: open, data: used }));
      const data = { ...secrets, state: 'active', version: { increment: 1 } };
      expectOne(await tx.account.updateMany({ where: { id, version, state: 'invited' }, data }));
      await keepStep(tx, id, factor);
      await recovery.keep(tx);
    },
    ACCOUNTS,
  );
  return done({ accountId: id, codes: recovery.codes });
}

/** Closes an account and ends its sessions. Its roles stay as they were held, for the record. */
export async function disableAccount(granter: Granter, accountId: string): Promise<Result> {
  const found = await withRoles(accountId);
  if (!found) return refuse('account.unknown');
  const { account, live } = found;
  const decision = decideDisable(granter, account, live);
  if (!decision.ok) return decision;
  const { id, version, state } = account;
  await recordChange(
    actorOf(granter, granter.kind === 'mission' ? granter.missionId : null),
    [next('account.disabled', account)],
    async (tx) => {
      const data = { state: 'disabled', version: { increment: 1 } };
      expectOne(await tx.account.updateMany({ where: { id, version, state }, data }));
      await tx.session.deleteMany({ where: { accountId: id } });
    },
    ACCOUNTS,
  );
  return done();
}

/** What an admin may do with an account as a whole: its page offers no more. */
export function reachOver(granter: Granter, account: Account, live: Parameters<typeof reachesAccount>[1]) {
  const reaches = reachesAccount(granter, live) && !isOwn(granter, account.id);
  return {
    mayDisable: reaches && account.state !== 'disabled',
    mayInviteAgain: reaches && account.state === 'invited',
  };
}
