import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { VersionedKeys } from '~/platform/crypto/versioned-keys';
import { openTicket, sealTicket } from '~/platform/crypto/visit-ticket.server';

function ring(version: number): VersionedKeys {
  const key = new Uint8Array(randomBytes(32));
  return { current: { version, key }, find: (asked) => (asked === version ? key : undefined) };
}

const keys = ring(2);
const now = new Date('2030-05-01T10:00:00Z');
const expires = new Date('2030-05-01T10:20:00Z');
const submission = '3f2b8c1e-7f0a-4c55-9d55-000000000001';

describe('a visit ticket', () => {
  it('opens to the submission it was sealed for', () => {
    const ticket = sealTicket(keys, { submission, expires });
    expect(openTicket(keys, ticket, now)).toEqual({ ok: true, submission, expires });
    expect(ticket).toMatch(/^[\w-]+$/);
  });

  it('is over from its twentieth minute on', () => {
    const ticket = sealTicket(keys, { submission, expires });
    expect(openTicket(keys, ticket, new Date(expires.getTime() - 1)).ok).toBe(true);
    expect(openTicket(keys, ticket, expires)).toEqual({ ok: false, refusal: 'ticket.expired' });
  });

  it('does not show the submission, nor that two tickets are of one visit', () => {
    const tickets = [1, 2].map(() => Buffer.from(sealTicket(keys, { submission, expires }), 'base64url'));
    expect(tickets[0]!.includes(submission.slice(0, 8))).toBe(false);
    expect(tickets[0]!.subarray(4, 40)).not.toEqual(tickets[1]!.subarray(4, 40));
  });

  it('is refused after any change of any byte', () => {
    const bytes = Buffer.from(sealTicket(keys, { submission, expires }), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 128;
      const refusal = at < 4 ? 'ticket.unknown_key' : 'ticket.false';
      expect(openTicket(keys, changed.toString('base64url'), now)).toEqual({ ok: false, refusal });
    }
  });

  it('is refused when missing, of another key, or of a key that is gone', () => {
    const ticket = sealTicket(keys, { submission, expires });
    expect(openTicket(keys, '', now)).toEqual({ ok: false, refusal: 'ticket.missing' });
    expect(openTicket(ring(2), ticket, now)).toEqual({ ok: false, refusal: 'ticket.false' });
    expect(openTicket(ring(3), ticket, now)).toEqual({ ok: false, refusal: 'ticket.unknown_key' });
  });

  it('never makes the reader throw', () => {
    const garbage = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64url'));
    const known = fc
      .uint8Array({ maxLength: 60 })
      .map((bytes) => Buffer.concat([Buffer.from([0, 0, 0, 2]), bytes]).toString('base64url'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), garbage, known), (text) => {
        expect(openTicket(keys, text, now).ok).toBe(false);
      }),
    );
  });
});
