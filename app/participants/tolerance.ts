import { done, refuse, type Result } from '~/platform/result';
import type { ConsentUse } from './consent';
import { TOLERANCES, usesAsked, type Tolerance } from './submission';

/** The tolerances that expose less than this one, the strictest first. */
export function stricterThan(tolerance: Tolerance): readonly Tolerance[] {
  return TOLERANCES.slice(0, TOLERANCES.indexOf(tolerance));
}

/**
 * By a visit's ticket exposure only ever gets less, and at once. More exposure needs the code itself and never reaches
 * how somebody is known (SECURITY.md §3): refused here.
 */
export function tighten(from: Tolerance, to: Tolerance): Result<Tolerance> {
  if (from === to) return refuse('visit.already');
  return stricterThan(from).includes(to) ? done(to) : refuse('visit.only_stricter');
}

/** A kind of organisation is kept only where the sender can bear that much to be known. */
export function keepsOrgType(tolerance: Tolerance): boolean {
  return tolerance !== 'none' && tolerance !== 'confidential_only';
}

/** A consent as it stands now: of several about one use the last counts. */
export interface StandingConsent {
  use: ConsentUse;
  given: boolean;
  sequence: number;
  textVersion: string;
  language: string;
}

export function standingConsents(all: readonly StandingConsent[]): StandingConsent[] {
  const newest = new Map<ConsentUse, StandingConsent>();
  for (const one of all) if (one.sequence > (newest.get(one.use)?.sequence ?? 0)) newest.set(one.use, one);
  return [...newest.values()];
}

/** The consents that a visit may take back. Without reading nothing is left: that is withdrawing, and says so. */
export function takeable(standing: readonly StandingConsent[]): StandingConsent[] {
  const asked: readonly ConsentUse[] = [...usesAsked('anonymous'), 'attribute'];
  return standing.filter(({ use, given }) => given && asked.includes(use));
}

export function takeBack(standing: readonly StandingConsent[], use: ConsentUse): Result<StandingConsent> {
  const consent = standing.find((one) => one.use === use);
  if (!consent || use === 'read') return refuse('visit.not_yours');
  return consent.given ? done(consent) : refuse('visit.already');
}
