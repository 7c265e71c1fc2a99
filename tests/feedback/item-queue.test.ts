import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorText, queueQuery, readCursor, readQueueFilter, type QueueFilter } from '~/feedback/item-queue';
import { ITEM_STATES } from '~/feedback/item';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const cursor = fc.record({ on: day, id: fc.uuid() });

describe('a place in the queue', () => {
  it('comes back from an address as it went', () => {
    fc.assert(
      fc.property(cursor, (place) => {
        expect(readCursor(cursorText(place))).toEqual(place);
      }),
    );
  });

  it('has nothing in its address that needs escaping', () => {
    fc.assert(
      fc.property(cursor, (place) => {
        expect(cursorText(place)).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('is the beginning for anything else', () => {
    fc.assert(fc.property(fc.string(), (text) => readCursor(text) === null || readCursor(text)!.on.length === 10));
    for (const text of ['', 'x', btoa('2026-13-45_x'), btoa("2026-01-01_'; drop table"), null]) {
      expect(readCursor(text)).toBeNull();
    }
  });
});

describe('the filter of an address', () => {
  const filter: fc.Arbitrary<QueueFilter> = fc.record({
    state: fc.constantFrom(null, 'all' as const, ...ITEM_STATES),
    round: fc.constantFrom(null, 'night-patrols'),
    language: fc.constantFrom(null, 'ar', 'fa-AF'),
    theme: fc.option(fc.uuid()),
    late: fc.boolean(),
    sort: fc.constantFrom('due' as const, 'since' as const),
    after: fc.option(cursor),
    before: fc.option(cursor),
  });

  it('comes back as it went', () => {
    fc.assert(
      fc.property(filter, (one) => {
        const pairs = Object.entries(queueQuery(one)).filter((pair): pair is [string, string] => pair[1] !== null);
        expect(readQueueFilter(new URLSearchParams(pairs))).toEqual(one);
      }),
    );
  });

  it('leaves out what it does not know', () => {
    const read = readQueueFilter(new URLSearchParams('state=nonsense&theme=x&language=<b>&sort=size&late=1&after=%00'));
    expect(read).toEqual({
      state: null,
      round: null,
      language: null,
      theme: null,
      late: false,
      sort: 'due',
      after: null,
      before: null,
    });
  });
});
