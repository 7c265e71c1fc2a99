import { describe, expect, test } from 'vitest';
import { formatLocale, formatsOf } from '~/i18n/format';
import { LANGUAGES, type IntlPart } from '~/i18n/language-table';
import { pluralCategories, pluralRule } from '~/i18n/plurals';

const day = '2024-03-05';

function supported(part: IntlPart, tag: string): string[] {
  const intl: { supportedLocalesOf(tags: string[]): string[] } = Intl[part];
  return intl.supportedLocalesOf([tag]);
}

describe('days', () => {
  test.each([
    ['en', 'March 5, 2024'],
    ['fr', '5 mars 2024'],
    ['ar', '5 مارس 2024'],
    ['ar-IQ', '٥ آذار ٢٠٢٤'],
    ['fa-AF', '۱۵ حوت ۱۴۰۲'],
    ['ckb', '٥ی ئازاری ٢٠٢٤'],
    ['ht', '5 mas 2024'],
    ['kr', '2024-03-05'],
    ['taq', '2024-03-05'],
    ['en-XA', 'March 5, 2024'],
    ['not a tag', '2024-03-05'],
    ['x-ours', '2024-03-05'],
  ])('in %s: %s', (lang, words) => expect(formatsOf(lang).date(day)).toBe(words));

  test('varieties of Fulfulde take its words', () => {
    expect(formatsOf('fuv').date(day)).toBe(formatsOf('ff').date(day));
  });

  test('with the day of the week', () => {
    expect(formatsOf('ht').weekday(day)).toBe('madi 5 mas 2024');
    expect(formatsOf('fr').weekday(day)).toBe('mardi 5 mars 2024');
  });

  test('records show both calendars, where there are two', () => {
    expect(formatsOf('fa-AF').bothCalendars(day)).toEqual({ local: '۱۵ حوت ۱۴۰۲', gregorian: '۵ مارچ ۲۰۲۴' });
    expect(formatsOf('ps').bothCalendars(day).local).not.toMatch(/AP/);
    expect(formatsOf('fr').bothCalendars(day)).toEqual({ local: '5 mars 2024', gregorian: null });
  });

  test('an instant is told in UTC, and what is no date is refused', () => {
    expect(formatsOf('fr').dateTime('2024-03-05T23:30:00Z')).toBe('5 mars 2024 23:30 UTC');
    expect(formatsOf('fa-AF').dateTime('2024-03-05T23:30:00Z')).toContain('۲۳:۳۰');
    expect(() => formatsOf('fr').date('soon')).toThrow(RangeError);
    expect(() => formatsOf('kr').date('soon')).toThrow(RangeError);
  });
});

describe('numbers, shares and lists', () => {
  test.each([
    ['fr', '12\u202f345', '36\u00a0%'],
    ['fa-AF', '۱۲٬۳۴۵', '۳۶٪'],
    ['ar', '12,345', '36%'],
    ['ar-EG', '١٢٬٣٤٥', '٣٦٪'],
    ['my', '၁၂,၃၄၅', '၃၆%'],
    ['ht', '12\u202f345', '36\u00a0%'],
  ])('in %s', (lang, number, percent) => {
    const plain = (text: string) => text.replace(/[\u200e\u200f\u061c]/g, '');
    expect(plain(formatsOf(lang).number(12345))).toBe(number);
    expect(plain(formatsOf(lang).percent(0.36))).toBe(percent);
  });

  test('a list takes no foreign "and"', () => {
    expect(formatsOf('fr').list(['a', 'b', 'c'])).toBe('a, b et c');
    expect(formatsOf('ht').list(['a', 'b', 'c'])).toBe('a, b, c');
    expect(formatsOf('ckb').list(['a', 'b'])).toBe('a، b');
  });

  test('days from now', () => {
    expect(formatsOf('en').relativeDays(3)).toBe('in 3 days');
    expect(formatsOf('fr').relativeDays(-1)).toBe('hier');
    expect(formatsOf('fa-AF').relativeDays(3)).toContain('۳');
  });

  test.each(LANGUAGES)('$tag: locale, calendar and digits are spelled out, so that no server decides', ({ tag }) => {
    for (const part of ['NumberFormat', 'DateTimeFormat', 'ListFormat', 'RelativeTimeFormat'] as const) {
      const locale = formatLocale(tag, part);
      expect(locale).toMatch(/-u-ca-\w+-nu-\w+$/);
      expect(supported(part, locale)).toHaveLength(1);
    }
  });
});

describe('plurals', () => {
  test.each([
    ['en', ['one', 'other']],
    ['fr', ['one', 'many', 'other']],
    ['ar', ['zero', 'one', 'two', 'few', 'many', 'other']],
    ['uk', ['one', 'few', 'many', 'other']],
    ['bm', ['other']],
    ['ht', ['other']],
    ['dje', ['other']],
    ['kr', ['one', 'other']],
    ['fuv', ['one', 'other']],
    ['ar-XB', ['one', 'other']],
    ['qqz', ['other']],
  ])('%s has %j', (lang, forms) => expect(pluralCategories(lang)).toEqual(forms));

  test.each([
    ['fr', 0, 'one'],
    ['fuv', 0, 'one'],
    ['kr', 0, 'other'],
    ['kr', 1, 'one'],
    ['uk', 21, 'one'],
    ['ar', 11, 'many'],
    ['ht', 1, 'other'],
  ])('in %s %i is %s', (lang, count, form) => expect(pluralRule(lang).select(count)).toBe(form));

  test('ordinals of a language without a rule have one form', () => {
    expect(pluralRule('kr', true).select(1)).toBe('other');
    expect(pluralRule('en', true).select(2)).toBe('two');
  });
});
