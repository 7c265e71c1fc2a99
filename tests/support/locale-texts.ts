import { pluralCategories, pluralRule, type PluralCategory } from '~/i18n/plurals';
import type { Texts } from '~/i18n/pseudo';

/** The texts of each area of each language: `files.fr.common`. */
export type LocaleFiles = Record<string, Record<string, Texts>>;

/** A text by its full key (`menu.rounds`). */
export type FlatTexts = Map<string, string>;

const SUFFIX = /_(zero|one|two|few|many|other)$/;

export function flatten(texts: Texts, prefix = ''): FlatTexts {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Keys of English that stand for a plural: `points` where both `points_one` and `points_other` exist. */
export function pluralBases(english: FlatTexts): Set<string> {
  const bases = [...english.keys()]
    .filter((key) => key.endsWith('_other'))
    .map((key) => key.slice(0, -'_other'.length));
  return new Set(bases.filter((base) => english.has(`${base}_one`)));
}

/** The key without its plural ending, where it is one of a plural's forms; else the key. */
export function baseOf(key: string, plurals: Set<string>): string {
  const base = key.replace(SUFFIX, '');
  return plurals.has(base) ? base : key;
}

/** The keys a language needs for what English has. `_zero` may be added in any language (i18next takes it for 0). */
function wantedKeys(english: FlatTexts, plurals: Set<string>, lang: string): Set<string> {
  const forms = pluralCategories(lang);
  return new Set(
    [...english.keys()].flatMap((key) => {
      const base = baseOf(key, plurals);
      return base === key ? [key] : forms.map((form) => `${base}_${form}`);
    }),
  );
}

/** What a text must carry over: its interpolations and its tags, in a fixed order. */
export function placeholders(text: string): string[] {
  const names = [...text.matchAll(/\{\{-?\s*([^},\s]+)[^}]*\}\}/g)].map((match) => `{{${match[1]}}}`);
  const tags = [...text.matchAll(/<\/?\s*(\w+)[^>]*>/g)].map((match) => `<${match[1]}>`);
  return [...new Set([...names, ...tags])].sort();
}

/** Whether a plural form serves several numbers (French `one`: 0 and 1), so that its text must say which. */
function servesSeveral(lang: string, form: PluralCategory, hasZero: boolean): boolean {
  const rule = pluralRule(lang);
  const numbers = Array.from({ length: 200 }, (_, number) => number).filter((number) => !(hasZero && number === 0));
  return numbers.filter((number) => rule.select(number) === form).length > 1;
}

function lacking(key: string, text: string, english: FlatTexts, own: FlatTexts, plurals: Set<string>, lang: string) {
  const base = baseOf(key, plurals);
  const source = english.get(base === key ? key : `${base}_other`) ?? '';
  const wanted = placeholders(source);
  const found = placeholders(text);
  const form = base === key ? undefined : (key.slice(base.length + 1) as PluralCategory);
  const mayOmitCount = form !== undefined && !servesSeveral(lang, form, own.has(`${base}_zero`));
  const missing = wanted.filter((one) => !found.includes(one) && !(mayOmitCount && one === '{{count}}'));
  return [
    ...missing.map((one) => `lacks ${one}`),
    ...found.filter((one) => !wanted.includes(one)).map((one) => `adds ${one}`),
  ];
}

function unsorted(texts: Texts, prefix = ''): string[] {
  // JavaScript puts whole-number keys first in any case; their place in the file cannot be seen here.
  const keys = Object.keys(texts).filter((key) => !/^\d+$/.test(key));
  const wrong = keys.filter((key, index) => index > 0 && key < keys[index - 1]!).map((key) => `${prefix}${key}`);
  const inside = Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [] : unsorted(value, `${prefix}${key}.`),
  );
  return [...wrong, ...inside];
}

function checkArea(lang: string, area: string, texts: Texts, source: Texts): string[] {
  const at = (key: string) => `locales/${lang}/${area}.json: ${key}:`;
  const english = flatten(source);
  const own = flatten(texts);
  const plurals = pluralBases(english);
  const wanted = wantedKeys(english, plurals, lang);
  const extra = (key: string) => !wanted.has(key) && !(key.endsWith('_zero') && plurals.has(baseOf(key, plurals)));
  return [
    ...[...wanted].filter((key) => !own.has(key)).map((key) => `${at(key)} missing`),
    ...[...own.keys()].filter(extra).map((key) => `${at(key)} not in English, or not a plural form of ${lang}`),
    ...unsorted(texts).map((key) => `${at(key)} not in alphabetical order`),
    ...[...own].filter(([, text]) => text.trim() === '').map(([key]) => `${at(key)} empty`),
    ...[...own]
      .filter(([key, text]) => wanted.has(key) && text.trim() !== '')
      .flatMap(([key, text]) => lacking(key, text, english, own, plurals, lang).map((what) => `${at(key)} ${what}`)),
  ];
}

/** What is wrong with the files among themselves; English is the measure. */
export function checkTexts(files: LocaleFiles): string[] {
  const english = files.en ?? {};
  return Object.entries(files).flatMap(([lang, areas]) => [
    ...Object.keys(english)
      .filter((area) => !areas[area])
      .map((area) => `locales/${lang}/${area}.json: missing`),
    ...Object.keys(areas)
      .filter((area) => !english[area])
      .map((area) => `locales/${lang}/${area}.json: not in English`),
    ...Object.entries(areas).flatMap(([area, texts]) =>
      english[area] ? checkArea(lang, area, texts, english[area]) : [],
    ),
  ]);
}
