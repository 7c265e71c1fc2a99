import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { translator } from '~/i18n/instances.server';
import { RETENTIONS } from '~/missions/mission';
import { CONSENT_USES } from '~/participants/consent';
import { CONSENT_EDITION, CONSENT_LANGUAGES, consentVersion, retentionKey, useKeys } from '~/rounds/consent-texts';

test('no word of the consent texts changes without a new edition', () => {
  const hash = createHash('sha256');
  for (const lang of ['ar', 'en', 'fr']) {
    hash.update(JSON.stringify(JSON.parse(readFileSync(`locales/${lang}/consent.json`, 'utf8'))));
  }
  expect({ edition: CONSENT_EDITION.id, digest: hash.digest('hex') }).toEqual({
    edition: '1',
    digest: CONSENT_EDITION.digest,
  });
});

test.each(CONSENT_LANGUAGES)('every use and every end of the words has a text of its own in %s', (lang) => {
  const t = translator(lang, 'consent');
  const texts = [
    ...CONSENT_USES.flatMap((use) => [t(useKeys(use).label), t(useKeys(use).says)]),
    ...[...RETENTIONS, null].map((retention) => t(retentionKey(retention))),
  ];
  expect(new Set(texts).size).toBe(texts.length);
});

test('the version tells from which retention the text was made', () => {
  expect(new Set([...RETENTIONS, null].map(consentVersion)).size).toBe(4);
});
