import { missingLanguages } from '~/i18n/localized-text';
import { daysBetween, type Day } from '~/platform/day';
import type { Refusal } from '~/platform/result';
import type { PublicationWords, RoundReport } from '~/reports/round-report';
import type { Round, RoundState } from '~/rounds/round';

export const PUBLICATION_STATES = ['draft', 'published', 'superseded'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

/** Characters of what staff write for a publication. */
export const WORDS_LIMITS = { introduction: 2_000, youSaid: 4_000 } as const;

/** One edition of what is published of a round. Former editions are kept; the public sees the newest. */
export interface Publication {
  id: string;
  missionId: string;
  roundId: string;
  /** Counted within its round, from 1. */
  edition: number;
  state: PublicationState;
  words: PublicationWords;
  snapshot: RoundReport | null;
  publishedOn: Day | null;
  version: number;
}

export function editionIn(editions: readonly Publication[], state: PublicationState): Publication | null {
  return editions.find((one) => one.state === state) ?? null;
}

/** The number of the coming edition, given those there are, newest first. */
export function nextEdition(editions: readonly Publication[]): number {
  return (editions[0]?.edition ?? 0) + 1;
}

/** The states of a round in which the words of its publication are written. */
const WRITTEN_IN: readonly RoundState[] = ['closed', 'synthesis', 'responded', 'published'];

export function takesWords({ state }: Pick<Round, 'state'>): boolean {
  return WRITTEN_IN.includes(state);
}

/** The languages of a round in which the introduction or "you said" has no words. */
export function languagesWithoutWords(words: PublicationWords, languages: readonly string[]): string[] {
  const missing = new Set([
    ...missingLanguages(words.introduction, languages),
    ...missingLanguages(words.youSaid, languages),
  ]);
  return languages.filter((one) => missing.has(one));
}

/** Days by which an open dispute delays a publication at most (GUIDELINES, Feedback item). */
export const DISPUTE_DELAY = 10;

export interface PublishingCase {
  round: Pick<Round, 'state' | 'languages' | 'sourceLanguage'>;
  words: PublicationWords;
  /** The publisher was the last to write them: it takes two people (SECURITY.md §5). */
  wroteIt: boolean;
  acceptsMissing: boolean;
  /** Submissions with an open dispute, and the day since when the round counts as responded. */
  disputing: number;
  respondedOn: Day | null;
  /** A severe danger that a protection officer triaged stops the round. */
  stopped: boolean;
  today: Day;
}

/**
 * What stands against publishing, or null: a severe danger that reaches the round, no words in the source language, the publisher's own words, a language of the
 * round without words that was not named and accepted, and an open dispute for 10 days at most.
 */
export function publishingRefusal(one: PublishingCase): Refusal | null {
  const { round, words, disputing, respondedOn, today } = one;
  if (round.state !== 'responded' && round.state !== 'published') return 'publication.not_responded';
  if (one.stopped) return 'publication.severe_flag';
  if (languagesWithoutWords(words, [round.sourceLanguage]).length > 0) return 'publication.words_missing';
  if (one.wroteIt) return 'publication.publisher_wrote_it';
  if (!one.acceptsMissing && languagesWithoutWords(words, round.languages).length > 0) {
    return 'publication.languages_missing';
  }
  const delayed = round.state === 'responded' && disputing > 0 && respondedOn !== null;
  return delayed && daysBetween(respondedOn, today) < DISPUTE_DELAY ? 'publication.dispute_open' : null;
}

/** Whether two reports say the same; the order of their parts' names aside, which databases do not keep. */
export function sameReport(a: RoundReport | null, b: RoundReport | null): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, inOrder(part)]),
  );
}
