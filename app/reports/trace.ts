import type { DecisionLevel } from '~/decisions/decision';
import type { DispositionKind, Reason, Relation } from '~/decisions/disposition';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import type { ConsentUse } from '~/participants/consent';
import type { AgreedWording } from '~/rounds/consent-texts';
import type { ReportCommitment } from '~/reports/round-report';

/** A participant's words as an auditor reads them. Null texts are gone: withdrawn, or kept nowhere any more. */
export interface TraceWords {
  language: string;
  day: Day;
  state: string;
  question: LocalizedText | null;
  choices: readonly string[] | null;
  original: string | null;
  translation: { language: string; text: string | null; reviewed: boolean } | null;
  /** The points of the item; `self` is the one traced. */
  points: readonly { id: string; start: number | null; end: number | null; self: boolean }[];
}

/** What the sender allowed or refused, as it stands now, in the words that were shown. */
export interface TraceConsent {
  use: ConsentUse;
  given: boolean;
  /** Given once, and taken back by return code. */
  takenBack: boolean;
  day: Day;
  version: string;
  wording: AgreedWording | null;
}

export interface TraceDisposition {
  kind: DispositionKind;
  reason: Reason | null;
  proof: string | null;
  reviewOn: Day | null;
  madeOn: Day;
  decisionId: string | null;
  superseded: boolean;
}

export interface TraceChange {
  elementId: string;
  number: string;
  title: LocalizedText;
  before: LocalizedText;
  after: LocalizedText;
  effectiveOn: Day;
  /** Every text the element ever had, newest first: what the decision says must be found in it. */
  history: readonly { revision: number; text: LocalizedText; effectiveOn: Day; byDecision: number | null }[];
}

export interface TraceDecision {
  id: string;
  number: number;
  level: DecisionLevel;
  state: string;
  question: LocalizedText;
  outcome: LocalizedText;
  rationale: LocalizedText;
  decidedOn: Day | null;
  /** The role held at that date; never who held it. */
  authority: { role: string; authority: string; from: Day; to: Day | null; inForce: boolean } | null;
  recommendation: string | null;
  recommendedTo: string | null;
  /** How it is linked to this point or to a theme of it; null where only the disposition names it. */
  link: { relation: Relation; backFilled: boolean; linkedOn: Day; byTheme: boolean } | null;
  changes: TraceChange[];
  commitments: ReportCommitment[];
  /** The way back: every other point that this decision is linked to. */
  otherPoints: string[];
}

export interface TraceAnswer {
  language: string;
  translation: string;
  text: string | null;
  approvedOn: Day | null;
  byTheme: boolean;
}

export interface TraceFact {
  type: string;
  role: string;
  day: Day;
}

/** One point from the words to the program and back, with what was filed about it. No account, no identity. */
export interface Trace {
  pointId: string;
  state: string;
  round: { slug: string; title: LocalizedText; sourceLanguage: string };
  words: TraceWords;
  consents: TraceConsent[];
  summary: string | null;
  codes: readonly string[];
  themes: readonly LocalizedText[];
  understanding: { language: string; text: string | null; reaction: 'confirmed' | 'disputed' | null } | null;
  dispositions: TraceDisposition[];
  decisions: TraceDecision[];
  answers: TraceAnswer[];
  /** What the participant did with the answer, by the record. */
  reaction: { disputed: boolean; collected: boolean; delivered: boolean };
  facts: TraceFact[];
}
