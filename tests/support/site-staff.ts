import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { signIn, StaffClient } from './staff-client';

type SignIns = ReturnType<typeof inject<'signIns'>>;
export type SiteSignIn = SignIns[number];

/** Sessions are kept beside the site for all test files: a one-time code serves once in thirty seconds. */
const kept = () => join(inject('siteFolder'), 'sessions.json');

function readKept(): Record<string, string> {
  return existsSync(kept()) ? (JSON.parse(readFileSync(kept(), 'utf8')) as Record<string, string>) : {};
}

/** Somebody of the demo, signed in at the site under test. */
export async function asOneOf(account: SiteSignIn): Promise<StaffClient> {
  const origin = inject('origin');
  const cookie = readKept()[account.email];
  const known = cookie ? new StaffClient(origin, cookie) : null;
  if (known && (await known.isSignedIn())) return known;
  const fresh = await signIn(origin, account);
  writeFileSync(kept(), JSON.stringify({ ...readKept(), [account.email]: fresh.cookie }), { mode: 0o600 });
  return new StaffClient(origin, fresh.cookie);
}

/** Somebody who holds the role; in the mission that is named, or in the first that has one. */
export function accountOf(role: string, mission?: string): SiteSignIn {
  const found = inject('signIns').find((one) => one.role === role && (!mission || one.mission === mission));
  if (!found) throw new Error(`the demo has no ${role} ${mission ?? ''}`);
  return found;
}

export async function as(role: string, mission?: string): Promise<StaffClient> {
  return asOneOf(accountOf(role, mission));
}
