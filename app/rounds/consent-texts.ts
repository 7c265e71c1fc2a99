import type { Retention } from '~/missions/mission';
import type { ConsentUse } from '~/participants/consent';
import { WRITING_LANGUAGES } from '~/programs/writing-languages';

/**
 * The edition of the consent texts (`locales/…/consent.json`). Whoever changes a word of them gives a new one: a test
 * compares the texts with the digest recorded for the edition.
 */
export const CONSENT_EDITION = {
  id: '1',
  digest: 'a026ffef542d335eca66eeeb39c359868710b1fb64e141211a87f932c81ec1b6',
} as const;

/** The languages in which the consent texts exist. A round is never opened in another. */
export const CONSENT_LANGUAGES: readonly string[] = WRITING_LANGUAGES;

/** The version of the consent text that a round shows: edition, and the retention it is made from. */
export function consentVersion(retention: Retention | null): string {
  return `${CONSENT_EDITION.id}/${retention ?? 'unset'}`;
}

/** Keys of the texts (`consent`) about what happens to the words in the end; null while the mission has not settled it. */
export function retentionKey(retention: Retention | null): string {
  return `consent:in_the_end.${retention ?? 'unset'}`;
}

/** Keys of one use's label and of what it means. */
export function useKeys(use: ConsentUse): { label: string; says: string } {
  return { label: `consent:use.${use}.label`, says: `consent:use.${use}.says` };
}
