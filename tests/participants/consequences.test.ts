import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONSENTS_FOR,
  DAYS_TO_PUBLISHING,
  isOutward,
  LEAST_TOLERANCE,
  levelsRefusing,
  READERS,
  readersAt,
  recomputes,
  RISK_LEVELS,
  RULE_VERSION,
  TEXT_USES,
  usesOf,
  verdictOn,
  type RiskLevel,
  type TextUse,
  type UseCase,
} from '~/participants/consequences';
import { CONSENT_USES } from '~/participants/consent';
import { TOLERANCES, type Tolerance } from '~/participants/submission';

/**
 * The rules once more, written by hand: a line a tolerance from the strictest, a letter a level from none to severe; `y`
 * where the use is allowed once consent is given and enough days are over.
 */
const EXPECTED: Readonly<Record<TextUse, readonly [string, string, string, string, string]>> = {
  read: ['yyyyy', 'yyyyy', 'yyyyy', 'yyyyy', 'yyyyy'],
  search: ['yyy--', 'yyy--', 'yyy--', 'yyy--', 'yyy--'],
  translate: ['yyyy-', 'yyyy-', 'yyyy-', 'yyyy-', 'yyyy-'],
  notify: ['-----', 'yy---', 'yyy--', 'yyy--', 'yyy--'],
  export: ['-----', 'yy---', 'yyy--', 'yyy--', 'yyy--'],
  quote: ['-----', 'yy---', 'yyy--', 'yyy--', 'yyy--'],
  publish: ['-----', 'yyy--', 'yyyy-', 'yyyy-', 'yyyy-'],
  attribute: ['-----', '-----', '-----', '-----', 'yy---'],
  share_with_donors: ['-----', 'yy---', 'yy---', 'yyy--', 'yyy--'],
  finer_place: ['-----', '-----', '-----', 'y----', 'yy---'],
};

const ALL_GIVEN = Object.fromEntries(CONSENT_USES.map((use) => [use, true]));
const calm: UseCase = {
  tolerance: 'organisation_public',
  ceiling: 'organisation_public',
  level: 'none',
  system: 'none',
  apart: false,
  consents: ALL_GIVEN,
  days: 1_000,
};
const CELLS = TEXT_USES.flatMap((use) =>
  TOLERANCES.flatMap((tolerance, row) =>
    RISK_LEVELS.map((level, column) => ({ use, tolerance, level, allowed: EXPECTED[use][row]![column] === 'y' })),
  ),
);

describe('the table of consequences', () => {
  it('has every cell, and each as it is written by hand', () => {
    expect(CELLS).toHaveLength(TEXT_USES.length * TOLERANCES.length * RISK_LEVELS.length);
    const wrong = CELLS.filter(
      ({ use, tolerance, level, allowed }) => usesOf({ ...calm, tolerance, level }).uses[use].allowed !== allowed,
    );
    expect(wrong).toEqual([]);
  });

  it('says in every refused cell whether the danger or the tolerance refuses', () => {
    for (const { use, tolerance, level, allowed } of CELLS) {
      const { reasons } = usesOf({ ...calm, tolerance, level }).uses[use];
      const expected = allowed ? [] : [LEAST_TOLERANCE[use][level] === 'never' ? 'level' : 'tolerance'];
      expect(reasons, `${use} ${tolerance} ${level}`).toEqual(expected);
    }
  });

  it('needs each consent that a use rests on, and no other', () => {
    for (const use of TEXT_USES) {
      for (const consent of CONSENT_USES) {
        const { allowed, reasons } = usesOf({ ...calm, consents: { ...ALL_GIVEN, [consent]: false } }).uses[use];
        expect(allowed, `${use} without ${consent}`).toBe(!CONSENTS_FOR[use].includes(consent));
        expect(reasons).toEqual(allowed ? [] : ['no_consent']);
      }
    }
  });

  it('lets fewer read and publishes later, the graver the danger', () => {
    const readers = RISK_LEVELS.map((level) => READERS.indexOf(readersAt(level)));
    expect(readers).toEqual([0, 0, 0, 1, 2]);
    expect(RISK_LEVELS.map((level) => DAYS_TO_PUBLISHING[level])).toEqual([0, 0, 30, 90, null]);
  });

  it('waits its days after the closing, and never publishes of a round still open', () => {
    const moderate = { ...calm, level: 'moderate' as const };
    const publish = (days: number | null) => usesOf({ ...moderate, days }).uses.publish;
    expect(publish(null)).toEqual({ allowed: false, reasons: ['too_early'] });
    expect(publish(29).allowed).toBe(false);
    expect(publish(30).allowed).toBe(true);
    expect(usesOf({ ...calm, days: null }).uses.publish.allowed).toBe(true);
  });

  it('treats what is set apart as severe, and says so', () => {
    const { uses, readers, publishAfterDays } = usesOf({ ...calm, apart: true });
    expect(TEXT_USES.filter((use) => uses[use].allowed)).toEqual(['read']);
    expect(uses.quote.reasons).toEqual(['set_apart']);
    expect([readers, publishAfterDays]).toEqual(['protection', null]);
  });

  it('lets the system weigh on what goes out, and on nothing else', () => {
    const { uses } = usesOf({ ...calm, system: 'severe' });
    expect(TEXT_USES.filter((use) => uses[use].allowed)).toEqual(TEXT_USES.filter((use) => !isOutward(use)));
  });

  it('names the levels that refuse a use whatever its sender bears', () => {
    expect(levelsRefusing('search')).toEqual(['high', 'severe']);
    expect(levelsRefusing('read')).toEqual([]);
  });
});

