/** A stretch of a text in code points, the end exclusive: how masks are kept. */
export interface CodeSpan {
  start: number;
  end: number;
}

/** A stretch of a text in UTF-16 units, the end exclusive: how texts are cut. */
export interface Range {
  start: number;
  end: number;
}

/** What stands where something is masked: always the same, so that it does not tell how much it hides. */
export const MASK = '[…]';

/** What replaces removed characters in the kept text, one for one: nothing behind them moves. */
const FILL = '\u25A0';
const WIDE_FILL = '\u{1FB95}';
const FILLS_BEFORE = /[\u25A0\u{1FB95}]*$/u;
/** Marks that would stand on the mask belong to what it hides. */
const FILLS_BEHIND = /^[\u25A0\u{1FB95}\p{M}\u200C\u200D]*/u;

/** Controls of writing direction, which hold beyond the characters that they stand among. */
const OPENS = /[\u202A\u202B\u202D\u202E\u2066-\u2068]/u;
const CLOSES = /[\u202C\u2069]/u;

/** The UTF-16 index of each code point, and of the text's end. */
function codePointStarts(text: string): number[] {
  const starts = [0];
  for (const character of text) starts.push(starts.at(-1)! + character.length);
  return starts;
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Where no cut would tear what is read as one character: letters with their marks, and joined signs. */
function wholeCharacters(text: string, { start, end }: Range, segments: Intl.Segments): Range {
  const last = segments.containing(end - 1);
  const from = segments.containing(start)?.index ?? start;
  const until = last ? last.index + last.segment.length : end;
  // What was removed for good reaches as far as the characters that were there.
  return {
    start: from - FILLS_BEFORE.exec(text.slice(0, from))![0].length,
    end: until + FILLS_BEHIND.exec(text.slice(until))![0].length,
  };
}

/** Ranges in order; those that overlap, touch or have only blanks between them are one: how many words it was is hidden too. */
function joined(text: string, ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = found.at(-1);
    if (last && text.slice(last.end, Math.max(last.end, range.start)).trim() === '')
      last.end = Math.max(last.end, range.end);
    else found.push({ ...range });
  }
  return found;
}

/**
 * What of a text is hidden by spans of code points: widened to whole characters as they are read (a letter with its
 * marks), in order, none touching another. What lies outside the text is left out.
 */
export function hiddenRanges(text: string, spans: readonly CodeSpan[]): Range[] {
  if (spans.length === 0) return [];
  const starts = codePointStarts(text);
  const at = (offset: number) => starts[Math.min(Math.max(Math.trunc(offset), 0), starts.length - 1)]!;
  const segments = GRAPHEMES.segment(text);
  const ranges = spans
    .map(({ start, end }) => ({ start: at(start), end: at(end) }))
    .filter(({ start, end }) => start < end)
    .map((range) => wholeCharacters(text, range, segments));
  return joined(text, ranges);
}

/** The mask for one range, with the controls of direction that it would leave open or close outside of itself. */
function maskFor(hidden: string): string {
  let open: string[] = [];
  let closing = '';
  for (const character of hidden) {
    if (OPENS.test(character)) open = [...open, character];
    else if (CLOSES.test(character) && open.length > 0) open = open.slice(0, -1);
    else if (CLOSES.test(character)) closing += character;
  }
  return closing + MASK + open.join('');
}

/** A text as it is shown, with each hidden range replaced by the mask. */
export function withMasks(text: string, hidden: readonly Range[]): string {
  let shown = '';
  let from = 0;
  for (const { start, end } of hidden) {
    shown += text.slice(from, start) + maskFor(text.slice(start, end));
    from = end;
  }
  return shown + text.slice(from);
}

/** A text whose hidden characters are gone for good: each is replaced by a filler as long as itself, so that no position moves. */
export function withoutHidden(text: string, hidden: readonly Range[]): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of hidden) {
    kept += text.slice(from, start);
    for (const character of text.slice(start, end)) kept += character.length === 1 ? FILL : WIDE_FILL;
    from = end;
  }
  return kept + text.slice(from);
}

/** A text without the removed passages, for whoever knows of no positions: each filler run is one mask. */
export function withFillsShown(text: string): string {
  return text.replace(/[\u25A0\u{1FB95}]+/gu, MASK);
}

/** What stands where in a shown text: for carrying positions between it and the whole one. */
export interface Cut extends Range {
  /** Length of what is shown instead. */
  shown: number;
}

/** The cuts that hidden ranges make in a text. */
export function cutsOf(text: string, hidden: readonly Range[]): Cut[] {
  return hidden.map(({ start, end }) => ({ start, end, shown: maskFor(text.slice(start, end)).length }));
}

/** A position of the whole text in the shown one; inside a mask it moves to the mask's edge. */
function toShown(cuts: readonly Cut[], offset: number, isEnd: boolean): number {
  let moved = 0;
  for (const { start, end, shown } of cuts) {
    if (offset <= start) break;
    if (offset < end) return start + moved + (isEnd ? shown : 0);
    moved += shown - (end - start);
  }
  return offset + moved;
}

/** A position of the shown text in the whole one; inside a mask it moves to the hidden passage's edge. */
function toWhole(cuts: readonly Cut[], offset: number, isEnd: boolean): number {
  let moved = 0;
  for (const { start, end, shown } of cuts) {
    const at = start + moved;
    if (offset <= at) break;
    if (offset < at + shown) return isEnd ? end : start;
    moved += shown - (end - start);
  }
  return offset - moved;
}

/** A range of the whole text as it lies in the shown one: it covers the masks that it touches. */
export function shownRange(cuts: readonly Cut[], { start, end }: Range): Range {
  return { start: toShown(cuts, start, false), end: toShown(cuts, end, true) };
}

/** A range of the shown text as it lies in the whole one: it covers the hidden passages whose masks it touches. */
export function wholeRange(cuts: readonly Cut[], { start, end }: Range): Range {
  return { start: toWhole(cuts, start, false), end: toWhole(cuts, end, true) };
}

/** UTF-16 ranges of a text in code points: how ticked passages are kept. */
export function codeSpans(text: string, ranges: readonly Range[]): CodeSpan[] {
  const count = (until: number) => [...text.slice(0, until)].length;
  return ranges.map(({ start, end }) => ({ start: count(start), end: count(end) }));
}
