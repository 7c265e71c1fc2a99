import type { Permission } from '~/auth/permissions';
import { FLAG_KINDS, type FlagKind, type FlagLevel } from '~/participants/risk-flag';
import { daysBetween, type Day } from '~/platform/day';
import type { CivicSpace } from '~/programs/country';
import type { FactType } from '~/record/fact-types';
import type { Round } from '~/rounds/round';
import type { Workflow } from '~/workflow/workflow';

/** Days for which a signature holds (G04). */
export const ASSESSED_DAYS = 90;

export type Hazard = Exclude<FlagKind, 'staff_conduct'>;

/** The standard list (GUIDELINES, Risk flag). A complaint about staff is no hazard of a round but a case of its own. */
export const HAZARDS: readonly Hazard[] = FLAG_KINDS.filter((kind): kind is Hazard => kind !== 'staff_conduct');

/** Whose view of the dangers was heard before: a participant's, somebody's who speaks for them, or nobody's yet. */
export const HEARD = ['participant', 'proxy', 'nobody'] as const;
export type Heard = (typeof HEARD)[number];

export const ASSESSMENT_STATES = ['draft', 'signed'] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

/** The words of an assessment; sealed as one. */
export interface AssessmentTexts {
  /** Who is exposed, and to what. */
  exposed: string;
  /** What is built in against it, by whom. */
  mitigations: string;
  /** What participants are told of the risk that stays. */
  told: string;
}

/** One edition of the risk assessment of a round, without its words. */
export interface RiskAssessment {
  id: string;
  missionId: string;
  roundId: string;
  edition: number;
  state: AssessmentState;
  hazards: readonly Hazard[];
  heard: Heard;
  /** The risk that stays with everything done. */
  residual: FlagLevel;
  /** Everybody who wrote in it: none of them signs. */
  draftedBy: readonly string[];
  draftedOn: Day;
  signedBy: string | null;
  signedOn: Day | null;
  /** The rating of the round's country when it was signed. */
  civicSpace: CivicSpace | null;
  version: number;
}

export type AssessmentEvent = 'edit' | 'sign';

interface AssessmentCase extends Pick<RiskAssessment, 'state' | 'heard' | 'draftedBy'> {
  actorId: string;
}

function signingRefusal({ draftedBy, heard, actorId }: AssessmentCase) {
  if (draftedBy.includes(actorId)) return 'risk_assessment.signer_wrote_it';
  return heard === 'nobody' ? 'risk_assessment.nobody_heard' : null;
}

/** The life of an edition: it changes until a protection officer signs it who wrote none of it, and never after. */
export const ASSESSMENT_WORKFLOW: Workflow<AssessmentState, AssessmentEvent, Permission, AssessmentCase> = {
  edit: { from: ['draft'], to: 'draft', needs: 'round.edit' },
  sign: { from: ['draft'], to: 'signed', needs: 'round.review_risk', refusal: signingRefusal },
};

export const ASSESSMENT_FACTS: Readonly<Record<AssessmentEvent, FactType>> = {
  edit: 'risk_assessment.edited',
  sign: 'risk_assessment.signed',
};

/** Whether a round may still be assessed: its dangers end neither with its opening nor with its closing. */
export function isAssessable({ state }: Pick<Round, 'state'>): boolean {
  return state !== 'archived' && state !== 'cancelled';
}

/** What the gate looks at: the newest signed edition, and whether one is being drafted. */
export interface AssessmentStanding {
  signed: Pick<RiskAssessment, 'residual' | 'signedOn' | 'civicSpace'> | null;
  drafted: boolean;
}

export type AssessmentFault =
  'no_assessment' | 'not_assessed_signed' | 'not_assessed_lately' | 'not_assessed_as_rated' | 'not_assessed_safe';

/**
 * What an assessment lacks for a round to open on a day, in a country with this rating; null when it is signed and fresh.
 * Stale after 90 days, and as soon as the rating is another one. Where a severe risk stays with everything done, a
 * signature does not open a round.
 */
export function assessmentFault(
  { signed, drafted }: AssessmentStanding,
  rating: CivicSpace,
  today: Day,
): AssessmentFault | null {
  if (!signed?.signedOn) return drafted ? 'not_assessed_signed' : 'no_assessment';
  if (daysBetween(signed.signedOn, today) > ASSESSED_DAYS) return 'not_assessed_lately';
  if (signed.civicSpace !== rating) return 'not_assessed_as_rated';
  return signed.residual === 'severe' ? 'not_assessed_safe' : null;
}

/** The standing of a round by its editions. */
export function standingOf(editions: readonly RiskAssessment[]): AssessmentStanding {
  const signed = editions.filter(({ state }) => state === 'signed');
  const newest = signed.reduce<RiskAssessment | null>((one, other) => (one && one.edition > other.edition ? one : other), null); // prettier-ignore
  return { signed: newest, drafted: editions.some(({ state }) => state === 'draft') };
}
