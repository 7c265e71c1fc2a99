import { languageOf } from '~/i18n/languages';
import { intlTag } from '~/i18n/tags';

export type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** What i18next asks of a plural rule, and what `Intl.PluralRules` gives. */
export interface PluralRule {
  select(count: number): PluralCategory;
  resolvedOptions(): { pluralCategories: PluralCategory[] };
}

const ORDER: readonly PluralCategory[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

const EXPLICIT: Record<'same' | 'one_other', PluralRule> = {
  same: { select: () => 'other', resolvedOptions: () => ({ pluralCategories: ['other'] }) },
  one_other: {
    select: (count) => (Math.abs(count) === 1 ? 'one' : 'other'),
    resolvedOptions: () => ({ pluralCategories: ['one', 'other'] }),
  },
};

/**
 * The plural rule of a language: the table's own where CLDR has none, else CLDR's (a variety follows its
 * language); for a language neither knows, one form. It never falls to the server's locale.
 */
export function pluralRule(lang: string, ordinal = false): PluralRule {
  const row = languageOf(lang);
  if (row?.plural) return ordinal ? EXPLICIT.same : EXPLICIT[row.plural];
  const tag = row?.varietyOf ?? intlTag(lang);
  if (Intl.PluralRules.supportedLocalesOf([tag]).length === 0) return EXPLICIT.same;
  return new Intl.PluralRules(tag, { type: ordinal ? 'ordinal' : 'cardinal' }) as PluralRule;
}

/** The categories a text with a count needs in this language, in CLDR's order. */
export function pluralCategories(lang: string): PluralCategory[] {
  const { pluralCategories: own } = pluralRule(lang).resolvedOptions();
  return ORDER.filter((category) => own.includes(category));
}
