import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { openShort, sealShort } from '~/auth/short-ticket.server';
import { utf8 } from '~/platform/crypto/bytes.server';

const start = new Date('2026-03-02T09:00:00Z');
const later = new Date('2026-03-02T09:05:00Z');
const key = { version: 3, since: start, key: new Uint8Array(randomBytes(32)) };
const ring = { current: key, find: (version: number) => (version === 3 ? key.key : undefined) };
const place = { purpose: 'sign_in', subject: 'one' } as const;

it('opens for its purpose and subject until its second of expiry', () => {
  const ticket = sealShort(ring, place, utf8('content'), later);
  expect(openShort(ring, place, ticket, start)).toEqual(utf8('content'));
  expect(openShort(ring, place, ticket, new Date('2026-03-02T09:04:59Z'))).toEqual(utf8('content'));
  expect(openShort(ring, place, ticket, later)).toBeNull();
  expect(openShort(ring, { ...place, subject: 'two' }, ticket, start)).toBeNull();
  expect(openShort(ring, { ...place, purpose: 'enrolment' }, ticket, start)).toBeNull();
});

it('refuses what is missing, cut, changed, or of another key', () => {
  const ticket = sealShort(ring, place, utf8('content'), later);
  const changed = `${ticket.slice(0, -2)}${ticket.endsWith('A') ? 'B' : 'A'}${ticket.slice(-1)}`;
  for (const bad of [null, '', 'AA', ticket.slice(0, 20), changed]) {
    expect(openShort(ring, place, bad, start)).toBeNull();
  }
  expect(openShort({ ...ring, find: () => undefined }, place, ticket, start)).toBeNull();
});
