import { concatBytes, framed, fromBase64url, readUnsigned, toBase64url, unsigned, utf8 } from './bytes.server';
import { seal, unseal } from './sealed.server';
import type { VersionedKeys } from './versioned-keys';

/** How long the pages after a return code stay open without typing it again. */
export const TICKET_MINUTES = 20;

export interface Visit {
  readonly submission: string;
  readonly expires: Date;
}

export type TicketRefusal = 'ticket.missing' | 'ticket.false' | 'ticket.unknown_key' | 'ticket.expired';

const ASSOCIATED = framed('answerable/visit-ticket/v1');

/**
 * A visit for a hidden field, encrypted so that a page left behind names no submission: version of the key (4 bytes),
 * then sealed the second of expiry (6) and the submission's id, in base64url.
 */
export function sealTicket(keys: VersionedKeys, { submission, expires }: Visit): string {
  const { version, key } = keys.current;
  const second = Math.floor(expires.getTime() / 1000);
  const plaintext = concatBytes(unsigned(second, 6), utf8(submission));
  const head = unsigned(version, 4);
  return toBase64url(concatBytes(head, seal(key, concatBytes(ASSOCIATED, head), plaintext)));
}

/** Refuses from the second of expiry on. */
export function openTicket(
  keys: VersionedKeys,
  ticket: string | null | undefined,
  now: Date,
): ({ ok: true } & Visit) | { ok: false; refusal: TicketRefusal } {
  if (!ticket) return { ok: false, refusal: 'ticket.missing' };
  const bytes = fromBase64url(ticket);
  if (!bytes || bytes.byteLength < 4) return { ok: false, refusal: 'ticket.false' };
  const head = bytes.subarray(0, 4);
  const key = keys.find(readUnsigned(head, 0, 4));
  if (!key) return { ok: false, refusal: 'ticket.unknown_key' };
  const plaintext = unseal(key, concatBytes(ASSOCIATED, head), bytes.subarray(4));
  if (!plaintext) return { ok: false, refusal: 'ticket.false' };
  const expires = new Date(readUnsigned(plaintext, 0, 6) * 1000);
  if (now >= expires) return { ok: false, refusal: 'ticket.expired' };
  return { ok: true, submission: Buffer.from(plaintext.subarray(6)).toString('utf8'), expires };
}
