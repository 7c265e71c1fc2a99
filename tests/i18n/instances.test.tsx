import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LanguageProvider, useText } from '~/i18n/I18n';
import { createTexts, languagesWithTexts, textsOf, translator } from '~/i18n/instances.server';

let folder: string;

function put(lang: string, area: string, texts: object): void {
  mkdirSync(path.join(folder, lang), { recursive: true });
  writeFileSync(path.join(folder, lang, `${area}.json`), JSON.stringify(texts));
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locales-'));
  const points = { points_one: '{{count}} point', points_other: '{{count}} points' };
  put('en', 'common', { ...points, hello: 'Hello {{name}}', nested: { deep: 'Deep' }, text_missing: 'No text' });
  put('en', 'rounds', { title: 'Rounds', only_english: 'Only <b>here</b> {{count}}' });
  put('ht', 'common', { points_other: '{{count}} pwen', hello: 'Bonjou {{name}}', text_missing: 'Pa gen tèks' });
  put('fa-AF', 'common', { points_one: '{{count}} نکته', points_other: '{{count}} نکته', hello: 'سلام {{name}}' });
});
afterAll(() => rmSync(folder, { recursive: true }));

const lenient = (lang: string) => createTexts(lang, { folder, strict: false });
const strict = (lang: string) => createTexts(lang, { folder, strict: true });

describe('an instance', () => {
  test('is ready at once, with every area of the folder', () => {
    expect(strict('en').t('rounds:title')).toBe('Rounds');
    expect(strict('en').t('nested.deep')).toBe('Deep');
    expect(languagesWithTexts(folder)).toEqual(['en', 'fa-AF', 'ht']);
  });

  test('counts by the explicit rule where ICU has none', () => {
    expect(lenient('ht').t('points', { count: 1 })).toBe('1 pwen');
    expect(lenient('en').t('points', { count: 1 })).toBe('1 point');
  });

  test('writes numbers in the language’s digits and leaves strings alone', () => {
    expect(lenient('fa-AF').t('points', { count: 12345 })).toBe('۱۲٬۳۴۵ نکته');
    expect(lenient('fa-AF').t('hello', { name: 'علی' })).toBe('سلام علی');
    expect(lenient('fa-AF').t('hello', { name: 'Ali' })).toBe('سلام \u2068Ali\u2069');
  });

  test('a person’s words are never read as instructions', () => {
    for (const name of ['$t(rounds:title)', '{{count}}', '<b>', '&amp;', '$1', '$&'])
      expect(lenient('en').t('hello', { name })).toBe(`Hello ${name}`);
  });

  test('falls to English and never shows a key', () => {
    expect(lenient('ht').t('rounds:title')).toBe('Rounds');
    expect(lenient('ht').t('rounds:nothing')).toBe('Pa gen tèks');
    expect(lenient('ht').t('nested')).toBe('Pa gen tèks');
    expect(lenient('fa-AF').t('nothing')).toBe('No text');
    expect(lenient('en').t('hello')).toBe('Hello ');
  });

  test('throws in strict use', () => {
    expect(() => strict('ht').t('rounds:title')).toThrow('ht rounds:title');
    expect(() => strict('en').t('nothing')).toThrow('common:nothing');
    expect(() => strict('en').t('nested')).toThrow('several');
    expect(() => strict('en').t('hello')).toThrow('{{name}}');
    expect(() => strict('!')).toThrow('not a language tag');
  });

  test('keeps its language', async () => {
    await expect(lenient('ht').changeLanguage('en')).rejects.toThrow('keeps');
  });

  test('of a pseudo-locale is made of English', () => {
    expect(strict('en-xa').t('rounds:title')).toBe('[Ŕöûñðš···]');
    expect(strict('ar-xb').t('points', { count: 1 })).toContain('1 ');
    expect(strict('ar-xb').t('rounds:only_english', { count: 7 })).toMatch(/<b>.+<\/b> 7/);
  });
});

describe('the site’s own texts', () => {
  test('one instance a language', () => {
    expect(textsOf('AR')).toBe(textsOf('ar'));
    expect(textsOf('ar').language).toBe('ar');
    expect(textsOf('zz').language).toBe('en');
  });

  test('all six Arabic forms, both French ones', () => {
    const ar = translator('ar', 'ui');
    expect(new Set([0, 1, 2, 3, 11, 100].map((count) => ar('character_limit', { count }))).size).toBe(6);
    expect(translator('fr', 'ui')('character_limit', { count: 0 })).toBe('Au plus 0 caractère.');
    expect(translator('fr', 'forms')('issue.too_long', { count: 2000 })).toContain('2\u202f000 caractères');
  });
});

function Page() {
  const { t, lang, dir, date, number } = useText();
  const forms = useText('forms');
  return (
    <p lang={lang} dir={dir}>
      {t('save')}|{forms.t('issue.required')}|{t('forms:issue.taken')}|{date('2024-03-05')}|{number(1200)}
    </p>
  );
}

describe('in a page', () => {
  const render = (lang: string) =>
    renderToStaticMarkup(
      <LanguageProvider lang={lang} instance={textsOf(lang)}>
        <Page />
      </LanguageProvider>,
    );

  test('texts, direction and formats are those of the language', () => {
    expect(render('fr')).toBe(
      '<p lang="fr" dir="ltr">Enregistrer|Veuillez remplir ce champ.|Ceci est déjà utilisé.|5 mars 2024|1\u202f200</p>',
    );
    expect(render('ar')).toContain('<p lang="ar" dir="rtl">حفظ|');
    expect(render('ar-XB')).toContain('<p lang="ar-xb" dir="rtl">');
  });

  test('without a provider it fails loudly', () =>
    expect(() => renderToStaticMarkup(<Page />)).toThrow('LanguageProvider'));
});
