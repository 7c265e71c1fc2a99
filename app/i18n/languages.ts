import { LANGUAGES, PSEUDO_LANGUAGES, type Language } from '~/i18n/language-table';
import { canonicalTag } from '~/i18n/tags';

/** English is the source of every text and the last fall-back. */
export const SOURCE_LANGUAGE = 'en';

const byTag = new Map([...LANGUAGES, ...PSEUDO_LANGUAGES].map((language) => [language.tag, language]));

/**
 * The languages the site itself speaks, as they stand in URLs (lower case). The pseudo-locales exist in
 * development and tests, or when `ANSWERABLE_PSEUDO_LOCALES=1` asks for them; a server that does not say what it is
 * counts as production.
 */
export function offeredLanguages(env: Record<string, string | undefined>): readonly string[] {
  const pseudo = env.NODE_ENV === 'development' || env.NODE_ENV === 'test' || env.ANSWERABLE_PSEUDO_LOCALES === '1';
  return ['en', 'fr', 'ar', ...(pseudo ? PSEUDO_LANGUAGES.map((language) => urlTag(language.tag)) : [])];
}

export const interfaceLanguages = offeredLanguages(typeof process === 'undefined' ? {} : process.env);

/** Whether `tag`, in whatever case, is one of the languages the site speaks. */
export function isInterfaceLanguage(tag: string): boolean {
  return interfaceLanguages.includes(urlTag(tag));
}

/** The row of the table for this tag or, failing that, for its language (`ar-SY` → `ar`); undefined when unknown. */
export function languageOf(tag: string): Language | undefined {
  const canonical = canonicalTag(tag);
  if (!canonical) return undefined;
  return byTag.get(canonical) ?? byTag.get(canonical.split('-')[0]!);
}

/** The canonical tag in lower case, as it stands in URLs: `fa-AF` and `prs` → `fa-af`. Not a tag: itself, lower case. */
export function urlTag(tag: string): string {
  return (canonicalTag(tag) ?? tag).toLowerCase();
}
