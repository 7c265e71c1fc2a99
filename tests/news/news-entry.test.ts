import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newsFields } from '~/news/news-input';
import { addressName, mailingsBy } from '~/news/news-mails';
import { NEWS_SEALED_BYTES, newNewsSecret, newsLinkHash, openNewsEntry, sealNewsEntry } from '~/news/news-entry.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';

const { publicKey, privateKey } = newDeskPair();
const key = { version: 7, since: new Date(0), key: publicKey };
const keyOf = (version: number) => (version === 7 ? privateKey : undefined);
const place = { id: randomUUID(), roundId: randomUUID() };
const entryOf = (address: string) => ({ address, language: 'ar', secret: newNewsSecret() });

describe('what a row holds', () => {
  it('has one length for every address that a form takes, and comes back whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 242 }), (length) => {
        const entry = entryOf(`${'a'.repeat(length)}@example.org`);
        const sealed = sealNewsEntry(key, place, entry);
        expect(sealed.byteLength).toBe(NEWS_SEALED_BYTES);
        expect(openNewsEntry(keyOf, place, sealed)).toEqual(entry);
      }),
      { numRuns: 50 },
    );
  });

  it('opens in no other place, by no other key, with no bit changed', () => {
    const sealed = sealNewsEntry(key, place, entryOf('a@example.org'));
    expect(openNewsEntry(keyOf, { ...place, roundId: randomUUID() }, sealed)).toBeNull();
    expect(openNewsEntry(keyOf, { ...place, id: randomUUID() }, sealed)).toBeNull();
    expect(openNewsEntry(() => newDeskPair().privateKey, place, sealed)).toBeNull();
    expect(openNewsEntry(() => undefined, place, sealed)).toBeNull();
    expect(openNewsEntry(keyOf, place, sealed.subarray(1))).toBeNull();
    for (const at of [4, 40, sealed.byteLength - 1]) {
      const changed = sealed.slice();
      changed[at]! ^= 1;
      expect(openNewsEntry(keyOf, place, changed)).toBeNull();
    }
  });

  it('refuses what has no room in a row', () => {
    expect(() => sealNewsEntry(key, place, entryOf('x'.repeat(600)))).toThrow();
  });

  it('keeps of a link’s secret what does not lead back to it', () => {
    const secret = newNewsSecret();
    expect(newsLinkHash(secret)).toEqual(newsLinkHash(secret));
    expect(newsLinkHash(secret)).not.toEqual(newsLinkHash(newNewsSecret()));
    expect(Buffer.from(newsLinkHash(secret)).toString('base64url')).not.toContain(secret);
  });
});

describe('an address', () => {
  const read = (address: string) => newsFields.safeParse({ address });
  it('is taken without white space around it, its domain in small letters', () => {
    expect(read('  Amina.K@Example.ORG ').data).toEqual({ address: 'Amina.K@example.org' });
  });

  it.each([
    '',
    ' ',
    'amina',
    'a@b@example.org',
    'a@example.org, b@example.org',
    'A <a@example.org>',
    'a@example.org\r\nBcc: b@example.org',
    'a\u0000@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('is refused as %j', (address) => {
    expect(read(address).success).toBe(false);
  });
});

describe('mailings', () => {
  const rows = (addresses: string[]) => addresses.map((address, row) => ({ row, entry: entryOf(address) }));

  it('are one an address, whatever its capitals, and lose no row', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a@x.org', 'A@x.org', 'b@x.org', 'c@x.org')), (addresses) => {
        const mailings = mailingsBy(rows(addresses), addressName);
        const names = mailings.map(([first]) => addressName(first));
        expect(new Set(names).size).toBe(names.length);
        const kept = mailings.flat().map(({ row }) => row);
        expect(kept.sort((one, other) => one - other)).toEqual(addresses.map((_, row) => row));
      }),
    );
  });
});
