import { searchWords } from '~/i18n/search-text';

/** A text to be found: an item's original, or its translation. */
export interface IndexedText {
  /** Id of the text: the item's for the original, the version's for a translation. */
  textId: string;
  itemId: string;
}

/**
 * The words of a round's texts and where they stand. Words are sorted; `places[n]` are the positions in `texts` of those
 * that have `words[n]`, as differences in base 36. It stays text until asked: small in memory, quick to read.
 */
export interface SearchIndex {
  texts: readonly IndexedText[];
  words: readonly string[];
  places: readonly string[];
}

export const EMPTY_INDEX: SearchIndex = { texts: [], words: [], places: [] };

/** Longer runs of letters are no words that anybody types. */
const LONGEST_WORD = 40;

function packed(positions: readonly number[]): string {
  return positions.map((one, index) => (one - (positions[index - 1] ?? 0)).toString(36)).join('.');
}

function unpacked(places: string): number[] {
  let position = 0;
  return places.split('.').map((step) => (position += Number.parseInt(step, 36)));
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export interface NewText extends IndexedText {
  text: string;
  language: string;
}

/** The index without some of its texts and with others; the words of what is gone are gone. */
export function reindexed(index: SearchIndex, gone: ReadonlySet<string>, added: readonly NewText[]): SearchIndex {
  const moved = new Map<number, number>();
  const texts = index.texts.filter(({ textId }, position) => {
    if (gone.has(textId)) return false;
    moved.set(position, moved.size);
    return true;
  });
  const found = new Map<string, number[]>();
  index.words.forEach((word, at) => {
    const kept = unpacked(index.places[at]!).flatMap((position) => moved.get(position) ?? []);
    if (kept.length > 0) found.set(word, kept);
  });
  added.forEach(({ text, language }, offset) => {
    for (const word of new Set(searchWords(text, language))) {
      if (word.length > LONGEST_WORD) continue;
      const positions = found.get(word);
      if (positions) positions.push(texts.length + offset);
      else found.set(word, [texts.length + offset]);
    }
  });
  const words = [...found.keys()].sort(byCodeUnit);
  return {
    texts: [...texts, ...added.map(({ textId, itemId }) => ({ textId, itemId }))],
    words,
    places: words.map((word) => packed(found.get(word)!)),
  };
}

/** Where the first word not below `word` stands. */
function firstFrom(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

function positionsOf(index: SearchIndex, word: string, asPrefix: boolean): Set<number> {
  const found = new Set<number>();
  for (let at = firstFrom(index.words, word); at < index.words.length; at += 1) {
    if (asPrefix ? !index.words[at]!.startsWith(word) : index.words[at] !== word) break;
    for (const position of unpacked(index.places[at]!)) found.add(position);
  }
  return found;
}

/**
 * The items with a text that has all the words, the last of them as the beginning of a word. Words come as they were
 * typed, in any script. Nothing for a query without a letter or a digit.
 */
export function itemsWith(index: SearchIndex, query: string, language: string): string[] {
  const words = searchWords(query, language);
  if (words.length === 0) return [];
  const sets = words
    .map((word, at) => positionsOf(index, word, at === words.length - 1))
    .sort((a, b) => a.size - b.size);
  const [fewest, ...others] = sets;
  const hits = [...fewest!].filter((position) => others.every((set) => set.has(position)));
  return [...new Set(hits.sort((a, b) => a - b).map((position) => index.texts[position]!.itemId))];
}
