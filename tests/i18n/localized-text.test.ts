import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isolate } from '~/i18n/bidi';
import { missingLanguages, pickText } from '~/i18n/localized-text';

const text = { en: 'Water', ar: 'ماء', 'fa-af': 'آب', fr: ' ' };

describe('picking', () => {
  test.each([
    ['ar', [], 'ماء', 'ar', 'rtl'],
    ['ar-SY', [], 'ماء', 'ar', 'rtl'],
    ['prs', [], 'آب', 'fa-AF', 'rtl'],
    ['fr', ['ar', 'en'], 'ماء', 'ar', 'rtl'],
    ['fr', undefined, 'Water', 'en', 'ltr'],
    ['ha', ['sw'], 'ماء', 'ar', 'rtl'],
  ])('%s with fall-backs %j', (lang, fallbacks, words, found, dir) => {
    expect(pickText(text, lang, fallbacks)).toEqual({ text: words, lang: found, dir });
  });

  test('nothing is null, blanks are nothing', () => {
    expect(pickText({}, 'en')).toBeNull();
    expect(pickText({ en: '\n', fr: undefined }, 'en')).toBeNull();
  });

  test('gives words whenever there are any, and says truly which language they are', () => {
    const tags = fc.constantFrom('en', 'fr', 'ar', 'fa-AF', 'ha', 'my');
    fc.assert(
      fc.property(fc.dictionary(tags, fc.string()), tags, fc.array(tags), (words, lang, fallbacks) => {
        const picked = pickText(words, lang, fallbacks);
        expect(picked === null).toBe(Object.values(words).every((word) => word.trim() === ''));
        if (picked) expect(words[picked.lang]).toBe(picked.text);
      }),
    );
  });
});

test('missing languages', () => {
  expect(missingLanguages(text, ['en', 'fr', 'prs', 'ha'])).toEqual(['fr', 'ha']);
});

describe('a name in a sentence', () => {
  test('is set apart only where it runs the other way', () => {
    expect(isolate('Kanem', 'ltr')).toBe('Kanem');
    expect(isolate('ماء', 'rtl')).toBe('ماء');
    expect(isolate('ماء', 'ltr')).toBe('\u2068ماء\u2069');
    expect(isolate('Kanem (1)', 'rtl')).toBe('\u2068Kanem (1)\u2069');
    expect(isolate('https://example.org/ar', 'rtl')).toBe('https://example.org/ar');
  });

  test('cannot turn the sentence round', () => {
    expect(isolate('a\u202eb\u2069c', 'ltr')).toBe('abc');
  });
});
