import type { Permission } from '~/auth/permissions';
import type { Day } from '~/platform/day';
import type { Refusal } from '~/platform/result';
import type { FactType } from '~/record/fact-types';
import type { Workflow } from '~/workflow/workflow';
import type { FlagLevel } from './risk-flag';

export const REPRISAL_STATES = [
  'reported',
  'safe_contact',
  'support_plan',
  'advocacy',
  'monitoring',
  'closed',
] as const;
export type ReprisalState = (typeof REPRISAL_STATES)[number];

/** What can be done for somebody; each is a mitigation, and words say how (G04). */
export const MEASURES = [
  'contact_changed',
  'texts_protected',
  'publication_held',
  'device_help',
  'legal_aid',
  'medical_help',
  'psychosocial_help',
  'shelter',
  'relocation',
  'accompaniment',
  'insider_kept_away',
] as const;
export type Measure = (typeof MEASURES)[number];

/** How a case ended. */
export const OUTCOMES = ['safe', 'left_to_others', 'no_wish', 'no_contact', 'no_reprisal'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A case as its rules judge it. */
export interface Reprisal {
  state: ReprisalState;
  /** Whether the sender allowed by the code that officers speak to others about it. */
  advocacy: boolean;
  /** Measures that were taken. */
  measures: number;
  /** How it is to be closed; asked for by `close` alone. */
  outcome: Outcome | null;
}

export type ReprisalEvent = 'contact' | 'plan' | 'advocate' | 'monitor' | 'close';

/** Outcomes that say that the danger is over for us: only after somebody watched, and did something. */
const WATCHED: readonly Outcome[] = ['safe', 'left_to_others'];

function whyNotClosed({ state, measures, outcome }: Reprisal): Refusal | null {
  if (outcome === null || !WATCHED.includes(outcome)) return null;
  if (state !== 'monitoring') return 'reprisal.not_watched';
  return measures > 0 ? null : 'reprisal.no_measure';
}

/**
 * The life of a case (G04). Nobody speaks for somebody without their consent, given by the code; nothing counts as over that
 * was not watched; and nothing closes by itself.
 */
export const REPRISAL_WORKFLOW: Workflow<ReprisalState, ReprisalEvent, Permission, Reprisal> = {
  contact: { from: ['reported'], to: 'safe_contact', needs: 'reprisal.handle' },
  plan: { from: ['safe_contact', 'advocacy', 'monitoring'], to: 'support_plan', needs: 'reprisal.handle' },
  advocate: {
    from: ['support_plan', 'monitoring'],
    to: 'advocacy',
    needs: 'reprisal.handle',
    refusal: ({ advocacy }) => (advocacy ? null : 'reprisal.no_consent'),
  },
  monitor: { from: ['support_plan', 'advocacy'], to: 'monitoring', needs: 'reprisal.handle' },
  close: {
    from: ['safe_contact', 'support_plan', 'advocacy', 'monitoring'],
    to: 'closed',
    needs: 'reprisal.handle',
    refusal: whyNotClosed,
  },
};
export const REPRISAL_EVENTS = Object.keys(REPRISAL_WORKFLOW) as ReprisalEvent[];

export const REPRISAL_FACTS: Readonly<Record<ReprisalEvent, FactType>> = {
  contact: 'reprisal_case.contacted',
  plan: 'reprisal_case.planned',
  advocate: 'reprisal_case.advocated',
  monitor: 'reprisal_case.monitored',
  close: 'reprisal_case.closed',
};

/** The moves after which somebody must look again on a day that is written down. */
export const LOOKED_AT_AGAIN = ['plan', 'advocate', 'monitor'] as const satisfies readonly ReprisalEvent[];

export function isLookedAtAgain(event: ReprisalEvent): boolean {
  return (LOOKED_AT_AGAIN as readonly ReprisalEvent[]).includes(event);
}

/** Days within which a case must be looked at again. */
export const LONGEST_REVIEW_DAYS = 30;

/** What an officer does beside moving a case. */
export const DEEDS = ['measure', 'tell', 'protect'] as const;
export type Deed = (typeof DEEDS)[number];

/** Everything that can stand in the history of a case; the first four are the sender's. */
export const STEP_KINDS = ['report', 'add', 'allow', 'disallow', ...REPRISAL_EVENTS, ...DEEDS] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Our words to the sender, which wait behind the code. */
export interface ToldWords {
  id: string;
  day: Day;
  text: string | null;
}

/** A case as its sender sees it: neither who works on it, nor what is done and why. */
export interface VisitedReprisal {
  id: string;
  version: number;
  state: ReprisalState;
  level: FlagLevel;
  advocacy: boolean;
  told: readonly ToldWords[];
}
