import { credentialsById, type Credentials } from '~/auth/credential-store.server';
import { confirmFactor, freshRecoveryCodes, keepStep } from '~/auth/enrolment.server';
import { passwordProblem } from '~/auth/password';
import { hashPassword, verifyPassword } from '~/auth/password-hash.server';
import { accountById } from '~/auth/account-store.server';
import { endAllSessions } from '~/auth/session.server';
import { sealFactor } from '~/auth/totp.server';
import { takeTry } from '~/auth/tries.server';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { runtime } from '~/platform/runtime.server';
import { next } from '~/record/fact';
import type { FactType } from '~/record/fact-types';
import { expectOne, recordChange } from '~/record/record-change.server';
import type { Bytes } from '~/platform/crypto/bytes.server';

/** The session's own user. No command of this file takes another account. */
interface Holder {
  accountId: string;
  missionId: string | null;
}

interface WithPassword {
  /** The password in use, asked again before anything of the account changes. */
  currentPassword: string;
  source: string | null;
}

/** The subject of the tickets with which the session's own user enrols another authenticator. */
export const ownEnrolment = (accountId: string): string => `account:${accountId}`;

async function confirmed(holder: Holder, { currentPassword, source }: WithPassword): Promise<Result<Credentials>> {
  const attempt = await takeTry(['own', holder.accountId], source ?? 'unknown');
  if (attempt.isRefused) return refuse('sign_in.too_many');
  const found = await credentialsById(holder.accountId);
  if (!found || !(await verifyPassword(found.passwordHash, currentPassword))) return refuse('account.wrong_password');
  attempt.right();
  return done(found);
}

interface AccountChange {
  type: Extract<FactType, `account.${string}`>;
  data?: { passwordHash?: string; totpSealed?: Bytes };
  beside?: (tx: Tx) => Promise<void>;
}

async function changeOwn(holder: Holder, { id, version }: Credentials, change: AccountChange): Promise<void> {
  await recordChange(
    { role: 'account_holder', accountId: holder.accountId, missionId: holder.missionId },
    [next(change.type, { id, version })],
    async (tx) => {
      const data = { ...change.data, version: { increment: 1 } };
      expectOne(await tx.account.updateMany({ where: { id, version, state: 'active' }, data }));
      await change.beside?.(tx);
    },
    { role: 'accounts' },
  );
}

/** A new password, which ends all sessions, this one too: the page begins a new one. */
export async function changePassword(holder: Holder, input: WithPassword & { password: string }): Promise<Result> {
  const current = await confirmed(holder, input);
  if (!current.ok) return current;
  const account = await accountById(holder.accountId);
  const problem = passwordProblem(input.password, account?.email ?? '');
  if (problem) return refuse(`account.password_${problem}`);
  const passwordHash = await hashPassword(input.password);
  await changeOwn(holder, current.value, { type: 'account.password_changed', data: { passwordHash } });
  await endAllSessions(holder.accountId);
  return done();
}

/** Ten new recovery codes, shown once; the former ones open nothing any more. */
export async function renewRecoveryCodes(holder: Holder, input: WithPassword): Promise<Result<{ codes: string[] }>> {
  const current = await confirmed(holder, input);
  if (!current.ok) return current;
  const { codes, keep } = freshRecoveryCodes(holder.accountId);
  await changeOwn(holder, current.value, { type: 'account.recovery_codes_made', beside: keep });
  return done({ codes });
}

/** Another authenticator in place of the former, proved by a code of it. */
export async function changeFactor(
  holder: Holder,
  input: WithPassword & { ticket: string | null; code: string },
): Promise<Result> {
  const current = await confirmed(holder, input);
  if (!current.ok) return current;
  const { accountId } = holder;
  const factor = confirmFactor(ownEnrolment(accountId), input.ticket, input.code);
  if (!factor) return refuse('account.factor_unconfirmed');
  const totpSealed = sealFactor(runtime().keyring.account, accountId, factor.secret);
  await changeOwn(holder, current.value, {
    type: 'account.enrolled',
    data: { totpSealed },
    beside: (tx) => keepStep(tx, accountId, factor),
  });
  return done();
}
