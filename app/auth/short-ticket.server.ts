import {
  concatBytes,
  framed,
  fromBase64url,
  readUnsigned,
  toBase64url,
  unsigned,
  type Bytes,
} from '~/platform/crypto/bytes.server';
import { seal, unseal } from '~/platform/crypto/sealed.server';
import type { VersionedKeys } from '~/platform/crypto/versioned-keys';

/** What a ticket is for and about. It opens for the same purpose and subject only. */
export interface TicketPlace {
  purpose: 'sign_in' | 'enrolment';
  subject: string;
}

/**
 * Carries something from one page of a form to the next in a hidden field, so that neither a cookie nor a row is needed:
 * version of the key (4 bytes), then sealed the second of expiry (6) and the content.
 */
export function sealShort(keys: VersionedKeys, place: TicketPlace, content: Bytes, expires: Date): string {
  const { version, key } = keys.current;
  const head = unsigned(version, 4);
  const body = concatBytes(unsigned(Math.floor(expires.getTime() / 1000), 6), content);
  return toBase64url(concatBytes(head, seal(key, associatedWith(place, head), body)));
}

/** The content, or null: forged, of another purpose or subject, of a lost key, or over. */
export function openShort(keys: VersionedKeys, place: TicketPlace, ticket: string | null, now: Date): Bytes | null {
  const bytes = ticket ? fromBase64url(ticket) : null;
  if (!bytes || bytes.byteLength < 4) return null;
  const head = bytes.slice(0, 4);
  const key = keys.find(readUnsigned(head, 0, 4));
  const body = key ? unseal(key, associatedWith(place, head), bytes.subarray(4)) : null;
  if (!body || now.getTime() >= readUnsigned(body, 0, 6) * 1000) return null;
  return body.slice(6);
}

function associatedWith({ purpose, subject }: TicketPlace, head: Bytes): Bytes {
  return concatBytes(framed('answerable/short-ticket/v1', purpose, subject), head);
}
