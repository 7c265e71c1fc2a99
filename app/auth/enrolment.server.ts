import { hashPassword } from '~/auth/password-hash.server';
import { newRecoveryCodes, recoveryHash } from '~/auth/recovery-codes.server';
import { openShort, sealShort } from '~/auth/short-ticket.server';
import { factorInBase32, factorLink, matchingStep, newFactorSecret, sealFactor } from '~/auth/totp.server';
import { readTypedCode } from '~/auth/code-reading';
import type { Bytes } from '~/platform/crypto/bytes.server';
import { dateOf, dayOf } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { now, runtime } from '~/platform/runtime.server';
import { v7 } from 'uuid';

const ENROLMENT_MINUTES = 60;

/** A second factor on its way into an authenticator: shown, and carried by the page in a sealed ticket. */
export interface Enrolment {
  ticket: string;
  /** In base 32, to be typed. */
  secret: string;
  link: string;
}

/** Begins an enrolment for one subject (an invitation, or the session's own account); each page shows a new secret. */
export function beginEnrolment(subject: string, label: string): Enrolment {
  const secret = newFactorSecret();
  const expires = new Date(now().getTime() + ENROLMENT_MINUTES * 60_000);
  const ticket = sealShort(runtime().keyring.ticket, { purpose: 'enrolment', subject }, secret, expires);
  return { ticket, secret: factorInBase32(secret), link: factorLink(secret, label) };
}

function secretOf(subject: string, ticket: string | null): Bytes | null {
  return openShort(runtime().keyring.ticket, { purpose: 'enrolment', subject }, ticket, now());
}

/** The same enrolment once more, for a form that comes back; a new one where its ticket is over. */
export function sameEnrolment(subject: string, ticket: string | null, label: string): Enrolment {
  const secret = secretOf(subject, ticket);
  if (!secret || !ticket) return beginEnrolment(subject, label);
  return { ticket, secret: factorInBase32(secret), link: factorLink(secret, label) };
}

export interface ConfirmedFactor {
  secret: Bytes;
  step: number;
}

/** The factor, once a code of it proves that it is in an authenticator; null otherwise. */
export function confirmFactor(subject: string, ticket: string | null, typed: string): ConfirmedFactor | null {
  const secret = secretOf(subject, ticket);
  const code = readTypedCode(typed);
  if (!secret || code?.kind !== 'one_time') return null;
  const step = matchingStep(secret, code.code, now());
  return step === null ? null : { secret, step };
}

/** Hashes and seals, done before any transaction. */
export async function sealedSecrets(accountId: string, password: string, factor: ConfirmedFactor) {
  return {
    passwordHash: await hashPassword(password),
    totpSealed: sealFactor(runtime().keyring.account, accountId, factor.secret),
  };
}

/** The code that proved the factor is spent with it. */
export async function keepStep(tx: Tx, accountId: string, { step }: ConfirmedFactor): Promise<void> {
  await tx.factorUse.upsert({
    where: { accountId },
    create: { accountId, lastStep: step },
    update: { lastStep: step },
    select: { accountId: true },
  });
}

export interface FreshCodes {
  codes: string[];
  keep(tx: Tx): Promise<void>;
}

/** New recovery codes for an account; the former ones end with them. */
export function freshRecoveryCodes(accountId: string): FreshCodes {
  const codes = newRecoveryCodes();
  const rows = codes.map((code) => ({ id: v7(), accountId, hash: recoveryHash(accountId, code) }));
  const today = dateOf(dayOf(now()));
  return {
    codes,
    async keep(tx) {
      await tx.recoveryCode.updateMany({ where: { accountId, usedOn: null }, data: { usedOn: today } });
      await tx.recoveryCode.createMany({ data: rows });
    },
  };
}