const tolerance = fc.constantFrom(...TOLERANCES);
const level = fc.constantFrom(...RISK_LEVELS);
const aCase: fc.Arbitrary<UseCase> = fc.record({
  tolerance,
  ceiling: tolerance,
  level,
  system: level,
  apart: fc.boolean(),
  consents: fc.dictionary(fc.constantFrom(...CONSENT_USES), fc.boolean()),
  days: fc.option(fc.nat(200)),
});
const allowedIn = (one: UseCase) => TEXT_USES.filter((use) => usesOf(one).uses[use].allowed);
const isWithin = (fewer: readonly string[], more: readonly string[]) => fewer.every((use) => more.includes(use));
const upTo = <T>(all: readonly T[], at: T) => all.slice(0, all.indexOf(at) + 1);

describe('less is never more', () => {
  it('when a level rises, by whomever', () => {
    fc.assert(
      fc.property(aCase, level, fc.constantFrom('level' as const, 'system' as const), (one, other, who) => {
        const calmer: RiskLevel[] = upTo(RISK_LEVELS, one[who]);
        fc.pre(calmer.includes(other));
        expect(isWithin(allowedIn(one), allowedIn({ ...one, [who]: other }))).toBe(true);
      }),
    );
  });

  it('when the sender or a protection officer tightens the exposure', () => {
    fc.assert(
      fc.property(aCase, tolerance, fc.constantFrom('tolerance' as const, 'ceiling' as const), (one, other, who) => {
        const stricter: Tolerance[] = upTo(TOLERANCES, one[who]);
        fc.pre(stricter.includes(other));
        expect(isWithin(allowedIn({ ...one, [who]: other }), allowedIn(one))).toBe(true);
      }),
    );
  });

  it('when a consent is taken back, or an item is set apart', () => {
    fc.assert(
      fc.property(aCase, fc.constantFrom(...CONSENT_USES), (one, use) => {
        expect(isWithin(allowedIn({ ...one, consents: { ...one.consents, [use]: false } }), allowedIn(one))).toBe(true);
        expect(isWithin(allowedIn({ ...one, apart: true }), allowedIn(one))).toBe(true);
      }),
    );
  });

  it('when fewer days are over', () => {
    fc.assert(
      fc.property(aCase, fc.nat(200), (one, fewer) => {
        fc.pre(one.days !== null && fewer <= one.days);
        expect(isWithin(allowedIn({ ...one, days: fewer }), allowedIn(one))).toBe(true);
      }),
    );
  });

  it('whoever sees no lists is out before whoever does', () => {
    fc.assert(
      fc.property(level, level, (one, other) => {
        fc.pre(RISK_LEVELS.indexOf(one) <= RISK_LEVELS.indexOf(other));
        expect(READERS.indexOf(readersAt(one))).toBeLessThanOrEqual(READERS.indexOf(readersAt(other)));
      }),
    );
  });
});

describe('a kept verdict', () => {
  it('is made again from what it was made from', () => {
    fc.assert(
      fc.property(aCase, fc.constantFrom(...TEXT_USES), fc.boolean(), ({ consents: _, ...one }, use, consent) => {
        const { allowed, reasons } = verdictOn(use, one, consent);
        const row = { ...one, use, consent, verdict: allowed, reasons, ruleVersion: RULE_VERSION };
        expect(recomputes(row)).toBe(true);
        expect(recomputes({ ...row, verdict: !allowed })).toBe(false);
        expect(recomputes({ ...row, reasons: [...reasons, 'level'] })).toBe(false);
        expect(recomputes({ ...row, ruleVersion: '1999-01' })).toBe(null);
      }),
    );
  });
});
