import { equalBytes } from '~/platform/crypto/bytes.server';
import { openTicket, sealTicket, TICKET_MINUTES, type TicketRefusal } from '~/platform/crypto/visit-ticket.server';
import { now, runtime } from '~/platform/runtime.server';
import { actKeyOf, type ActKey } from './act-key.server';
import { lookupOf, parseReturnCode } from './return-code.server';
import type { Visit } from './visit';
import { findCode, missionOf } from './visit-door-store.server';
import { loadVisit } from './visit-store.server';

/** What the form token of every return page is for. */
export const RETURN_PURPOSE = 'return';

/** No answer to a typed code comes sooner, in milliseconds: how long it took would tell whether the code exists. */
export const CODE_FLOOR_MS = 400;

/**
 * Does the work and answers no sooner than `ms` after it was asked, also when it throws. Work that takes longer is
 * answered at the next whole multiple, so that a slow database tells nothing either.
 */
export async function atLeast<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    const spent = performance.now() - begun;
    const wait = Math.max(1, Math.ceil(spent / ms)) * ms - spent;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/**
 * The visit that a typed code leads to. Null alike for a code that is malformed, unknown or withdrawn: typos and blind
 * guesses fail at the tag, before the database is asked.
 */
export async function enterByCode(typed: string): Promise<Visit | null> {
  const secret = parseReturnCode(typed);
  const found = secret && (await findCode(lookupOf(secret)));
  if (!found) return null;
  const visit = await loadVisit(found.missionId, found.submissionId);
  return visit.submission.state === 'withdrawn' ? null : visit;
}

export type TicketEntry = { ok: true; visit: Visit } | { ok: false; refusal: TicketRefusal };

/** The visit of a ticket, also after a withdrawal: for its twenty minutes it can still show that it was done. */
export async function enterByTicket(ticket: string | null): Promise<TicketEntry> {
  const read = openTicket(runtime().keyring.ticket, ticket, now());
  if (!read.ok) return read;
  const mission = await missionOf(read.submission);
  return mission
    ? { ok: true, visit: await loadVisit(mission, read.submission) }
    : { ok: false, refusal: 'ticket.false' };
}

/** A ticket for twenty minutes from when the code was typed; using it does not make it last longer. */
export function issueTicket(visit: Visit): string {
  const expires = new Date(now().getTime() + TICKET_MINUTES * 60_000);
  return sealTicket(runtime().keyring.ticket, { submission: visit.submission.id, expires });
}

/** The act key of the visited submission, if this is its code. Asks no database: other codes stay untested. */
export function actKeyFor({ submission }: Visit, typed: string): ActKey | null {
  const secret = parseReturnCode(typed);
  if (!secret || !submission.actPublicKey) return null;
  const key = actKeyOf(secret);
  return equalBytes(key.publicKey, submission.actPublicKey) ? key : null;
}
