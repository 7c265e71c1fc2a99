import { intlTag, languageSubtag } from '~/i18n/tags';
import type { Span } from '~/feedback/point';

/** A piece of a text that a person can tick, in UTF-16 units, the end exclusive. */
export interface Segment {
  start: number;
  end: number;
  text: string;
}

/** Longer pieces are cut between words: some people write a page without a full stop. */
const LONGEST = 240;

function segmenter(lang: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  const locale = Intl.Segmenter.supportedLocalesOf([languageSubtag(intlTag(lang))])[0] ?? 'en';
  return new Intl.Segmenter(locale, { granularity });
}

function pieces(text: string, lang: string): string[] {
  const words = segmenter(lang, 'word');
  return [...segmenter(lang, 'sentence').segment(text)].flatMap(({ segment }) =>
    segment.length <= LONGEST ? [segment] : inLengths(words, segment),
  );
}

function inLengths(words: Intl.Segmenter, sentence: string): string[] {
  const cut: string[] = [];
  let piece = '';
  for (const { segment } of words.segment(sentence)) {
    if (piece && piece.length + segment.length > LONGEST) {
      cut.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...cut, piece];
}

/**
 * A text in pieces to tick: its sentences as its language ends them, long ones cut between words. Joined they give the
 * text; none is empty or blank, unless the whole text is.
 */
export function segmentsOf(text: string, lang: string): Segment[] {
  const merged: string[] = [];
  for (const piece of text === '' ? [] : pieces(text, lang)) {
    if (merged.length > 0 && (piece.trim() === '' || merged.at(-1)!.trim() === '')) merged.push(merged.pop()! + piece);
    else merged.push(piece);
  }
  let start = 0;
  return merged.map((piece) => {
    const segment = { start, end: start + piece.length, text: piece };
    start = segment.end;
    return segment;
  });
}

/**
 * The passages that ticked pieces mean: pieces that follow one another are one passage, without the blanks around it.
 * Numbers of pieces that do not exist are left out.
 */
export function passagesOf(segments: readonly Segment[], ticked: readonly number[]): Span[] {
  const wanted = [...new Set(ticked)].filter((index) => segments[index]).sort((a, b) => a - b);
  const runs: number[][] = [];
  for (const index of wanted) {
    if (runs.at(-1)?.at(-1) === index - 1) runs.at(-1)!.push(index);
    else runs.push([index]);
  }
  return runs.map((run) => trimmed(segments, run)).filter((span) => span.start! < span.end!);
}

function trimmed(segments: readonly Segment[], run: readonly number[]): Span {
  const text = run.map((index) => segments[index]!.text).join('');
  const start = segments[run[0]!]!.start + (text.length - text.trimStart().length);
  return { start, end: Math.max(start, segments[run.at(-1)!]!.end - (text.length - text.trimEnd().length)) };
}
