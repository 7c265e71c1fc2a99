import { directionOf, type Direction } from '~/i18n/direction';
import { LANGUAGES } from '~/i18n/language-table';
import { languageOf, SOURCE_LANGUAGE } from '~/i18n/languages';
import { normaliseSearchText } from '~/i18n/search-text';
import { canonicalTag, intlTag } from '~/i18n/tags';

export interface NamedLanguage {
  tag: string;
  /** In itself where we know it, else in English, else the tag. */
  ownName: string;
  dir: Direction;
}

function intlName(tag: string, lang: string): string | undefined {
  const reader = intlTag(lang);
  if (intlTag(tag) === 'und' || Intl.DisplayNames.supportedLocalesOf([reader]).length === 0) return undefined;
  return new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' }).of(intlTag(tag));
}

/** The name of a language as readers of `lang` say it; failing that its own name, its English name, its tag. */
export function languageName(tag: string, lang: string): string {
  const canonical = canonicalTag(tag);
  if (!canonical) return tag;
  const row = languageOf(canonical);
  const exact = row?.tag === canonical ? row : undefined;
  if (lang === SOURCE_LANGUAGE && exact) return exact.englishName;
  return (
    intlName(canonical, lang) ?? exact?.ownName ?? intlName(canonical, SOURCE_LANGUAGE) ?? row?.ownName ?? canonical
  );
}

/** The language with its own name, for lists in which everybody must find their own (rule: own name, own script). */
export function namedLanguage(tag: string): NamedLanguage {
  const canonical = canonicalTag(tag) ?? tag;
  const row = languageOf(canonical);
  const ownName =
    row?.tag === canonical ? row.ownName : (intlName(canonical, canonical) ?? languageName(canonical, 'en'));
  return { tag: canonical, ownName, dir: directionOf(canonical) };
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** The languages in which people look for their own language by name. */
const NAMED_IN = ['en', 'fr', 'ar', 'es', 'pt', 'sw', 'fa-AF'];

let index: Map<string, string[]> | undefined;

/** Every name we know, folded, to the tags it means. Made at the first search: about a second, then kept. */
function nameIndex(): Map<string, string[]> {
  if (index) return index;
  const names = new Map<string, string[]>();
  const add = (name: string | undefined, tag: string) => {
    const folded = name && normaliseSearchText(name);
    if (!folded) return;
    const known = names.get(folded) ?? [];
    if (!known.includes(tag)) names.set(folded, [...known, tag]);
  };
  for (const row of LANGUAGES)
    [row.ownName, row.englishName, ...(row.alsoCalled ?? [])].forEach((name) => add(name, row.tag));
  const displays = NAMED_IN.map((lang) => new Intl.DisplayNames([lang], { type: 'language', fallback: 'none' }));
  const english = displays[0]!;
  for (const code of twoAndThreeLetterCodes()) {
    if (english.of(code) === undefined) continue;
    const tag = canonicalTag(code)!;
    displays.forEach((display) => add(display.of(code), tag));
  }
  for (const row of LANGUAGES) displays.forEach((display) => add(display.of(row.tag), row.tag));
  return (index = names);
}

function twoAndThreeLetterCodes(): string[] {
  const two = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return [...two, ...two.flatMap((start) => LETTERS.map((third) => start + third))];
}

/** How far a known name is from the one typed: same, begins so, has a word that begins so, one slip; else undefined. */
function distance(name: string, typed: string): number | undefined {
  if (name === typed) return 0;
  if (typed.length < 2) return undefined;
  if (name.startsWith(typed)) return 1;
  if (name.split(/[\s()]+/).some((word) => word.startsWith(typed))) return 2;
  return typed.length >= 5 && oneSlipApart(name, typed) ? 3 : undefined;
}

/** Whether one letter was changed, left out or added. */
function oneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const rest = (text: string, skip: number) => text.slice(start + skip);
  return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1);
}

/**
 * Languages a person may mean by a name typed in any script (`Kanouri`, `dari`, `دری`), nearest first. A well-formed
 * tag (`shu`, `ses-Arab`, `x-our-village`) is itself the first suggestion, known or not.
 */
export function findLanguageByName(typed: string, limit = 6): NamedLanguage[] {
  const folded = normaliseSearchText(typed.slice(0, 80));
  if (!folded) return [];
  const found = new Map<string, number>();
  for (const [name, tags] of nameIndex()) {
    const far = distance(name, folded);
    if (far === undefined) continue;
    for (const tag of tags) found.set(tag, Math.min(far, found.get(tag) ?? far));
  }
  const asTag = /^([a-z]{2,3}|x)([-_]|$)/i.test(typed.trim()) ? canonicalTag(typed) : null;
  if (asTag) found.set(asTag, -1);
  return [...found]
    .sort(([a, farA], [b, farB]) => farA - farB || known(b) - known(a) || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([tag]) => namedLanguage(tag));
}

function known(tag: string): number {
  return languageOf(tag)?.tag === tag ? 1 : 0;
}
