import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dynamicKeys } from '~/i18n/dynamic-keys';
import { interfaceLanguages, languageOf } from '~/i18n/languages';
import { languagesWithTexts } from '~/i18n/instances.server';
import type { Texts } from '~/i18n/pseudo';
import { checkLocales, type Sources } from '../support/locales';

function readLocales() {
  return Object.fromEntries(
    languagesWithTexts().map((lang) => [
      lang,
      Object.fromEntries(
        readdirSync(path.join('locales', lang)).map((file) => [
          path.basename(file, '.json'),
          JSON.parse(readFileSync(path.join('locales', lang, file), 'utf8')) as Texts,
        ]),
      ),
    ]),
  );
}

function readSources(): Sources {
  const files = ['app', 'demo'].filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(folder, file))
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(path.join('app', 'generated'))),
  );
  return Object.fromEntries(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

test('every text exists in every language, is used, and says the same', () => {
  expect(checkLocales(readLocales(), readSources(), dynamicKeys)).toEqual([]);
});

test('every language the site offers has texts, and every language with texts is known', () => {
  const withTexts = languagesWithTexts();
  const offered = interfaceLanguages.map((tag) => languageOf(tag)!).filter((language) => !language.pseudo);
  expect(offered.map((language) => language.tag).filter((tag) => !withTexts.includes(tag))).toEqual([]);
  expect(withTexts.filter((tag) => languageOf(tag)?.tag !== tag)).toEqual([]);
});
