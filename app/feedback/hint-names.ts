import {
  ARABIC_LINKS,
  ARABIC_NAMES,
  ARABIC_NOT_AFTER,
  ARABIC_PLACES,
  ARABIC_TITLES,
  ETHIOPIC_PLACES,
  ETHIOPIC_TITLES,
  LATIN_INSIDE,
  LATIN_PLACES,
  LATIN_PLAIN,
  LATIN_TITLES,
} from '~/feedback/hint-words';
import type { Range } from '~/feedback/mask';

export interface NameHint extends Range {
  kind: 'name' | 'place';
}

interface Word extends Range {
  text: string;
  /** Something ends before it: a sentence, a line, the beginning. */
  begins: boolean;
}

/** Letters with their marks, joined by hyphens, apostrophes, or the strokes of Ethiopic short forms. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’/-][\p{L}\p{M}\p{N}]+)*/gu;
const ENDS = /[.!?\n\r؟።፧:;؛"«“(]/u;

function wordsOf(text: string): Word[] {
  let last = 0;
  return [...text.matchAll(WORD)].map(({ index, 0: found }) => {
    const between = text.slice(last, index);
    const word = { start: index, end: index + found.length, text: found, begins: last === 0 || ENDS.test(between) };
    last = word.end;
    return word;
  });
}

/** A word and what follows it while it holds, at most so many and not beyond the sentence. */
function run(words: readonly Word[], from: number, most: number, holds: (word: Word) => boolean): number {
  let to = from;
  while (to < words.length && to - from < most && (to === from || !words[to]!.begins) && holds(words[to]!)) to += 1;
  return to;
}

const hint = (kind: NameHint['kind'], words: readonly Word[], from: number, to: number): NameHint[] =>
  to > from ? [{ kind, start: words[from]!.start, end: words[to - 1]!.end }] : [];

const isCapital = (word: string) => /^\p{Lu}/u.test(word);
const isLatin = (word: string) => /^\p{Script=Latin}/u.test(word);

function latin(words: readonly Word[], at: number, shouts: boolean): NameHint[] {
  const { text, begins } = words[at]!;
  const former = words.slice(Math.max(0, at - 2), at).map((word) => word.text.toLowerCase());
  // "Near", and "près de".
  const before = ['de', 'of', 'du'].includes(former.at(-1) ?? '') ? former.at(-2) : former.at(-1);
  const isPart = (word: Word) => isCapital(word.text) || LATIN_INSIDE.has(word.text.toLowerCase());
  if (LATIN_TITLES.has(text.toLowerCase())) {
    // The full stop of a short form ends no sentence.
    const named = words.slice(at + 1, at + 5).map((word, index) => (index === 0 ? { ...word, begins: false } : word));
    const to = run(named, 0, 4, isPart);
    return named[0] && isCapital(named[0].text) ? hint('name', named, 0, to) : [];
  }
  if (shouts || !isCapital(text) || LATIN_PLAIN.has(text.toLowerCase())) return [];
  const to = run(words, at, 5, (word) => isPart(word) && !LATIN_PLAIN.has(word.text.toLowerCase()));
  // One capital at the beginning of a sentence says nothing; several in a row do.
  const capitals = words.slice(at, to).filter((word) => isCapital(word.text)).length;
  if (begins && capitals < 2) return [];
  const isPlace = !begins && LATIN_PLACES.has(before ?? '');
  return hint(isPlace ? 'place' : 'name', words, at, to);
}

/** Without the small words that Arabic writes onto the next: and, so, with, for, as. */
function bare(word: string, known: ReadonlySet<string>): boolean {
  const plain = word.replace(/[\u064B-\u0652\u0640]/g, '');
  if (known.has(plain)) return true;
  if (plain.startsWith('لل') && known.has(`ال${plain.slice(2)}`)) return true;
  return /^[وف]?[بلك]?/
    .exec(plain)![0]
    .split('')
    .some((_, index) => known.has(plain.slice(index + 1)));
}

function arabic(words: readonly Word[], at: number): NameHint[] {
  const { text } = words[at]!;
  const next = words[at + 1];
  const follows = next !== undefined && !next.begins;
  const part = (word: Word) => !bare(word.text, ARABIC_NOT_AFTER) && /^\p{Script=Arabic}/u.test(word.text);
  if (bare(text, ARABIC_TITLES)) {
    const linked = next && bare(next.text, ARABIC_LINKS) ? 3 : 2;
    return follows ? hint('name', words, at + 1, run(words, at + 1, linked, part)) : [];
  }
  if (bare(text, ARABIC_LINKS) && follows && part(next)) {
    const joins = ['بن', 'ابن', 'بنت', 'ولد', 'آل'].includes(text) && at > 0 && !words[at]!.begins;
    return hint('name', words, joins ? at - 1 : at, at + 2);
  }
  if (bare(text, ARABIC_PLACES) && follows && part(next)) return hint('place', words, at, at + 2);
  return bare(text, ARABIC_NAMES)
    ? hint(
        'name',
        words,
        at,
        run(words, at, 2, (one) => bare(one.text, ARABIC_NAMES)),
      )
    : [];
}

/** Without what Amharic writes before a word: of, for, from, in, and those with. */
const withoutPrefix = (word: string) => word.replace(/^(?:እነ|የ|ለ|ከ|በ|ስለ)/u, '');
const isOf = (known: ReadonlySet<string>, word: string) => known.has(word) || known.has(withoutPrefix(word));

function ethiopic(words: readonly Word[], at: number): NameHint[] {
  const { text, begins } = words[at]!;
  const next = words[at + 1];
  if (isOf(ETHIOPIC_TITLES, text)) {
    // "My name is": a title may stand between.
    const from = next && isOf(ETHIOPIC_TITLES, next.text) ? at + 2 : at + 1;
    return next && !next.begins
      ? hint(
          'name',
          words,
          from,
          run(words, from, 2, (one) => /^\p{Script=Ethiopic}/u.test(one.text)),
        )
      : [];
  }
  if (!isOf(ETHIOPIC_PLACES, text.replace(/[ውንምች]$/u, '')) && !isOf(ETHIOPIC_PLACES, text)) return [];
  const numbered = next !== undefined && !next.begins && /^\p{N}/u.test(next.text);
  return at > 0 && !begins ? hint('place', words, at - 1, at + (numbered ? 2 : 1)) : [];
}

/** What looks like the name of a person or of a place, by capitals, titles and the small words of each script. */
export function namesIn(text: string): NameHint[] {
  const words = wordsOf(text);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const shouts = (text.match(/\p{Lu}/gu)?.length ?? 0) > letters * 0.6;
  return words.flatMap(({ text: word }, at) => {
    if (isLatin(word)) return latin(words, at, shouts);
    if (/^\p{Script=Arabic}/u.test(word)) return arabic(words, at);
    return /^\p{Script=Ethiopic}/u.test(word) ? ethiopic(words, at) : [];
  });
}
