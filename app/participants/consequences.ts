import { FLAG_LEVELS, type FlagLevel } from './risk-flag';
import type { ConsentUse } from './consent';
import { TOLERANCES, type Tolerance } from './submission';

/** Everything that can be done with a participant's text. */
export const TEXT_USES = [
  'read',
  'search',
  'translate',
  'notify',
  'export',
  'quote',
  'publish',
  'attribute',
  'share_with_donors',
  'finer_place',
] as const;
export type TextUse = (typeof TEXT_USES)[number];

/** `none`: no danger is known. */
export const RISK_LEVELS = ['none', ...FLAG_LEVELS] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** Changes whenever a verdict could come out differently: rows of `use_check` are recomputed by the version they name. */
export const RULE_VERSION = '2026-11';

type Least = Tolerance | 'never';
type Row = Readonly<Record<RiskLevel, Least>>;

const row = (none: Least, low: Least, moderate: Least, high: Least, severe: Least): Row => ({
  none,
  low,
  moderate,
  high,
  severe,
});

/**
 * The whole table: the least exposure the sender must bear for a use, at each level of danger. Along a row it only ever
 * gets stricter, and by its form a stricter tolerance never allows more (both are tests).
 */
export const LEAST_TOLERANCE: Readonly<Record<TextUse, Row>> = {
  // At `severe`, and where an item is set apart, protection officers alone read: `readersAt`.
  read: row('none', 'none', 'none', 'none', 'none'),
  search: row('none', 'none', 'none', 'never', 'never'),
  translate: row('none', 'none', 'none', 'none', 'never'),
  notify: row('confidential_only', 'confidential_only', 'organisation_type_only', 'never', 'never'),
  export: row('confidential_only', 'confidential_only', 'organisation_type_only', 'never', 'never'),
  quote: row('confidential_only', 'confidential_only', 'organisation_type_only', 'never', 'never'),
  publish: row('confidential_only', 'confidential_only', 'confidential_only', 'organisation_type_only', 'never'),
  attribute: row('organisation_public', 'organisation_public', 'never', 'never', 'never'),
  share_with_donors: row('confidential_only', 'confidential_only', 'organisation_to_us', 'never', 'never'),
  finer_place: row('organisation_to_us', 'organisation_public', 'never', 'never', 'never'),
};

/** The consents a use rests on; none where nothing of the words leaves their place. */
export const CONSENTS_FOR: Readonly<Record<TextUse, readonly ConsentUse[]>> = {
  read: ['read'],
  search: ['read'],
  translate: ['read', 'translate'],
  notify: [],
  export: ['read', 'publish'],
  quote: ['read', 'quote', 'publish'],
  publish: ['read', 'publish'],
  attribute: ['read', 'attribute', 'publish'],
  share_with_donors: ['read', 'share_with_donors'],
  finer_place: ['read', 'publish'],
};

/** Uses that let something of a text out of the desk: only these ask how easily the sender could be told apart. */
export const OUTWARD_USES = [
  'export',
  'quote',
  'publish',
  'attribute',
  'share_with_donors',
  'finer_place',
] as const satisfies readonly TextUse[];

export function isOutward(use: TextUse): boolean {
  return (OUTWARD_USES as readonly TextUse[]).includes(use);
}

/** Days after a round's closing before anything made from a text goes out; null: not while the danger lasts. */
export const DAYS_TO_PUBLISHING: Readonly<Record<RiskLevel, number | null>> = {
  none: 0,
  low: 0,
  moderate: 30,
  high: 90,
  severe: null,
};

export const READERS = ['desk', 'desk_without_translators', 'protection'] as const;
export type Readers = (typeof READERS)[number];

/** Who may open a text: fewer, the graver the danger. */
export function readersAt(level: RiskLevel): Readers {
  if (level === 'severe') return 'protection';
  return level === 'high' ? 'desk_without_translators' : 'desk';
}

export function graver(...levels: RiskLevel[]): RiskLevel {
  return RISK_LEVELS[Math.max(0, ...levels.map((level) => RISK_LEVELS.indexOf(level)))]!;
}

