import { now, runtime } from '~/platform/runtime.server';
import type { Bytes } from '~/platform/crypto/bytes.server';

/** What a sign-in is checked against. Stays inside the sign-in and account commands. */
export interface Credentials {
  id: string;
  state: string;
  version: number;
  passwordHash: string | null;
  totpSealed: Uint8Array | null;
}

const accounts = () => runtime().databases.prisma.accounts;
const CREDENTIALS = { id: true, state: true, version: true, passwordHash: true, totpSealed: true } as const;

/** By an address as `bareAddress` spells it. */
export function credentialsByAddress(address: string): Promise<Credentials | null> {
  return accounts().account.findFirst({ where: { email: address }, select: CREDENTIALS });
}

export function credentialsById(id: string): Promise<Credentials | null> {
  return accounts().account.findUnique({ where: { id }, select: CREDENTIALS });
}

/**
 * Takes the time step of a one-time code, once: of two requests with the same code one finds it taken (RFC 6238 §5.2).
 * False when this step or a later one has served before.
 */
export async function takeStep(accountId: string, step: number): Promise<boolean> {
  const { count } = await accounts().factorUse.updateMany({
    where: { accountId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** The id of a recovery code that was not used yet, or null. */
export async function unusedRecoveryCode(accountId: string, hash: Bytes): Promise<string | null> {
  const row = await accounts().recoveryCode.findFirst({
    where: { accountId, hash, usedOn: null },
    select: { id: true },
  });
  return row?.id ?? null;
}

export function countUnusedRecoveryCodes(accountId: string): Promise<number> {
  return accounts().recoveryCode.count({ where: { accountId, usedOn: null } });
}

export interface OpenInvitation {
  tokenHash: Uint8Array;
  accountId: string;
  email: string;
  version: number;
}

/** An invitation that can be taken up now; null for one that is unknown, used, over, or of an account that is closed. */
export async function openInvitation(tokenHash: Bytes): Promise<OpenInvitation | null> {
  const row = await accounts().accountInvitation.findUnique({
    where: { tokenHash },
    select: {
      usedOn: true,
      expiresAt: true,
      account: { select: { id: true, email: true, state: true, version: true } },
    },
  });
  if (!row || row.usedOn || row.expiresAt <= now() || row.account.state !== 'invited') return null;
  const { id, email, version } = row.account;
  return { tokenHash, accountId: id, email, version };
}
