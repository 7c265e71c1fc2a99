import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import type { CheckIn } from './check-in';
import type { LooseningAct } from './loosening';
import type { VisitedReprisal } from './reprisal';
import type { FlagKind, FlagLevel, FlagRaiser, FlagState } from './risk-flag';
import type { Tolerance } from './submission';
import type { StandingConsent } from './tolerance';

/** How far something is, in the five steps that a participant is shown. */
export const STAGES = ['received', 'read', 'considered', 'decided', 'answered'] as const;
export type Stage = (typeof STAGES)[number];

const STAGE_OF = {
  received: 'received',
  quarantined: 'received',
  first_look: 'read',
  screened: 'read',
  translated: 'read',
  coded: 'read',
  under_consideration: 'considered',
  disputed: 'considered',
  referred: 'considered',
  duplicate_linked: 'considered',
  decided: 'decided',
  response_approved: 'decided',
  answer_available: 'answered',
  answer_collected: 'answered',
  delivered_in_person: 'answered',
  never_collected: 'answered',
  withdrawn: 'answered',
} as const satisfies Record<string, Stage>;
/** The states of an item (GUIDELINES, Feedback item). */
export type VisitedState = keyof typeof STAGE_OF;
export const VISITED_STATES = Object.keys(STAGE_OF) as VisitedState[];

export function stageOf(state: VisitedState): Stage {
  return STAGE_OF[state];
}

/** A submission is as far as the answer that lags behind the most. Nothing left of it counts as received. */
export function stageOfAll(states: readonly VisitedState[]): Stage {
  const stages = states.filter((state) => state !== 'withdrawn').map((state) => STAGES.indexOf(stageOf(state)));
  return STAGES[stages.length > 0 ? Math.min(...stages) : 0]!;
}

export interface VisitedItem {
  id: string;
  version: number;
  state: VisitedState;
  stateSince: Day;
  sensitive: boolean;
  hasText: boolean;
  question: LocalizedText | null;
}

/** What we understood of one point, in one neutral line. */
export interface VisitedUnderstanding {
  id: string;
  version: number;
  pointId: string;
  itemId: string;
  language: string;
  text: string | null;
  reaction: 'confirmed' | 'disputed' | null;
}

export const SAYING_KINDS = ['addition', 'correction', 'reply'] as const;
export type SayingKind = (typeof SAYING_KINDS)[number];

/** A message between both sides. What the participant wrote never comes back: only its day does (SECURITY.md §2). */
export interface VisitedMessage {
  id: string;
  version: number;
  direction: 'in' | 'out';
  kind: 'question' | 'dispute' | SayingKind;
  language: string;
  day: Day;
  read: boolean;
  text: string | null;
}

export interface VisitedRound {
  slug: string;
  state: string;
  title: LocalizedText;
  sourceLanguage: string;
  answerBy: Day;
  publishedOn: Day | null;
  retention: 'destroy' | 'archive' | 'restrict' | null;
  retentionAuthority: string | null;
}

/** The visited submission itself. */
export interface VisitedSubmission {
  id: string;
  missionId: string;
  roundId: string;
  state: 'received' | 'withdrawn' | 'erased_by_staff';
  day: Day;
  /** BCP 47, of the words, and of the answer that is owed. */
  language: string;
  answerLanguage: string;
  tolerance: Tolerance;
  wordsShown: boolean;
  actPublicKey: Uint8Array | null;
  version: number;
}

/** Everything that the status page of a return code tells. */
export interface Visit {
  submission: VisitedSubmission;
  round: VisitedRound | null;
  items: readonly VisitedItem[];
  understandings: readonly VisitedUnderstanding[];
  messages: readonly VisitedMessage[];
  consents: readonly StandingConsent[];
  flags: readonly VisitedFlag[];
  /** Only those that still wait. */
  loosenings: readonly VisitedLoosening[];
  checkIn: CheckIn | null;
  /** The open one. */
  reprisal: VisitedReprisal | null;
  demands: VisitedDemands;
}

/** Demands of authorities since the submission came in, where we may speak of them. Of the mission: none names a sender. */
export interface VisitedDemands {
  received: number;
  /** After which words or choices of people were given. */
  gave: number;
}

const WITH_ANSWER: readonly VisitedState[] = [
  'answer_available',
  'answer_collected',
  'delivered_in_person',
  'never_collected',
  'disputed',
];

/** Whether there is an answer to read: from the day it was released, also after it was disputed. */
export function hasAnswer(state: VisitedState): boolean {
  return WITH_ANSWER.includes(state);
}

/** Reading an answer for the first time collects it, however late. */
export function isCollectedByReading(state: VisitedState): boolean {
  return state === 'answer_available' || state === 'never_collected';
}

/** A dispute takes the item back into consideration, once per answer (GUIDELINES, Feedback item). */
export function isMovedByDispute(state: VisitedState): boolean {
  return state === 'answer_available' || state === 'answer_collected';
}

/** "Yes, that is what I said" or "no": a confirmation can become a dispute, a dispute stays. */
export function react(before: VisitedUnderstanding['reaction'], now: 'confirmed' | 'disputed'): Result {
  if (before === now) return refuse('visit.already');
  return before === 'disputed' ? refuse('visit.disputed_before') : done();
}

/**
 * What the participant may call a danger; the other kinds of G04 are for staff and rules to see. The last is a complaint
 * about staff, which goes past the office that it is about.
 */
export const OWN_FLAG_KINDS = [
  'immediate_threat',
  'reprisal',
  'surveillance',
  'detention',
  'device_seizure',
  'online_harassment',
  'legal_status',
  'gendered_harm',
  'sexual_exploitation',
  'association_stigma',
  'reidentification',
  'travel',
  'minor',
  'staff_conduct',
] as const satisfies readonly FlagKind[];

/** A flag on the visited submission, by whomever it was raised: never who judged it, nor why. */
export interface VisitedFlag {
  id: string;
  version: number;
  kind: FlagKind;
  level: FlagLevel;
  raisedBy: FlagRaiser;
  state: FlagState;
}

/** Something more open that was wished for with the code, and waits its days. */
export interface VisitedLoosening {
  id: string;
  version: number;
  act: LooseningAct;
  scope: string;
  dueOn: Day;
}

/** What the page can say after a button was pressed. */
export type Notice =
  | 'advocacy_allowed'
  | 'advocacy_taken_back'
  | 'already_done'
  | 'checked_in'
  | 'complained'
  | 'confirmed'
  | 'consent_taken_back'
  | 'disputed'
  | 'flagged'
  | 'loosening_cancelled'
  | 'loosening_waits'
  | 'reprisal_reported'
  | 'said'
  | 'tightened';
