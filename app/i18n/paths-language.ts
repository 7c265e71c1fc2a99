import { canonicalTag } from '~/i18n/tags';
import { urlTag } from '~/i18n/languages';

/**
 * The same page in another language: `/fr/rounds?state=open` → `/ar/rounds?state=open`. The result always starts
 * with the language, so that a path from outside can never lead off the site; what has no language goes to its start.
 */
export function switchLanguage(path: string, lang: string): string {
  const to = `/${encodeURIComponent(urlTag(lang))}`;
  const [, first, rest] = /^\/([^/?#\\]+)([/?#].*)?$/s.exec(path) ?? [];
  return first && canonicalTag(first) ? `${to}${rest ?? ''}` : to;
}
