import type { CommitmentState } from '~/decisions/commitment';
import type { DecisionLevel } from '~/decisions/decision';
import type { Reason } from '~/decisions/disposition';
import type { RecommendationState } from '~/decisions/recommendation';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import type { ImpactFlow } from '~/reports/impact-flow';
import type { Shown } from '~/reports/small-numbers';

/** What staff write for a publication, by language. */
export interface PublicationWords {
  introduction: LocalizedText;
  youSaid: LocalizedText;
}

export interface ReportFigures {
  submissions: Shown;
  /** Submissions with at least one point: what the shares are of. Ticked choices alone make no point. */
  written: Shown;
  points: Shown;
  /** Submissions of which every point is answered. */
  answered: Shown;
  /** Submissions of which a point changed the program, wholly or in part. */
  takenUp: Shown;
  /** Submissions of which a point was not taken up. */
  refused: Shown;
  /** Between 0 and 1; null below 20 submissions with a point. */
  answeredShare: number | null;
  takenUpShare: number | null;
}

export interface ReportChange {
  number: string;
  title: LocalizedText;
  before: LocalizedText;
  after: LocalizedText;
  effectiveOn: Day;
}

export interface ReportDecision {
  number: number;
  level: DecisionLevel;
  question: LocalizedText;
  outcome: LocalizedText;
  rationale: LocalizedText;
  decidedOn: Day;
  /** The office it was signed for; never a name. */
  role: string | null;
  changes: ReportChange[];
  recommendation: {
    to: string | null;
    state: RecommendationState;
    due: Day | null;
    steps: { state: RecommendationState; note: LocalizedText; on: Day }[];
  } | null;
}

export interface ReportRefusal {
  reason: Reason;
  /** Null where the numbers together would give one away. */
  shown: Shown | null;
  proofs: string[];
}

export interface ReportCommitment {
  text: LocalizedText;
  owner: string;
  dueOn: Day;
  state: CommitmentState;
  evidence: string | null;
  reason: string | null;
}

/** A passage in its sender's own words, who allowed it; of nothing that tells which submission it is from. */
export interface ReportQuote {
  language: string;
  text: string;
}

export interface ReportGroup {
  /** A language's tag, or a channel. */
  key: string;
  shown: Shown | null;
}

/**
 * A round as it is published: frozen when it is made, and safe to show to everybody. Nothing in it is finer than the
 * published numbers; there is no id of anything.
 */
export interface RoundReport {
  format: 1;
  round: {
    slug: string;
    title: LocalizedText;
    purpose: LocalizedText;
    sourceLanguage: string;
    languages: string[];
    openedOn: Day | null;
    closedOn: Day | null;
  };
  program: { slug: string; title: LocalizedText };
  questions: LocalizedText[];
  words: PublicationWords;
  /** Languages of the round in which the words of the publication were missing when it was published. */
  missingLanguages: string[];
  /** Fewer than 5 submissions: everything below that counts is null. */
  inWordsOnly: boolean;
  figures: ReportFigures | null;
  languages: ReportGroup[] | null;
  channels: ReportGroup[] | null;
  flow: ImpactFlow | null;
  decisions: ReportDecision[];
  refusals: ReportRefusal[];
  commitments: ReportCommitment[];
  openDisputes: Shown | null;
  escalations: Shown | null;
  /** Left out where nothing is quoted. */
  quotes?: ReportQuote[];
}
