export const POINT_STATES = ['marked', 'coded', 'disposed', 'answered', 'removed'] as const;
export type PointState = (typeof POINT_STATES)[number];

/** A passage of the original in UTF-16 units, the end exclusive; both null for a whole answer. */
export interface Span {
  start: number | null;
  end: number | null;
}

/**
 * Whether every point has a current disposition: then, and not before, the item is decided. An item without points has
 * nothing decided about it. Removed points are left out.
 */
export function allDisposed(points: readonly { state: PointState }[]): boolean {
  const current = points.filter(({ state }) => state !== 'removed');
  return current.length > 0 && current.every(({ state }) => state === 'disposed' || state === 'answered');
}

/** Whether every point is covered by an approved answer, each ticked by a person. */
export function allAnswered(points: readonly { state: PointState }[]): boolean {
  const current = points.filter(({ state }) => state !== 'removed');
  return current.length > 0 && current.every(({ state }) => state === 'answered');
}

/** Codes and themes may change until something was decided about the point. */
export function mayBeCoded({ state }: { state: PointState }): boolean {
  return state === 'marked' || state === 'coded';
}

/** The passages, of those wanted, that are not marked already; the same passage twice would be answered twice. */
export function unmarked(wanted: readonly Span[], marked: readonly Span[]): Span[] {
  return wanted.filter((span) => !marked.some(({ start, end }) => start === span.start && end === span.end));
}
