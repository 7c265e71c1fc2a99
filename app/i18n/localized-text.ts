import { directionOf, type Direction } from '~/i18n/direction';
import { SOURCE_LANGUAGE } from '~/i18n/languages';
import { canonicalTag, languageSubtag } from '~/i18n/tags';

/** Words people wrote, by the BCP 47 tag of each language they exist in. */
export type LocalizedText = Partial<Record<string, string>>;

export interface PickedText {
  text: string;
  /** The language the text is really in, for the element's `lang`. */
  lang: string;
  dir: Direction;
}

function entries(text: LocalizedText): [tag: string, words: string][] {
  return Object.entries(text)
    .filter((entry): entry is [string, string] => (entry[1] ?? '').trim() !== '')
    .map(([tag, words]): [string, string] => [canonicalTag(tag) ?? tag, words])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The text in `lang`, else in a variety of it, else in the fall-backs in their order, else in any language: words in
 * another language serve a reader better than none. Null when there are no words at all.
 */
export function pickText(
  text: LocalizedText,
  lang: string,
  fallbacks: readonly string[] = [SOURCE_LANGUAGE],
): PickedText | null {
  const present = entries(text);
  const found =
    [lang, ...fallbacks].reduce<[string, string] | undefined>(
      (best, wish) =>
        best ??
        present.find(([tag]) => tag === (canonicalTag(wish) ?? wish)) ??
        present.find(([tag]) => languageSubtag(tag) === languageSubtag(wish)),
      undefined,
    ) ?? present[0];
  return found ? { text: found[1], lang: found[0], dir: directionOf(found[0]) } : null;
}

/** Which of the required languages have no words yet, in the order given. Blank text counts as none. */
export function missingLanguages(text: LocalizedText, required: readonly string[]): string[] {
  const present = new Set(entries(text).map(([tag]) => tag));
  return required.filter((tag) => !present.has(canonicalTag(tag) ?? tag));
}
