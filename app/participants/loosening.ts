import { addDays, type Day } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import type { FlagKind, FlagState } from './risk-flag';
import type { ConsentUse } from './consent';
import { TOLERANCES, type Tolerance } from './submission';
import type { StandingConsent } from './tolerance';

/** Days that more exposure waits, so that somebody who was pressed for a code can take it back (SECURITY.md §3). */
export const LOOSENING_DAYS = 7;

export const LOOSENING_ACTS = ['tolerance', 'consent', 'accept'] as const;
export type LooseningAct = (typeof LOOSENING_ACTS)[number];

export const LOOSENING_STATES = ['waiting', 'applied', 'cancelled'] as const;
export type LooseningState = (typeof LOOSENING_STATES)[number];

/** The exposures that can be reached by code: none of them lets anybody know which organisation it was. */
const WITHIN_REACH = ['confidential_only', 'organisation_type_only'] as const satisfies readonly Tolerance[];
/** The uses that can be allowed again by code: reading was never taken, and naming is out of reach. */
export const CONSENTS_WITHIN_REACH = [
  'translate',
  'quote',
  'publish',
  'share_with_donors',
  'be_asked_by_auditor',
  'keep_after_round',
] as const satisfies readonly ConsentUse[];

/** Looser tolerances that a code may reach from this one. */
export function looserThan(tolerance: Tolerance): readonly Tolerance[] {
  return WITHIN_REACH.filter((one) => TOLERANCES.indexOf(one) > TOLERANCES.indexOf(tolerance));
}

/** The consents that are not given now and that a code can give. */
export function givable(standing: readonly StandingConsent[]): readonly ConsentUse[] {
  const given = standing.filter((one) => one.given).map(({ use }) => use);
  return CONSENTS_WITHIN_REACH.filter((use) => !given.includes(use));
}

/** What more openness is wished for, with the code. */
export interface LooseningWish {
  act: LooseningAct;
  /** A tolerance, a use, or the id of a flag. */
  scope: string;
}

export interface LooseningCase {
  tolerance: Tolerance;
  consents: readonly StandingConsent[];
  flags: readonly { id: string; kind: FlagKind; state: FlagState }[];
  waiting: readonly LooseningWish[];
}

function isWithinReach({ act, scope }: LooseningWish, one: LooseningCase): boolean {
  if (act === 'tolerance') return looserThan(one.tolerance).some((tolerance) => tolerance === scope);
  if (act === 'consent') return givable(one.consents).some((use) => use === scope);
  const flag = one.flags.find(({ id }) => id === scope);
  return flag !== undefined && flag.kind !== 'staff_conduct' && ['triaged', 'mitigating'].includes(flag.state);
}

/** Whether a wish for more openness may wait its days; refuses attribution, what is open already, and a second wish. */
export function decideLoosening(wish: LooseningWish, one: LooseningCase, today: Day): Result<{ dueOn: Day }> {
  if (one.waiting.some(({ act, scope }) => act === wish.act && scope === wish.scope)) return refuse('visit.already');
  if (!isWithinReach(wish, one)) return refuse('visit.not_looser');
  return done({ dueOn: addDays(today, LOOSENING_DAYS) });
}

/** Whether a waiting wish takes effect today: its days are over, and it still is one. */
export function isRipe({ dueOn }: { dueOn: Day }, today: Day): boolean {
  return today >= dueOn;
}

/**
 * Whether an act that tightens makes a waiting wish void: who asks for less does not still ask for more of the same.
 */
export function isVoidedBy(wish: LooseningWish, tightened: { act: LooseningAct; scope?: string }): boolean {
  if (tightened.act === 'tolerance') return wish.act === 'tolerance';
  return wish.act === tightened.act && (tightened.scope === undefined || wish.scope === tightened.scope);
}
