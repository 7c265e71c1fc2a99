import { SOURCE_LANGUAGE } from '~/i18n/languages';
import { canonicalTag } from '~/i18n/tags';
import { RETENTIONS, type Retention } from '~/missions/mission';
import type { ConsentUse } from '~/participants/consent';
import { WRITING_LANGUAGES } from '~/programs/writing-languages';

/**
 * The editions of the consent texts, the newest last: `edition_…` in `locales/…/consent.json`. What somebody agreed to stays
 * readable for good: whoever changes a word adds an edition with all its texts and leaves the former ones as they are. A
 * test holds every edition, in every language, to the digest (SHA-256) of its words.
 */
export const CONSENT_EDITIONS = [
  {
    id: '1',
    digests: {
      ar: '6ba595d9300bbfd70e47294197ced4635826d2a27d9672146e8e2760296288e0',
      en: '0bd3381bd8e5babea2b12c79c0e22776bc264627e10be7ad076cd75999adfbc8',
      fr: '3c13ee7b6a56da76da439e5b3f246505877a2c0d9363dc12227dd7111c374296',
    },
  },
] as const satisfies readonly { id: string; digests: Readonly<Record<string, string>> }[];

const NEWEST = CONSENT_EDITIONS[CONSENT_EDITIONS.length - 1]!.id;

/** The languages in which the consent texts exist. A round is never opened in another. */
export const CONSENT_LANGUAGES: readonly string[] = WRITING_LANGUAGES;

/** The version of the consent text that a round shows from its opening on: edition, and the retention it is made from. */
export function consentVersion(retention: Retention | null): string {
  return `${NEWEST}/${retention ?? 'unset'}`;
}

/** A round shows the edition that it opened with, whatever was written since; one that never opened, the newest. */
export function versionShown(
  round: { openedOn: string | null; consentVersion: string },
  missionRetention: Retention | null,
): string {
  return round.openedOn ? round.consentVersion : consentVersion(missionRetention);
}

/** Null for what no edition of this program was ever called. */
export function readVersion(version: string): { edition: string; retention: Retention | null } | null {
  const [edition, made] = version.split('/');
  const known = CONSENT_EDITIONS.find(({ id }) => id === edition);
  const retention = RETENTIONS.find((one) => one === made) ?? null;
  return known && (retention || made === 'unset') ? { edition: known.id, retention } : null;
}

/** In which language a page of `lang` shows a version: where there is none of it in that language, English stands in. */
export function languageShown(version: string, lang: string): string {
  return languagesOf(version).find((tag) => tag === canonicalTag(lang)) ?? SOURCE_LANGUAGE;
}

/** The languages that a version exists in. */
export function languagesOf(version: string): readonly string[] {
  const edition = CONSENT_EDITIONS.find(({ id }) => id === readVersion(version)?.edition);
  return edition ? Object.keys(edition.digests) : [];
}

/** Key of one text of a version. Throws for an unknown version: other words than those agreed to are never shown. */
export function consentKey(version: string, name: string): string {
  const read = readVersion(version);
  if (!read) throw new Error(`no edition of the consent texts is called ${version}`);
  return `consent:edition_${read.edition}.${name}`;
}

/** Key of the text about what happens to the words in the end; it says so while the mission has not settled it. */
export function retentionKey(version: string): string {
  return consentKey(version, `in_the_end.${readVersion(version)?.retention ?? 'unset'}`);
}

/** Keys of one use's label and of what it means. */
export function useKeys(version: string, use: ConsentUse): { label: string; says: string } {
  return { label: consentKey(version, `use.${use}.label`), says: consentKey(version, `use.${use}.says`) };
}

/** What somebody agreed to or refused, in the words and the language it was shown in. */
export interface AgreedWording {
  edition: string;
  language: string;
  label: string;
  says: string;
  /** What was said to happen to the words in the end. */
  inTheEnd: string;
}
