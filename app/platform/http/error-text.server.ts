import ar from '../../../locales/ar/errors.json';
import en from '../../../locales/en/errors.json';
import fr from '../../../locales/fr/errors.json';
import { readTarget } from '~/platform/http/request-target';

export interface ErrorLanguage {
  lang: string;
  dir: 'ltr' | 'rtl';
  texts: typeof en;
}

/** Bundled with the program: an error page must not depend on a file that can be missing. */
const LANGUAGES: readonly ErrorLanguage[] = [
  { lang: 'en', dir: 'ltr', texts: en },
  { lang: 'fr', dir: 'ltr', texts: fr },
  { lang: 'ar', dir: 'rtl', texts: ar },
];

const ENGLISH: ErrorLanguage = LANGUAGES[0]!;

/** The language of an error page: that of the address, else the first of `Accept-Language` that we have, else English. */
export function errorLanguage(target: string, acceptLanguage: string | undefined): ErrorLanguage {
  const read = readTarget(target);
  const fromPath = read.ok ? languageFor(read.path.split('/')[1] ?? '') : undefined;
  return (
    fromPath ??
    wanted(acceptLanguage ?? '')
      .map(languageFor)
      .find(Boolean) ??
    ENGLISH
  );
}

function languageFor(tag: string): ErrorLanguage | undefined {
  return LANGUAGES.find(({ lang }) => lang === tag || tag.startsWith(`${lang}-`));
}

/** Tags by falling weight (RFC 9110, 12.5.4); what is not a tag, or weighs nothing, is left out. */
function wanted(acceptLanguage: string): string[] {
  return acceptLanguage
    .slice(0, 500)
    .toLowerCase()
    .split(',')
    .map((part) => /^\s*([a-z]{2,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/.exec(part))
    .flatMap((match) => (match?.[1] ? [{ tag: match[1], weight: Number(match[2] ?? 1) }] : []))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
