import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newDataKey } from '~/platform/crypto/envelope.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';
import {
  BOX_BYTES,
  epochOf,
  IDENTITY_BYTES,
  INNER_BYTES,
  openInner,
  openOuter,
  sealInner,
  sealOuter,
} from '~/vault/box.server';
import { decodeIdentity, encodeIdentity, IDENTITY_FIELDS, IDENTITY_LIMITS, type Identity } from '~/vault/identity';

const pair = newDeskPair();
const round = randomUUID();
const key = { scope: round, epoch: 3, publicKey: pair.publicKey };
const where = { table: 'vault.box', record: randomUUID() } as const;
const AMINA: Identity = { name: 'Amina', organisation: 'اتحاد النساء', contact: 'by the baker, Fridays' };
const open = (inner: Uint8Array, more: Partial<typeof where> = {}, scope = round, secret = pair.privateKey) =>
  openInner({ ...where, ...more }, scope, secret, inner);

describe('a box of the vault', () => {
  it('has 1,024 bytes: with an identity, without, and without a key', () => {
    const boxes = [
      sealInner(where, round, key, AMINA),
      sealInner(where, round, key, null),
      sealInner(where, round, null, null),
    ];
    for (const inner of boxes) {
      expect(inner).toHaveLength(INNER_BYTES);
      expect(sealOuter(newDataKey(), where, inner)).toHaveLength(BOX_BYTES);
    }
  });

  it('opens in two layers to what was put in, and to nobody', () => {
    const dataKey = newDataKey();
    const box = sealOuter(dataKey, where, sealInner(where, round, key, AMINA));
    expect(decodeIdentity(open(openOuter(dataKey, where, box))!)).toEqual(AMINA);
    expect(decodeIdentity(open(sealInner(where, round, key, null))!)).toBeNull();
    expect(() => openOuter(newDataKey(), where, box)).toThrow('envelope.not_authentic');
  });

  it('opens under its own record, round, epoch and key alone', () => {
    const inner = sealInner(where, round, key, AMINA);
    expect(epochOf(inner)).toBe(3);
    expect(open(inner, { record: randomUUID() })).toBeNull();
    expect(open(inner, {}, randomUUID())).toBeNull();
    expect(open(inner, {}, round, newDeskPair().privateKey)).toBeNull();
    const moved = inner.slice();
    moved[3] = 4;
    expect(open(moved)).toBeNull();
    for (const at of [4, 40, INNER_BYTES - 1]) {
      const changed = inner.slice();
      changed[at]! ^= 1;
      expect(open(changed)).toBeNull();
    }
  });

  it('seals no name to nobody, and to nobody so that nobody opens it', () => {
    expect(() => sealInner(where, round, null, AMINA)).toThrow('without a vault key');
    expect(open(sealInner(where, round, null, null))).toBeNull();
  });

  it('holds every identity that the form lets through, in any script', () => {
    const field = (limit: number) =>
      fc.string({ unit: fc.constantFrom('\u1000', '"', '\\', '\u0001', '😀', '\ud800'), maxLength: limit });
    const limits = IDENTITY_FIELDS.map((name) => field(IDENTITY_LIMITS[name]));
    fc.assert(
      fc.property(fc.tuple(...limits), ([name = '', organisation = '', contact = '']) => {
        const cut = (text: string, limit: number) => text.slice(0, limit);
        const identity = {
          name: cut(name, IDENTITY_LIMITS.name),
          organisation: cut(organisation, IDENTITY_LIMITS.organisation),
          contact: cut(contact, IDENTITY_LIMITS.contact),
        };
        expect(encodeIdentity(identity, IDENTITY_BYTES)).toHaveLength(IDENTITY_BYTES);
      }),
    );
  });

  it('gives back what was typed, but for control characters and outer spaces', () => {
    const back = decodeIdentity(encodeIdentity({ name: ' A\u0007b ', organisation: '', contact: '' }, IDENTITY_BYTES));
    expect(back).toEqual({ name: 'A b', organisation: '', contact: '' });
    expect(decodeIdentity(encodeIdentity({ name: ' ', organisation: '', contact: '' }, IDENTITY_BYTES))).toBeNull();
  });
});
