import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Texts } from '~/i18n/pseudo';

/** Names that were given up for another (docs/terms.md): one name for one thing on screen. Arabic without vowel signs. */
const GIVEN_UP: Readonly<Record<string, RegExp>> = {
  en: /\brounds?\b|\brespondents?\b/i,
  fr: /responsables? de la protection|autorisation|\bparoles\b|\btours? de consultation/i,
  ar: /جواب|[أا]جوب|تعهد|[أا]قوال|جولة|جولات|استشار|مراقبون|المراقبين/,
};

const plain = (text: string) => text.replace(/[\u064B-\u0652\u0640]/g, '');

function textsUnder(texts: Texts, path: string): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[`${path}${key}`, text] as [string, string]] : textsUnder(text, `${path}${key}.`),
  );
}

test.each(Object.keys(GIVEN_UP))('each thing keeps to its one name in %s', (lang) => {
  const texts = readdirSync(`locales/${lang}`).flatMap((file) =>
    textsUnder(JSON.parse(readFileSync(`locales/${lang}/${file}`, 'utf8')) as Texts, `${file}: `),
  );
  expect(texts.filter(([, text]) => GIVEN_UP[lang]!.test(plain(text)))).toEqual([]);
});
