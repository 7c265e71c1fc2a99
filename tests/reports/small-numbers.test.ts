import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auditedParts,
  isToldInWords,
  LEAST,
  shownBehind,
  shownCount,
  shownParts,
  shownShare,
  type Shown,
} from '~/reports/small-numbers';

const count = fc.nat({ max: 100_000 });

describe('a count in public', () => {
  it('is in words below 5 and a multiple of 5 above', () => {
    expect([0, 1, 4].map(shownCount)).toEqual([{ kind: 'few' }, { kind: 'few' }, { kind: 'few' }]);
    expect([5, 7, 8, 12, 13, 402].map(shownCount)).toEqual(
      [5, 5, 10, 10, 15, 400].map((value) => ({ kind: 'about', value })),
    );
  });

  it('says the same of at least two numbers, and of every number below 5', () => {
    fc.assert(
      fc.property(count, (number) => {
        const same = [number - 1, number + 1].filter(
          (other) => other >= 0 && alike(shownCount(other), shownCount(number)),
        );
        expect(same.length).toBeGreaterThan(0);
        if (number < LEAST) expect(shownCount(number)).toEqual(shownCount(0));
      }),
    );
  });

  it('tells points only where 5 submissions stand behind them', () => {
    expect(shownBehind(80, 4)).toEqual({ kind: 'few' });
    expect(shownBehind(83, 5)).toEqual({ kind: 'about', value: 85 });
    expect(isToldInWords(4)).toBe(true);
    expect(isToldInWords(5)).toBe(false);
  });
});

describe('a share in public', () => {
  it('is made of published numbers alone, from 20 on', () => {
    fc.assert(
      fc.property(count, count, (part, whole) => {
        const share = shownShare(shownCount(part), shownCount(whole));
        const [shownPart, shownWhole] = [shownCount(part), shownCount(whole)];
        if (shownPart.kind !== 'about' || shownWhole.kind !== 'about' || whole < 18) expect(share).toBeNull();
        else expect(share).toBe(Math.min(1, shownPart.value / shownWhole.value));
      }),
    );
    expect(shownShare(shownCount(9), shownCount(17))).toBeNull();
    expect(shownShare(shownCount(9), shownCount(20))).toBe(0.5);
    expect(shownShare(shownCount(4), shownCount(400))).toBeNull();
  });
});

/** Every table of so many rows with cells from 1 to `most`. */
function tables(rows: number, most: number): number[][] {
  if (rows === 0) return [[]];
  return tables(rows - 1, most).flatMap((table) => Array.from({ length: most }, (_, index) => [...table, index + 1]));
}

const sum = (cells: readonly number[]) => cells.reduce((total, cell) => total + cell, 0);
const alike = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * The attacker knows the rule, the rows, the total and what is published, and lists all tables that give exactly this.
 * Answers the small cells for which there is but one value left.
 */
function givenAway(all: readonly number[][], publish: (cells: number[]) => unknown): string[] {
  const worlds = new Map<string, number[][]>();
  for (const cells of all) {
    const seen = JSON.stringify(publish(cells));
    worlds.set(seen, [...(worlds.get(seen) ?? []), cells]);
  }
  return [...worlds].flatMap(([seen, possible]) =>
    possible[0]!.flatMap((_, row) => {
      const values = new Set(possible.map((cells) => cells[row]));
      const isSmall = possible.some((cells) => cells[row]! < LEAST);
      return isSmall && values.size === 1 ? [`${seen}: row ${row} is ${[...values][0]}`] : [];
    }),
  );
}

/** Large enough that no world is missing at the edge of what is listed. */
const MOST = 16;
const inside = (rows: number) => tables(rows, MOST).filter((cells) => sum(cells) <= MOST);

describe('parts of a total that is published too', () => {
  it.each([2, 3, 4])('cannot be computed back with %i rows, from a rounded total', (rows) => {
    // Below 5 nothing is listed at all. Above 12 the rounded totals are reached by only some of the worlds listed here.
    const whole = inside(rows).filter((cells) => sum(cells) >= LEAST && sum(cells) <= 12);
    expect(givenAway(whole, (cells) => [shownCount(sum(cells)), shownParts(cells)])).toEqual([]);
  });

  it.each([2, 3, 4])('cannot be computed back with %i rows, from an exact total', (rows) => {
    // With n rows of 1 the total is n, whatever is published: that much the rows themselves say.
    const more = inside(rows).filter((cells) => sum(cells) > rows);
    expect(givenAway(more, (cells) => [sum(cells), auditedParts(cells)])).toEqual([]);
  });

  it('would notice the usual mistake: one hidden cell beside a shown total', () => {
    const naive = (cells: number[]) => [shownCount(sum(cells)), cells.map(shownCount)];
    const whole = tables(3, 9).filter((cells) => sum(cells) <= 22);
    expect(givenAway(whole, naive)).not.toEqual([]);
    expect(givenAway(inside(2), (cells) => [sum(cells), cells.map(shownCount)])).not.toEqual([]);
  });

  it('gives numbers when no cell is small, and never a number beside a small one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 }), (cells) => {
        const shown = shownParts(cells);
        const small = cells.some((cell) => cell < LEAST);
        expect(shown?.some((one: Shown) => one.kind === 'about') ?? false).toBe(!small);
        shown?.forEach((one, row) => expect(one.kind === 'few').toBe(cells[row]! < LEAST));
      }),
    );
    expect(shownParts([40, 3])).toEqual([{ kind: 'many' }, { kind: 'few' }]);
    expect(shownParts([5, 1])).toBeNull();
    expect(shownParts([2, 3])).toBeNull();
    expect(auditedParts([41, 8])).toEqual([
      { kind: 'about', value: 41 },
      { kind: 'about', value: 8 },
    ]);
  });
});
