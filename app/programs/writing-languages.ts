import { interfaceLanguages, languageOf } from '~/i18n/languages';

/** The languages that staff can write texts in: those the site itself speaks, as tags. */
export const WRITING_LANGUAGES: readonly string[] = interfaceLanguages.flatMap((tag) => {
  const row = languageOf(tag);
  return row && !row.pseudo ? [row.tag] : [];
});
