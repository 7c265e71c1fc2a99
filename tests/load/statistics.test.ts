import { describe, expect, it } from 'vitest';
import { seeded } from '../support/kill-run';
import { ksDistance, median, medianSpread, permutationChance, quantile, shuffled } from './statistics';

describe('quantiles', () => {
  it('lie between two values in proportion, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantile([10, 0], 0.25)).toBe(2.5);
    expect([quantile([3, 1, 2], 0), quantile([3, 1, 2], 1)]).toEqual([1, 3]);
  });

  it('are no number where there is no value', () => {
    expect(median([])).toBeNaN();
  });

  it('leave their values as they were', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('the distance of two distributions', () => {
  it('is 0 for the same, 1 for those that do not touch, and counts ties as one step', () => {
    expect(ksDistance([1, 2, 2, 3], [3, 2, 1, 2])).toBe(0);
    expect(ksDistance([1, 2], [5, 6, 7])).toBe(1);
    expect(ksDistance([1, 1, 1, 2], [1, 2, 2, 2])).toBe(0.5);
  });

  it('does not depend on which is first', () => {
    const [one, other] = [
      [1, 4, 4, 8],
      [2, 4, 9],
    ];
    expect(ksDistance(one!, other!)).toBe(ksDistance(other!, one!));
  });
});

it('shuffling keeps every value and can be repeated', () => {
  const values = Array.from({ length: 50 }, (_, index) => index);
  const mixed = shuffled(values, seeded(7));
  expect(mixed).not.toEqual(values);
  expect([...mixed].sort((one, other) => one - other)).toEqual(values);
  expect(shuffled(values, seeded(7))).toEqual(mixed);
});

describe('the chance of being as far apart by accident', () => {
  const around = (middle: number, seed: number) => {
    const random = seeded(seed);
    return Array.from({ length: 200 }, () => middle + random() * 10);
  };

  it('is large for groups that are alike', () => {
    const groups = [around(100, 1), around(100, 2), around(100, 3)];
    expect(permutationChance(groups, medianSpread, 199, seeded(4))).toBeGreaterThan(0.05);
  });

  it('is as small as it can be for groups that differ', () => {
    const groups = [around(100, 1), around(100, 2), around(105, 3)];
    expect(permutationChance(groups, medianSpread, 199, seeded(4))).toBe(1 / 200);
  });
});