export function stricter(...tolerances: Tolerance[]): Tolerance {
  return TOLERANCES[Math.min(...tolerances.map((one) => TOLERANCES.indexOf(one)))]!;
}

/** All that a verdict is made from. The strictest of the sender, the protection officer and the system wins (G04). */
export interface UseCase {
  tolerance: Tolerance;
  /** The exposure that a protection officer lowered it to; `organisation_public` where nobody did. */
  ceiling: Tolerance;
  /** The gravest open flag, whoever raised it. */
  level: RiskLevel;
  /** What the system sees by itself (`systemLevel`); it weighs on what goes out alone. */
  system: RiskLevel;
  /** Set apart for the protection officers. */
  apart: boolean;
  consents: Readonly<Partial<Record<ConsentUse, boolean>>>;
  /** Since the round closed; null while it is open. */
  days: number | null;
}

export const USE_REASONS = ['no_consent', 'set_apart', 'level', 'tolerance', 'too_early'] as const;
export type UseReason = (typeof USE_REASONS)[number];

export interface UseVerdict {
  allowed: boolean;
  reasons: readonly UseReason[];
}

export function hasConsent(use: TextUse, consents: UseCase['consents']): boolean {
  return CONSENTS_FOR[use].every((one) => consents[one] === true);
}

function levelFor(use: TextUse, { level, system, apart }: Omit<UseCase, 'consents'>): RiskLevel {
  return graver(level, apart ? 'severe' : 'none', isOutward(use) ? system : 'none');
}

function isEarly(use: TextUse, at: RiskLevel, days: number | null): boolean {
  const wait = DAYS_TO_PUBLISHING[at];
  if (!isOutward(use) || wait === 0) return false;
  return wait === null || days === null || days < wait;
}

/** The verdict over one use, whether or not consent was given; every reason against it is told, not only the first. */
export function verdictOn(use: TextUse, one: Omit<UseCase, 'consents'>, consent: boolean): UseVerdict {
  const at = levelFor(use, one);
  const least = LEAST_TOLERANCE[use][at];
  const bearable = stricter(one.tolerance, one.ceiling);
  const reasons: UseReason[] = [];
  if (!consent) reasons.push('no_consent');
  if (one.apart && least === 'never') reasons.push('set_apart');
  else if (least === 'never') reasons.push('level');
  if (least !== 'never' && TOLERANCES.indexOf(bearable) < TOLERANCES.indexOf(least)) reasons.push('tolerance');
  if (least !== 'never' && isEarly(use, at, one.days)) reasons.push('too_early');
  return { allowed: reasons.length === 0, reasons };
}

export interface Consequences {
  uses: Readonly<Record<TextUse, UseVerdict>>;
  readers: Readers;
  /** Days after the closing of the round; null while the danger lasts. */
  publishAfterDays: number | null;
}

/** Everything that may and may not be done with one text now, who reads it, and from when something of it may go out. */
export function usesOf(one: UseCase): Consequences {
  const verdicts = TEXT_USES.map((use) => [use, verdictOn(use, one, hasConsent(use, one.consents))] as const);
  return {
    uses: Object.fromEntries(verdicts) as Record<TextUse, UseVerdict>,
    readers: readersAt(levelFor('read', one)),
    publishAfterDays: DAYS_TO_PUBLISHING[levelFor('publish', one)],
  };
}

/** The levels at which a use is refused whatever the sender bears: for questions that the database answers. */
export function levelsRefusing(use: TextUse): FlagLevel[] {
  return FLAG_LEVELS.filter((level) => LEAST_TOLERANCE[use][level] === 'never');
}

/** What a row of `use_check` keeps. */
export interface KeptCheck extends Omit<UseCase, 'consents'> {
  use: TextUse;
  consent: boolean;
  verdict: boolean;
  reasons: readonly string[];
  ruleVersion: string;
}

/** Whether a kept row says what the rules say; null for a version of the rules that this program does not hold. */
export function recomputes(row: KeptCheck): boolean | null {
  if (row.ruleVersion !== RULE_VERSION) return null;
  const { allowed, reasons } = verdictOn(row.use, row, row.consent);
  return allowed === row.verdict && reasons.join() === row.reasons.join();
}
