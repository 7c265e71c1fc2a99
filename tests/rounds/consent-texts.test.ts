import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { languagesWithTexts, translator } from '~/i18n/instances.server';
import { RETENTIONS } from '~/missions/mission';
import { CONSENT_USES } from '~/participants/consent';
import {
  CONSENT_EDITIONS,
  CONSENT_LANGUAGES,
  consentKey,
  consentVersion,
  languageShown,
  readVersion,
  retentionKey,
  useKeys,
  versionShown,
} from '~/rounds/consent-texts';
import { agreedWording } from '~/rounds/consent-wording.server';

const VERSIONS = CONSENT_EDITIONS.flatMap(({ id }) => [...RETENTIONS, 'unset'].map((made) => `${id}/${made}`));

/** The editions as they stand in a language's file, each with the digest of its words. */
function digestsOf(lang: string): Record<string, string> {
  const editions = JSON.parse(readFileSync(`locales/${lang}/consent.json`, 'utf8')) as Record<string, unknown>;
  const digest = (texts: unknown) => createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  return Object.fromEntries(Object.entries(editions).map(([name, texts]) => [name, digest(texts)]));
}

describe('editions', () => {
  test.each(languagesWithTexts())('no word of one changes in %s: a change is a new edition', (lang) => {
    const pinned = CONSENT_EDITIONS.flatMap(({ id, digests }) => {
      const digest = (digests as Readonly<Record<string, string>>)[lang];
      return digest ? [[`edition_${id}`, digest] as const] : [];
    });
    expect(digestsOf(lang)).toEqual(Object.fromEntries(pinned));
  });

  test('each has a name of its own, and the first is never dropped', () => {
    const ids = CONSENT_EDITIONS.map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => String(index + 1)));
  });

  test('the newest is there in every language that rounds can open in', () => {
    expect(Object.keys(CONSENT_EDITIONS.at(-1)!.digests).sort()).toEqual([...CONSENT_LANGUAGES].sort());
  });
});

test.each(CONSENT_LANGUAGES)('every use and every end of the words has a text of its own in %s', (lang) => {
  const t = translator(lang);
  const one = consentVersion(null);
  const texts = [
    ...CONSENT_USES.flatMap((use) => [t(useKeys(one, use).label), t(useKeys(one, use).says)]),
    ...[...RETENTIONS, null].map((retention) => t(retentionKey(consentVersion(retention)))),
  ];
  expect(new Set(texts).size).toBe(texts.length);
});

describe('a version', () => {
  test('tells from which retention the text was made', () => {
    expect(new Set([...RETENTIONS, null].map(consentVersion)).size).toBe(4);
    expect(readVersion(consentVersion('archive'))).toEqual({
      edition: CONSENT_EDITIONS.at(-1)!.id,
      retention: 'archive',
    });
  });

  test('that never was is not read, and no words are put in its place', () => {
    for (const version of ['0/destroy', '1', '1/forever', '', 'constructor/unset']) {
      expect(readVersion(version)).toBeNull();
      expect(() => consentKey(version, 'take_back')).toThrow(/no edition/);
      expect(agreedWording({ use: 'quote', textVersion: version, language: 'en' })).toBeNull();
    }
  });

  test('stays with a round that has opened', () => {
    expect(versionShown({ openedOn: '2026-03-02', consentVersion: '1/destroy' }, 'archive')).toBe('1/destroy');
    expect(versionShown({ openedOn: null, consentVersion: '1/unset' }, 'archive')).toBe(consentVersion('archive'));
  });

  test('is shown in the language of the page, or else in English, and that is the language kept', () => {
    expect(languageShown('1/destroy', 'ar')).toBe('ar');
    expect(languageShown('1/destroy', 'ha')).toBe('en');
  });
});

describe('the wording agreed to', () => {
  test.each(VERSIONS)('can be read for %s in every language it was shown in', (textVersion) => {
    for (const language of CONSENT_LANGUAGES) {
      for (const use of CONSENT_USES) {
        const wording = agreedWording({ use, textVersion, language })!;
        const t = translator(language);
        expect(wording).toMatchObject({ edition: textVersion.split('/')[0], language });
        expect(wording.label).toBe(t(useKeys(textVersion, use).label));
        expect(wording.inTheEnd).toBe(t(retentionKey(textVersion)));
        expect(wording.says.length).toBeGreaterThan(10);
      }
    }
  });

  test('is not made up in a language that it was never shown in', () => {
    expect(agreedWording({ use: 'quote', textVersion: '1/destroy', language: 'ha' })).toBeNull();
  });
});
