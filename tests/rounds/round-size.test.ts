import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CIVIC_SPACE } from '~/programs/country';
import { UNIT_TYPES } from '~/programs/program';
import { sizeOf } from '~/rounds/round-size';

const round = { expectedPeople: 25, languages: ['fr'], decidesLethal: false };
const program = { unitType: 'regular' } as const;
const country = { civicSpace: 'obstructed' } as const;

test('a few people in one language, where one may speak, are a listening round', () => {
  expect(sizeOf(round, program, country)).toBe('listening');
});

test.each([
  [{ expectedPeople: 26 }, 'standard'],
  [{ languages: ['fr', 'ar'] }, 'standard'],
  [{ decidesLethal: true }, 'standard'],
  [{ expectedPeople: 500 }, 'standard'],
  [{ expectedPeople: 501 }, 'full'],
] as const)('%j makes it %s', (more, size) => {
  expect(sizeOf({ ...round, ...more }, program, country)).toBe(size);
});

test('dangerous places and units always make it full', () => {
  const any = fc.record({
    expectedPeople: fc.integer({ min: 1, max: 2_000 }),
    languages: fc.subarray(['en', 'fr', 'ar'], { minLength: 1 }),
    decidesLethal: fc.boolean(),
  });
  fc.assert(
    fc.property(any, fc.constantFrom(...UNIT_TYPES), fc.constantFrom(...CIVIC_SPACE), (some, unitType, civicSpace) => {
      const dangerous =
        ['repressed', 'closed'].includes(civicSpace) || ['internal_security', 'elite_secret'].includes(unitType);
      const size = sizeOf(some, { unitType }, { civicSpace });
      if (dangerous) expect(size).toBe('full');
      // More people never need less care.
      const order = ['listening', 'standard', 'full'];
      const more = sizeOf({ ...some, expectedPeople: some.expectedPeople + 100 }, { unitType }, { civicSpace });
      expect(order.indexOf(more)).toBeGreaterThanOrEqual(order.indexOf(size));
    }),
  );
});
