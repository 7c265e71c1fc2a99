/** Below this many submissions nothing is counted in public (SECURITY.md §2). */
export const LEAST = 5;
/** Published counts are rounded to multiples of this. */
export const GRID = 5;
/** Shares are told from this many submissions on. */
export const SHARES_FROM = 20;

/**
 * A count of submissions as it may be published. `few`: fewer than 5, which is all that is said, of none too. `many`: 5
 * or more, where a number beside its total would give away another one.
 */
export type Shown = { kind: 'about'; value: number } | { kind: 'few' } | { kind: 'many' };

/** A count of submissions (never of items) as it may be published on its own. */
export function shownCount(submissions: number): Shown {
  return submissions < LEAST ? { kind: 'few' } : { kind: 'about', value: Math.round(submissions / GRID) * GRID };
}

/** A count of something else, such as points: told only where at least 5 submissions stand behind it. */
export function shownBehind(count: number, submissions: number): Shown {
  return submissions < LEAST || count < LEAST ? { kind: 'few' } : shownCount(count);
}

/** A round in which fewer than 5 submissions stand is told in words alone. */
export function isToldInWords(submissions: number): boolean {
  return submissions < LEAST;
}

/**
 * A part of a whole, between 0 and 1, made of the two published numbers and nothing finer; null below 20 submissions,
 * and where the part is not told.
 */
export function shownShare(part: Shown, whole: Shown): number | null {
  if (part.kind !== 'about' || whole.kind !== 'about' || whole.value < SHARES_FROM) return null;
  return Math.min(1, part.value / whole.value);
}

/**
 * The cells of a whole whose parts add up to it, so that no cell below 5 can be computed from the total and the others,
 * by somebody who knows this rule too. Numbers only when every cell has at least 5. Otherwise each cell says no more
 * than "fewer than 5" or "5 or more"; and not even that (null) where the total leaves but one way to fill them. Cells
 * must be 1 or more: which rows there are is known.
 */
export function shownParts(cells: readonly number[], number: (cell: number) => Shown = shownCount): Shown[] | null {
  if (cells.every((cell) => cell >= LEAST)) return cells.map(number);
  const total = sumOf(cells);
  const forced = total === sumOf(cells.map(leastOf)) || total <= (LEAST - 1) * cells.length;
  if (forced) return null;
  return cells.map((cell) => ({ kind: cell < LEAST ? 'few' : 'many' }));
}

const sumOf = (cells: readonly number[]) => cells.reduce((sum, cell) => sum + cell, 0);
const leastOf = (cell: number) => (cell < LEAST ? 1 : LEAST);

/** The same for auditors, who see exact numbers, of groups only from 5 on. */
export function auditedParts(cells: readonly number[]): Shown[] | null {
  return shownParts(cells, (cell) => ({ kind: 'about', value: cell }));
}
