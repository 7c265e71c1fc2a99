export interface Span {
  start: number;
  /** Exclusive. */
  end: number;
  number: number;
}

export interface MarkedPart {
  text: string;
  /** The spans that cover this part; empty where nothing is marked. */
  numbers: number[];
  /** The spans that end here, where their number is shown. */
  ending: number[];
}

export type OffsetUnit = 'utf16' | 'code_point';

/**
 * Cuts a text at the edges of its spans, which may overlap or touch. The parts joined give the text back. Offsets
 * outside the text are held within it, empty spans are dropped, and no character is cut in two.
 */
export function markParts(text: string, spans: readonly Span[], unit: OffsetUnit): MarkedPart[] {
  const toIndex = unit === 'utf16' ? wholeCharacterIndex(text) : codePointIndex(text);
  const placed = spans
    .map(({ start, end, number }) => ({ start: toIndex(start, false), end: toIndex(end, true), number }))
    .filter(({ start, end }) => start < end);
  const edges = [...new Set([0, text.length, ...placed.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1]!;
    const covering = placed.filter(({ start, end }) => start <= from && to <= end);
    return {
      text: text.slice(from, to),
      numbers: covering.map(({ number }) => number),
      ending: covering.filter(({ end }) => end === to).map(({ number }) => number),
    };
  });
}

function wholeCharacterIndex(text: string) {
  return (offset: number, isEnd: boolean): number => {
    const index = Math.min(Math.max(Math.trunc(offset), 0), text.length);
    const insidePair = index > 0 && text.codePointAt(index - 1)! > 0xffff;
    return insidePair ? index + (isEnd ? 1 : -1) : index;
  };
}

function codePointIndex(text: string) {
  const starts = [0];
  for (const character of text) starts.push(starts.at(-1)! + character.length);
  return (offset: number): number => starts[Math.min(Math.max(Math.trunc(offset), 0), starts.length - 1)]!;
}
