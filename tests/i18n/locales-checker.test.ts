import { describe, expect, test } from 'vitest';
import { checkLocales } from '../support/locales';
import type { LocaleFiles } from '../support/locale-texts';

const files = (): LocaleFiles => ({
  en: {
    common: { points_one: '{{count}} point', points_other: '{{count}} points', save: 'Save' },
    rounds: { reason_other: 'Other', state: { draft: 'Draft', open: 'Open' }, title: 'Hello {{name}} <b>x</b>' },
  },
  ar: {
    common: {
      points_few: '{{count}} نقاط',
      points_many: '{{count}} نقطة',
      points_one: 'نقطة واحدة',
      points_other: '{{count}} نقطة',
      points_two: 'نقطتان',
      points_zero: 'لا نقاط',
      save: 'حفظ',
    },
    rounds: { reason_other: 'غير ذلك', state: { draft: 'مسودة', open: 'مفتوحة' }, title: 'أهلا {{name}} <b>x</b>' },
  },
});

const page = `
  const { t, dir } = useText('rounds');
  const { t: shared } = useText();
  t('title', { name }); t(other ? 'reason_other' : 'title'); t(\`state.\${round.state}\`);
  shared('points', { count: 3 }); const button = 'common:save';
`;
const check = (change: (all: LocaleFiles) => void, source = page, dynamic = {}) => {
  const all = files();
  change(all);
  return checkLocales(all, { 'app/page.tsx': source }, dynamic);
};
const nothing = () => {};

test('what is right passes', () => expect(check(nothing)).toEqual([]));

describe('among the files', () => {
  test('a missing file, and one too many', () => {
    expect(check((all) => delete all.ar!.rounds)).toEqual(['locales/ar/rounds.json: missing']);
    expect(check((all) => (all.ar!.extra = {}))).toEqual(['locales/ar/extra.json: not in English']);
  });

  test('a missing text, a missing plural form, and ones too many', () => {
    expect(check((all) => delete all.ar!.common!.save)).toEqual(['locales/ar/common.json: save: missing']);
    expect(check((all) => delete all.ar!.common!.points_two)).toEqual(['locales/ar/common.json: points_two: missing']);
    expect(check((all) => (all.ar!.common!.tip = 'x'))).toEqual([
      'locales/ar/common.json: tip: not in English, or not a plural form of ar',
    ]);
    expect(check((all) => (all.en!.common = { points_few: '{{count}}', ...all.en!.common }))).toEqual([
      'locales/en/common.json: points_few: not in English, or not a plural form of en',
    ]);
  });

  test('one form is enough for a language that has one', () => {
    const bambara = (all: LocaleFiles) =>
      (all.bm = { ...all.en, common: { points_other: '{{count}}', save: 'x' } } as LocaleFiles[string]);
    expect(check(bambara)).toEqual([]);
  });

  test('a form for several numbers must say which', () => {
    const french = (one: string) => (all: LocaleFiles) =>
      (all.fr = {
        ...all.en,
        common: { points_many: '{{count}}', points_one: one, points_other: '{{count}}', save: 'x' },
      } as LocaleFiles[string]);
    expect(check(french('{{count}} point'))).toEqual([]);
    expect(check(french('un point'))).toEqual(['locales/fr/common.json: points_one: lacks {{count}}']);
  });

  test('a placeholder or a tag lost or added', () => {
    expect(check((all) => (all.ar!.rounds!.title = '{{nom}} <b>x</b>'))).toEqual([
      'locales/ar/rounds.json: title: lacks {{name}}',
      'locales/ar/rounds.json: title: adds {{nom}}',
    ]);
    expect(check((all) => (all.ar!.rounds!.title = '{{ name }} x'))).toEqual([
      'locales/ar/rounds.json: title: lacks <b>',
    ]);
  });

  test('an empty text, and keys out of order at any depth', () => {
    expect(check((all) => (all.ar!.common!.save = ' '))).toEqual(['locales/ar/common.json: save: empty']);
    expect(check((all) => (all.ar!.rounds!.state = { open: 'x', draft: 'y' }))).toEqual([
      'locales/ar/rounds.json: state.draft: not in alphabetical order',
    ]);
  });
});

describe('against the sources', () => {
  test('a text nobody uses, unless its beginning is declared', () => {
    const unused = (all: LocaleFiles) => Object.values(all).forEach((areas) => (areas.common!.tip = 'x'));
    expect(check(unused)).toEqual(['locales/en/common.json: tip: not used']);
    expect(check(unused, page, { common: ['ti'] })).toEqual([]);
    expect(check(unused, `${page} shared('tip')`)).toEqual([]);
    // The same name in another area does not count.
    expect(check(unused, `${page} t('tip')`)).toHaveLength(2);
  });

  test.each([
    ["t('tilte')", 'rounds:tilte'],
    ["shared('title')", 'common:title'],
    ['t(`stage.${x}`)', 'rounds:stage.…'],
    ["t('state.' + x + y); t('stat' + x); t('kind.' + x)", 'rounds:kind.…'],
    ["t(a ? 'title' : b ? 'no_one' : 'reason_other')", 'rounds:no_one'],
    ["translator(lang, 'common')('nope')", 'common:nope'],
    ["useText('rounds').t('nope')", 'rounds:nope'],
    ["const link = { text: 'common:nope' }", 'common:nope'],
    ['const text = `common:nope.${x}`', 'common:nope.…'],
    ['<Trans i18nKey="rounds:nope" />', 'rounds:nope'],
  ])('%s names a text that is not there', (use, key) => {
    expect(check(nothing, `${page}\n${use}`)).toEqual([`app/page.tsx:7: ${key}: no such text`]);
  });

  test('a `t` handed in counts for the areas of its file; common without any', () => {
    expect(check(nothing, `${page}\nfunction Row({ t }) { return t('title') + props.t('save') }`)).toEqual([]);
    expect(check(nothing, `${page}; function f(t) { t('nope') }`)).toHaveLength(1);
    expect(checkLocales(files(), { 'app/a.ts': page, 'app/b.ts': "export const f = (t) => t('save')" })).toEqual([]);
  });

  test('other strings with a colon are not keys', () => {
    expect(
      check(nothing, `${page}\nconst a = 'node:fs'; const b = 'common: ground'; const c = 'https://x'; set('x')`),
    ).toEqual([]);
  });
});
