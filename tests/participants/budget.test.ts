import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOORS, fits, roomsOf, type Taken } from '~/participants/budget';
import { Budgets, MOST_SOURCES, type Arrival } from '~/participants/budgets.server';

const HOUR = 3_600_000;
const arrival = (more: Partial<Arrival> = {}): Arrival => ({
  roundId: 'one',
  expectedPeople: 200,
  door: 'web',
  source: null,
  ...more,
});

function takenOf(budgets: Budgets, times: number, one: Partial<Arrival>): number {
  return Array.from({ length: times }, () => budgets.take(arrival(one))).filter(({ within }) => within).length;
}

describe('the budgets of an hour', () => {
  test('one more fits as long as each count is below its room', () => {
    const rooms = roomsOf(200);
    const full: Taken = { source: 29, door: rooms.door - 1, round: rooms.round - 1, all: rooms.all - 1 };
    expect(fits(full, rooms)).toBe(true);
    for (const name of Object.keys(full) as (keyof Taken)[]) {
      expect(fits({ ...full, [name]: full[name]! + 1 }, rooms), name).toBe(false);
    }
    expect(fits({ ...full, source: null }, rooms)).toBe(true);
  });

  test('as many people as are expected are within, even in one hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (people) => {
        const { round, door, all } = roomsOf(people);
        expect(round).toBeGreaterThanOrEqual(people);
        expect(door).toBeLessThan(round);
        expect(all).toBeGreaterThanOrEqual(round);
      }),
    );
  });

  test('a network alone takes what one workshop would, and nothing from anybody else beyond', () => {
    const budgets = new Budgets(() => 0);
    expect(takenOf(budgets, 5_000, { source: 'flood' })).toBe(30);
    expect(takenOf(budgets, 50, { source: 'people' })).toBe(30);
    expect(takenOf(budgets, 500, {})).toBe(roomsOf(200).door - 60);
  });

  test('a flood through one door leaves room at the other', () => {
    for (const flooded of DOORS) {
      const budgets = new Budgets(() => 0);
      takenOf(budgets, 5_000, { door: flooded });
      const other = DOORS.find((door) => door !== flooded)!;
      expect(takenOf(budgets, 500, { door: other })).toBe(50);
    }
  });

  test('a flood into one round leaves room in another', () => {
    const budgets = new Budgets(() => 0);
    takenOf(budgets, 5_000, {});
    expect(takenOf(budgets, 500, { roundId: 'other' })).toBe(150);
  });

  test('the next hour begins anew, and knows nobody of the last', () => {
    let now = 0;
    const budgets = new Budgets(() => now);
    const [first] = [budgets.take(arrival({ source: 'a' }))];
    takenOf(budgets, 5_000, { source: 'a' });
    now = HOUR;
    expect(takenOf(budgets, 5_000, { source: 'a' })).toBe(30);
    // What is given back late belongs to the hour that is gone.
    first.giveBack();
    expect(budgets.take(arrival({ source: 'a' })).within).toBe(false);
  });

  test('what was not stored is given back, once', () => {
    const budgets = new Budgets(() => 0);
    takenOf(budgets, 29, { source: 'a' });
    const place = budgets.take(arrival({ source: 'a' }));
    expect(budgets.take(arrival({ source: 'a' })).within).toBe(false);
    place.giveBack();
    place.giveBack();
    expect(takenOf(budgets, 5, { source: 'a' })).toBe(1);
  });

  test('whatever comes, no more than the room of each is within, and memory stays bounded', () => {
    const one = fc.record({
      roundId: fc.constantFrom('one', 'two'),
      door: fc.constantFrom(...DOORS),
      source: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 600 }), (arrivals) => {
        const budgets = new Budgets(() => 0);
        const within = arrivals.filter((each) => budgets.take(arrival({ ...each, expectedPeople: 1 })).within);
        const rooms = roomsOf(1);
        for (const roundId of ['one', 'two']) {
          const ofRound = within.filter((each) => each.roundId === roundId);
          expect(ofRound.length).toBeLessThanOrEqual(rooms.round);
          for (const door of DOORS) {
            expect(ofRound.filter((each) => each.door === door).length).toBeLessThanOrEqual(rooms.door);
          }
          for (const { source } of ofRound.filter((each) => each.source !== null)) {
            expect(ofRound.filter((each) => each.source === source).length).toBeLessThanOrEqual(rooms.source);
          }
        }
        expect(budgets.size).toBeLessThanOrEqual(27);
      }),
      { numRuns: 40 },
    );
  });

  test('more networks than can be remembered are not remembered', () => {
    const budgets = new Budgets(() => 0);
    for (let at = 0; at < MOST_SOURCES + 500; at += 1) {
      budgets.take(arrival({ source: String(at), roundId: String(at % 400), expectedPeople: 1_000_000 }));
    }
    expect(budgets.size).toBeLessThanOrEqual(MOST_SOURCES + 801);
  });
});
