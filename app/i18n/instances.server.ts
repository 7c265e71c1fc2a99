import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInstance, type FormatterModule, type i18n } from 'i18next';
import { isolate } from '~/i18n/bidi';
import { directionOf } from '~/i18n/direction';
import { formatsOf } from '~/i18n/format';
import { languageOf, SOURCE_LANGUAGE } from '~/i18n/languages';
import { pluralRule } from '~/i18n/plurals';
import { accented, mapTexts, mirrored, type Texts } from '~/i18n/pseudo';
import { canonicalTag } from '~/i18n/tags';
import type { Translate } from '~/i18n/translate';

export interface TextsOptions {
  /** Holds `<tag>/<area>.json`. */
  folder: string;
  /** A text that is missing throws (tests), or comes in English and, if English lacks it too, says so in words. */
  strict: boolean;
}

type Areas = Record<string, Texts>;

const PSEUDO: Record<string, (text: string) => string> = { 'en-XA': accented, 'ar-XB': mirrored };

function readAreas(folder: string, tag: string): Areas {
  const own = path.join(folder, tag);
  if (!existsSync(own)) return {};
  const files = readdirSync(own).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(path.join(own, file), 'utf8')) as Texts,
    ]),
  );
}

function areasOf(folder: string, tag: string): Areas {
  const pseudo = PSEUDO[tag];
  if (!pseudo) return readAreas(folder, tag);
  return Object.fromEntries(
    Object.entries(readAreas(folder, SOURCE_LANGUAGE)).map(([area, texts]) => [area, mapTexts(texts, pseudo)]),
  );
}

/** Numbers in the language's digits; strings set apart where they run the other way. Named formats are not used. */
function formatterOf(tag: string): FormatterModule {
  const { number } = formatsOf(tag);
  const format = (value: unknown) =>
    typeof value === 'number' ? number(value) : typeof value === 'string' ? isolate(value, directionOf(tag)) : value;
  return { type: 'formatter', init: () => {}, add: () => {}, addCached: () => {}, format: format as () => string };
}

function refuse(strict: boolean, what: string, instead: () => string): string {
  if (strict) throw new Error(what);
  return instead();
}

/**
 * One unchangeable i18next instance for a language, with every area of its folder, ready when it returns. In strict
 * use there is no fall-back, so that nothing missing hides; otherwise English stands in, and never the key.
 */
export function createTexts(lang: string, { folder, strict }: TextsOptions): i18n {
  const tag = canonicalTag(lang);
  if (!tag) throw new Error('i18n: not a language tag');
  const english = areasOf(folder, SOURCE_LANGUAGE);
  const instance = createInstance();
  instance.use(formatterOf(tag));
  void instance.init({
    lng: tag,
    fallbackLng: strict ? false : SOURCE_LANGUAGE,
    load: 'currentOnly',
    initAsync: false,
    resources: { [SOURCE_LANGUAGE]: english, [tag]: areasOf(folder, tag) },
    ns: Object.keys(english),
    defaultNS: 'common',
    returnEmptyString: false,
    interpolation: { escapeValue: false, alwaysFormat: true },
    parseMissingKeyHandler: (key) => refuse(strict, `No text ${tag} ${key}`, () => missingText(instance, key)),
    appendNamespaceToMissingKey: true,
    returnedObjectHandler: (key) =>
      refuse(strict, `Not one text but several: ${tag} ${key}`, () => missingText(instance, key)),
    missingInterpolationHandler: (text, value) =>
      refuse(strict, `No value for ${value[0]} in "${text}" (${tag})`, () => ''),
  });
  (instance.services.pluralResolver as { getRule: unknown }).getRule = (code: string, { ordinal = false } = {}) =>
    pluralRule(code, ordinal);
  instance.changeLanguage = () => Promise.reject(new Error('An instance keeps its language'));
  return instance;
}

function missingText(instance: i18n, key: string): string {
  return key === 'common:text_missing' ? '…' : instance.t('common:text_missing');
}

const instances = new Map<string, i18n>();

/** The instance of a language; made from `locales/` on first use, then shared by all requests. */
export function textsOf(lang: string): i18n {
  const tag = languageOf(lang)?.tag ?? SOURCE_LANGUAGE;
  const known = instances.get(tag);
  if (known) return known;
  const strict = process.env.NODE_ENV === 'test' && (tag in PSEUDO || existsSync(path.resolve('locales', tag)));
  const made = createTexts(tag, { folder: path.resolve('locales'), strict });
  instances.set(tag, made);
  return made;
}

/** Texts of one area outside React (mails, feeds, problems): `translator('fr', 'forms')('required')`. */
export function translator(lang: string, area = 'common'): Translate {
  const instance = textsOf(lang);
  return instance.getFixedT(instance.language, area) as Translate;
}

/** The languages that have texts, by their folders: adding a language is adding a folder. */
export function languagesWithTexts(folder = path.resolve('locales')): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
