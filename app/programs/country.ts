import type { LocalizedText } from '~/i18n/localized-text';
import { intlTag } from '~/i18n/tags';
import type { Day } from '~/platform/day';

/** How free people are to speak and organise, best first (the scale of the CIVICUS Monitor, G05). */
export const CIVIC_SPACE = ['open', 'narrowed', 'obstructed', 'repressed', 'closed'] as const;
export type CivicSpace = (typeof CIVIC_SPACE)[number];

export interface Country {
  id: string;
  /** ISO 3166-1 alpha-2. */
  code: string;
  name: LocalizedText;
  civicSpace: CivicSpace;
  /** Who rated it. */
  civicSpaceSource: string;
  civicSpaceOn: Day;
  version: number;
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes that name no country: groups, test codes, islands without people, codes no longer in use. */
const NOT_COUNTRIES = new Set(
  'AC BU BV CP CQ CS CT DD DG DY EA EU EZ FQ FX HM HV IC JT MI NH NQ NT PC PU PZ QO RH SU TA TF TP UK UM UN VD WK XA XB YD YU ZR ZZ AN NQ AQ GS IO'.split(
    ' ',
  ),
);

/** The name of a country in a language, or null when the code names none. */
export function countryName(code: string, lang: string): string | null {
  if (NOT_COUNTRIES.has(code)) return null;
  return new Intl.DisplayNames([intlTag(lang)], { type: 'region', fallback: 'none' }).of(code) ?? null;
}

let codes: string[] | undefined;

/** Every country's code, by its name in a language. */
export function countryChoices(lang: string): { code: string; name: string }[] {
  codes ??= LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((code) =>
    countryName(code, 'en'),
  );
  const collator = new Intl.Collator(intlTag(lang));
  return codes
    .map((code) => ({ code, name: countryName(code, lang) ?? code }))
    .sort((a, b) => collator.compare(a.name, b.name));
}

/** A country's name in several languages, as it is kept. */
export function countryNames(code: string, languages: readonly string[]): LocalizedText {
  return Object.fromEntries(languages.map((lang) => [lang, countryName(code, lang) ?? code]));
}
