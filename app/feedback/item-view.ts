import type { ItemState, PlainEvent } from '~/feedback/item';
import type { Clock } from '~/feedback/item-clock';
import type { DeskMessage, ItemFact, StaffNote } from '~/feedback/item-facts';
import type { PointState, Span } from '~/feedback/point';
import type { Segment } from '~/feedback/segments';
import type { TextUse, UseReason } from '~/participants/consequences';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Question } from '~/rounds/question';
import type { Day } from '~/platform/day';
import type { OpenEvent } from '~/workflow/workflow';

/** One point as an item's page lists it; numbered as it is marked in the text. */
export interface PointLine {
  id: string;
  number: number;
  span: Span;
  summary: string | null;
  state: PointState;
  codes: readonly string[];
  themes: readonly { id: string; title: LocalizedText }[];
  disposition: { kind: string; decision: { id: string; number: number } | null } | null;
  /** What the sender said of the line they were shown. */
  reaction: string | null;
}

export interface TranslationView {
  id: string;
  text: string | null;
  /** A mask was not marked in it yet: it is there, and closed. */
  closed: boolean;
  language: string;
  byRole: string;
  reviewed: boolean;
  /** Written by the reader, who then cannot confirm it. */
  mine: boolean;
}

/** What is shown beside the text to those who see lists; nobody else learns round, place or sender's wishes. */
export interface ItemContext {
  round: { slug: string; title: LocalizedText; sourceLanguage: string };
  question: (Pick<Question, 'kind' | 'options' | 'position'> & { label: LocalizedText }) | null;
  tolerance: string;
  channel: string;
  codeDeclined: boolean;
  consents: Readonly<Record<string, boolean>>;
  /** What may not be done with the text now, and why. */
  refusedUses: readonly { use: TextUse; reasons: readonly UseReason[] }[];
  messages: readonly DeskMessage[];
  notes: readonly StaffNote[];
}

/** Everything an item's page shows one reader. */
export interface ItemView {
  id: string;
  state: ItemState;
  /** Null, as the clock is, for who may not know which consultation a text is of. */
  day: Day | null;
  clock: Clock | null;
  language: string;
  answerLanguage: string;
  workingLanguage: string;
  sensitive: boolean;
  choices: readonly string[];
  original: string | null;
  /** A mask was not marked in the original yet. */
  closed: boolean;
  translation: TranslationView | null;
  points: readonly PointLine[];
  facts: readonly ItemFact[];
  events: readonly OpenEvent<PlainEvent>[];
  /** The text in pieces, when the reader may mark points now; else empty. */
  segments: readonly Segment[];
  may: Readonly<Record<ItemForm, boolean>>;
  context: ItemContext | null;
}

/** The forms of an item's page beside the plain events. */
export type ItemForm = 'first_look' | 'translate' | 'review' | 'mark' | 'refer' | 'ask' | 'note' | 'set_apart';
