import { namesIn } from '~/feedback/hint-names';
import { coordinatesIn, mailsIn, phonesIn } from '~/feedback/hint-numbers';
import type { Range } from '~/feedback/mask';

export const HINT_KINDS = ['mail', 'coordinates', 'phone', 'name', 'place'] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** Something in a text, in UTF-16 units, by which somebody could be found. */
export interface Hint extends Range {
  kind: HintKind;
}

const of = (kind: HintKind, ranges: readonly Range[]): Hint[] => ranges.map((range) => ({ kind, ...range }));

/**
 * What in a text may tell who or where somebody is, in Latin, Arabic and Ethiopic script: in order, none overlapping. A
 * hint for whoever masks, never a decision: it finds too much, and it misses what it has no rule for.
 */
export function hintsIn(text: string): Hint[] {
  const found = [
    ...of('mail', mailsIn(text)),
    ...of('coordinates', coordinatesIn(text)),
    ...of('phone', phonesIn(text)),
    ...namesIn(text),
  ];
  const kept: Hint[] = [];
  for (const one of found) {
    const over = kept.findIndex(({ start, end }) => start < one.end && one.start < end);
    if (over === -1) kept.push(one);
    // Of names that overlap the whole reach is told.
    else if (kept[over]!.kind === one.kind) {
      const [start, end] = [Math.min(kept[over]!.start, one.start), Math.max(kept[over]!.end, one.end)];
      kept[over] = { ...kept[over]!, start, end };
    }
  }
  return kept.sort((a, b) => a.start - b.start);
}
