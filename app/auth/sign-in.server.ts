import { bareAddress } from '~/auth/account';
import { readTypedCode, type TypedCode } from '~/auth/code-reading';
import {
  credentialsByAddress,
  credentialsById,
  takeStep,
  unusedRecoveryCode,
  type Credentials,
} from '~/auth/credential-store.server';
import { verifyPassword } from '~/auth/password-hash.server';
import { recoveryHash } from '~/auth/recovery-codes.server';
import { openShort, sealShort } from '~/auth/short-ticket.server';
import { matchingStep, openFactor } from '~/auth/totp.server';
import { takeTry } from '~/auth/tries.server';
import { utf8 } from '~/platform/crypto/bytes.server';
import { dateOf, dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now, runtime } from '~/platform/runtime.server';
import { next } from '~/record/fact';
import { expectOne, recordChange } from '~/record/record-change.server';

/** How long somebody may look for the code after the password was right. */
export const SIGN_IN_MINUTES = 5;

const PLACE = { purpose: 'sign_in', subject: '' } as const;

interface PasswordTry {
  /** An address, or the name that an organisation chose. */
  email: string;
  password: string;
  source: string | null;
}

/**
 * The first step. An address that is unknown, disabled or only invited is answered like a wrong password: same text,
 * same status, same work. Gives a ticket for the second step, never a session.
 */
export async function checkPassword({ email, password, source }: PasswordTry): Promise<Result<{ ticket: string }>> {
  const address = bareAddress(email);
  const attempt = await takeTry(['password', address], source);
  if (attempt.isRefused) return refuse('sign_in.too_many');
  const found = await credentialsByAddress(address);
  const stored = found?.state === 'active' ? found.passwordHash : null;
  if (!(await verifyPassword(stored, password)) || !found) return refuse('sign_in.wrong');
  attempt.right();
  const expires = new Date(now().getTime() + SIGN_IN_MINUTES * 60_000);
  return done({ ticket: sealShort(runtime().keyring.ticket, PLACE, utf8(`${found.id}:${found.version}`), expires) });
}

/** The account that a ticket was made for, unless it has changed since. */
async function ticketHolder(ticket: string | null): Promise<Credentials | null> {
  const content = openShort(runtime().keyring.ticket, PLACE, ticket, now());
  const [id, version] = content ? Buffer.from(content).toString('utf8').split(':') : [];
  const found = id ? await credentialsById(id) : null;
  return found?.state === 'active' && String(found.version) === version ? found : null;
}

interface CodeTry {
  ticket: string | null;
  code: string;
  source: string | null;
}

/**
 * The second step: a one-time code that was not used before, or a recovery code. Whoever comes here has the password, so
 * that sources which cannot be told apart are counted as one.
 */
export async function checkCode({ ticket, code, source }: CodeTry): Promise<Result<{ accountId: string }>> {
  const holder = await ticketHolder(ticket);
  if (!holder) return refuse('sign_in.begin_again');
  const attempt = await takeTry(['code', holder.id], source ?? 'unknown');
  if (attempt.isRefused) return refuse('sign_in.too_many');
  if (!(await serves(holder, readTypedCode(code)))) return refuse('sign_in.wrong_code');
  attempt.right();
  return done({ accountId: holder.id });
}

async function serves(holder: Credentials, typed: TypedCode): Promise<boolean> {
  if (typed?.kind === 'recovery') return spendRecoveryCode(holder, typed.code);
  const secret = holder.totpSealed && openFactor(runtime().keyring.account, holder.id, holder.totpSealed);
  const step = typed && secret ? matchingStep(secret, typed.code, now()) : null;
  return step !== null && takeStep(holder.id, step);
}

async function spendRecoveryCode(holder: Credentials, code: string): Promise<boolean> {
  const id = await unusedRecoveryCode(holder.id, recoveryHash(holder.id, code));
  if (!id) return false;
  await recordChange(
    { role: 'account_holder', accountId: holder.id, missionId: null },
    [next('account.recovery_code_used', holder)],
    async (tx) => {
      expectOne(
        await tx.recoveryCode.updateMany({ where: { id, usedOn: null }, data: { usedOn: dateOf(dayOf(now())) } }),
      );
      expectOne(
        await tx.account.updateMany({
          where: { id: holder.id, version: holder.version },
          data: { version: { increment: 1 } },
        }),
      );
    },
    { role: 'accounts' },
  );
  return true;
}
