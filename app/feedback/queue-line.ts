import type { ItemState } from '~/feedback/item';
import type { Clock } from '~/feedback/item-clock';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';

/** One item in a list: its first words, where it belongs, and how long it waits. */
export interface QueueLine {
  id: string;
  state: ItemState;
  day: Day;
  language: string;
  roundTitle: LocalizedText;
  question: number | null;
  clock: Clock | null;
  /** Of the translation where there is one, else of the original; null for choices and for words that are gone. */
  words: string | null;
  /** The language the first words are in. */
  wordsLanguage: string | null;
}
