import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONSENT_USES } from '~/participants/consent';
import {
  answerLanguageOf,
  consentsOf,
  headerOf,
  ORG_TYPES,
  orgTypeKept,
  replayIsOpen,
  TOLERANCES,
  usesAsked,
  wordsAreKept,
  type Replay,
} from '~/participants/submission';

const tolerance = fc.constantFrom(...TOLERANCES);
const orgType = fc.constantFrom(...ORG_TYPES, null);

describe('what a tolerance lets through', () => {
  test('a kind of organisation only where the sender can bear that it is known', () => {
    fc.assert(
      fc.property(tolerance, orgType, (tolerance, orgType) => {
        const bearable = TOLERANCES.indexOf(tolerance) >= TOLERANCES.indexOf('organisation_type_only');
        expect(orgTypeKept({ tolerance, orgType })).toBe(bearable ? orgType : null);
      }),
    );
  });

  test('the header of an anonymous sender holds a handle and nothing else', () => {
    expect(headerOf({ attribution: 'anonymous' }, 'handle')).toEqual({
      handle: 'handle',
      attribution: 'anonymous',
      group: null,
      region: null,
    });
  });
});

describe('consents', () => {
  test('every use is answered; only what was given and makes sense counts as given', () => {
    fc.assert(
      fc.property(fc.subarray([...CONSENT_USES]), (given) => {
        const consents = consentsOf(given, 'anonymous');
        expect(Object.keys(consents).sort()).toEqual([...CONSENT_USES].sort());
        for (const use of CONSENT_USES) expect(consents[use]).toBe(given.includes(use) && use !== 'attribute');
      }),
    );
  });

  test('nobody is asked whether they may be read, nor the anonymous whether they may be named', () => {
    expect(usesAsked('anonymous')).not.toContain('read');
    expect(usesAsked('anonymous')).not.toContain('attribute');
    expect(usesAsked('anonymous')).toHaveLength(CONSENT_USES.length - 2);
  });
});

test('words are kept to be seen again only for somebody who will hold a code', () => {
  const cases = [true, false].flatMap((wordsShown) =>
    [true, false].map((codeDeclined) => ({ wordsShown, codeDeclined })),
  );
  expect(cases.filter(wordsAreKept)).toEqual([{ wordsShown: true, codeDeclined: false }]);
});

test.each([
  ['fr', 'ar', ['en', 'fr', 'ar'], 'fr'],
  [null, 'ar', ['en', 'fr', 'ar'], 'ar'],
  [null, 'kr', ['en', 'fr'], 'en'],
  ['kr', 'kr', ['fr', 'en'], 'fr'],
  [null, 'kr', [], 'en'],
])('the answer wished in %s to words in %s, of %j, comes in %s', (wished, words, offered, expected) => {
  expect(answerLanguageOf(wished, words, offered)).toBe(expected);
});

describe('the replay', () => {
  const open: Replay = {
    submissionId: 's',
    missionId: 'm',
    state: 'received',
    replayOpen: true,
    bodyTag: new Uint8Array(32),
    version: 1,
  };

  test('is open while nothing ended it', () => {
    expect(replayIsOpen(open, 'in_time')).toBe(true);
    expect(replayIsOpen(open, 'too_young')).toBe(true);
  });

  test.each([
    ['confirmed', { replayOpen: false }, 'in_time'],
    ['withdrawn', { state: 'withdrawn' }, 'in_time'],
    ['erased', { state: 'erased_by_staff' }, 'in_time'],
    ['without a code', { bodyTag: null }, 'in_time'],
    ['twelve hours old', {}, 'too_old'],
  ] as const)('is closed when %s', (_, change, age) => {
    expect(replayIsOpen({ ...open, ...change }, age)).toBe(false);
  });
});
