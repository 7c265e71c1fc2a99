import { searchWords } from '~/i18n/search-text';

/** Words in a row from which a person can be recognised (SECURITY.md §2). */
export const TELLTALE_WORDS = 6;
/** The share of refused points with one and the same rationale from which we look again (G02). */
export const SAME_RATIONALE_SHARE = 0.2;
/** Percentage rules start here. */
export const SMALLEST_SAMPLE = 20;
/** A proof shorter than this names hardly anything. */
const THIN_PROOF_WORDS = 3;

/**
 * The runs of words of an item that an answer repeats, each at its longest, in the answer's order. Case, accents, vowel
 * signs and punctuation play no part. Empty when nothing of `length` words or more is repeated.
 */
export function repeatsWords(answer: string, item: string, length: number, lang: string): string[] {
  const said = searchWords(answer, lang);
  const theirs = searchWords(item, lang);
  const runs = new Set<string>();
  for (let i = 0; i + length <= theirs.length; i += 1) runs.add(theirs.slice(i, i + length).join(' '));
  const found: string[] = [];
  let from = -1;
  for (let i = 0; i <= said.length; i += 1) {
    const hit = i + length <= said.length && runs.has(said.slice(i, i + length).join(' '));
    if (hit && from < 0) from = i;
    if (!hit && from >= 0) {
      found.push(said.slice(from, i - 1 + length).join(' '));
      from = -1;
    }
  }
  return found;
}

/** A refused point, as far as these warnings look. */
export interface Refused {
  reason: string | null;
  proof: string | null;
}

const rationale = ({ reason, proof }: Refused) => `${reason}\u0000${searchWords(proof ?? '', 'en').join(' ')}`;

/**
 * The largest share of a round's refused points that have word for word the same rationale; null where it is no more
 * than the limit or where there are too few to speak of shares.
 */
export function sameRationaleShare(refused: readonly Refused[]): number | null {
  if (refused.length < SMALLEST_SAMPLE) return null;
  const counts = new Map<string, number>();
  for (const one of refused) counts.set(rationale(one), (counts.get(rationale(one)) ?? 0) + 1);
  const share = Math.max(...counts.values()) / refused.length;
  return share > SAME_RATIONALE_SHARE ? share : null;
}

/** A proof that hardly says anything: no law is cited in two words. */
export function isThinProof({ proof }: Pick<Refused, 'proof'>): boolean {
  return searchWords(proof ?? '', 'en').length < THIN_PROOF_WORDS;
}
