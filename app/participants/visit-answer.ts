import { languageSubtag } from '~/i18n/tags';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';

/** How a text came into its language; machine text is never shown as official (LANGUAGES.md). */
export type TranslationStatus = 'original' | 'human_reviewed' | 'human_draft' | 'machine';

/** One approved answer in one language. */
export interface AnswerRow {
  id: string;
  itemId: string | null;
  themeId: string | null;
  language: string;
  translation: TranslationStatus;
}

/** What was decided about one point, in codes, with its reason and the proof of it. */
export interface PointOutcome {
  pointId: string;
  kind: string;
  reason: string | null;
  proof: string | null;
  reviewOn: Day | null;
  decisionId: string | null;
}

export interface ShownChange {
  id: string;
  number: string;
  title: LocalizedText;
  before: LocalizedText;
  after: LocalizedText;
  effectiveOn: Day;
}

export interface ShownCommitment {
  id: string;
  text: LocalizedText;
  ownerOffice: string;
  dueOn: Day;
  state: string;
  reason: string | null;
}

/** A signed decision as it is told to whoever's words led to it. */
export interface ShownDecision {
  id: string;
  number: number;
  question: LocalizedText;
  outcome: LocalizedText;
  rationale: LocalizedText;
  decidedOn: Day | null;
  recommendedTo: string | null;
  recommendation: string | null;
  recommendationDue: Day | null;
  steps: readonly { state: string; on: Day; note: LocalizedText }[];
  changes: readonly ShownChange[];
  commitments: readonly ShownCommitment[];
}

export interface ShownAnswer {
  itemId: string;
  answerLanguage: string;
  sourceLanguage: string;
  texts: readonly { id: string; language: string; translation: TranslationStatus; text: string | null }[];
  outcomes: readonly PointOutcome[];
  decisions: readonly ShownDecision[];
}

function closeness(row: AnswerRow, wanted: string): number {
  if (row.language.toLowerCase() === wanted.toLowerCase()) return 0;
  if (languageSubtag(row.language) === languageSubtag(wanted)) return 1;
  return row.translation === 'original' ? 2 : 3;
}

/**
 * Of answers in several languages one each: the language that was asked for, else a variety of it, else the original,
 * else any. An answer to the item itself comes before those of themes.
 */
export function answersToShow(rows: readonly AnswerRow[], wanted: string): AnswerRow[] {
  const best = new Map<string, AnswerRow>();
  for (const row of rows) {
    const about = row.itemId ?? row.themeId ?? row.id;
    const found = best.get(about);
    if (!found || closeness(row, wanted) < closeness(found, wanted)) best.set(about, row);
  }
  return [...best.values()].sort((one, other) => Number(one.itemId === null) - Number(other.itemId === null));
}
