import { translator } from '~/i18n/instances.server';
import type { ConsentUse } from '~/participants/consent';
import { languagesOf, readVersion, retentionKey, useKeys, type AgreedWording } from '~/rounds/consent-texts';

/**
 * The words that a consent refers to (use, version, language; G04), whatever language they are looked at in. Null where
 * no such edition was ever shown in that language: then there are no words to show, and none are put in their place.
 */
export function agreedWording(consent: {
  use: ConsentUse;
  textVersion: string;
  language: string;
}): AgreedWording | null {
  const { use, textVersion, language } = consent;
  const read = readVersion(textVersion);
  if (!read || !languagesOf(textVersion).includes(language)) return null;
  const t = translator(language, 'consent');
  const { label, says } = useKeys(textVersion, use);
  return { edition: read.edition, language, label: t(label), says: t(says), inTheEnd: t(retentionKey(textVersion)) };
}
