import { languageOf } from '~/i18n/languages';
import { remembered } from '~/i18n/remembered';
import { intlTag } from '~/i18n/tags';

export type Direction = 'ltr' | 'rtl';

/** The scripts written from right to left. Tifinagh is not among them. */
const RIGHT_TO_LEFT_SCRIPTS = new Set(['Arab', 'Aran', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

/** Languages usually written in a right-to-left script for which CLDR has no likely script, or another one. */
// prettier-ignore
const USUAL_SCRIPT: Record<string, string> = {
  aao: 'Arab', abh: 'Arab', abv: 'Arab', acm: 'Arab', acq: 'Arab', acw: 'Arab', acx: 'Arab', acy: 'Arab', adf: 'Arab',
  aeb: 'Arab', aec: 'Arab', afb: 'Arab', apc: 'Arab', apd: 'Arab', arb: 'Arab', arq: 'Arab', ars: 'Arab', ary: 'Arab',
  arz: 'Arab', avl: 'Arab', ayh: 'Arab', ayl: 'Arab', ayn: 'Arab', ayp: 'Arab', pga: 'Latn', shu: 'Arab', ssh: 'Arab',
  azb: 'Arab', bal: 'Arab', bcc: 'Arab', bgn: 'Arab', bgp: 'Arab', bqi: 'Arab', brh: 'Arab', fa: 'Arab', glk: 'Arab',
  haz: 'Arab', hno: 'Arab', khw: 'Arab', kvx: 'Arab', lki: 'Arab', lrc: 'Arab', luz: 'Arab', mby: 'Arab', mve: 'Arab',
  mzn: 'Arab', pbt: 'Arab', pbu: 'Arab', pnb: 'Arab', prd: 'Arab', pst: 'Arab', sd: 'Arab', sdh: 'Arab', skr: 'Arab',
  ug: 'Arab', wne: 'Arab', zza: 'Latn',
  aii: 'Syrc', aij: 'Hebr', cld: 'Syrc', syr: 'Syrc', tru: 'Syrc', dv: 'Thaa', he: 'Hebr', nqo: 'Nkoo', rhg: 'Rohg',
  yi: 'Hebr',
};

/**
 * The ISO 15924 script of a tag: the one it names, else the usual one of the language by explicit table, else CLDR's
 * likely script (which is data, not a guess from the server's locale), else Latin.
 */
export function scriptOf(tag: string): string {
  return scriptOfCanonical(intlTag(tag));
}

const scriptOfCanonical = remembered((canonical: string): string => {
  if (canonical === 'und') return 'Latn';
  const locale = new Intl.Locale(canonical);
  if (locale.script) return locale.script;
  const row = languageOf(canonical);
  if (row && (row.tag === locale.baseName || !locale.region)) return row.script;
  return USUAL_SCRIPT[locale.language] ?? locale.maximize().script ?? 'Latn';
});

/** The direction text in this language runs, decided by its script; never by a sample of the text. */
export function directionOf(tag: string): Direction {
  return RIGHT_TO_LEFT_SCRIPTS.has(scriptOf(tag)) ? 'rtl' : 'ltr';
}
