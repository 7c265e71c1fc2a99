import { hkdf, hmacSha256, utf8, type Bytes } from '~/platform/crypto/bytes.server';

/** What a form sent: one value or several under a name, the hidden token left out by the caller. */
export type BodyFields = Readonly<Record<string, string | readonly string[]>>;

/**
 * Two texts that a reader cannot tell apart count as one: browsers differ in line ends and keyboards in composed
 * letters, and a false "other body" would frighten someone whose words did arrive.
 */
function sameReading(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC');
}

/**
 * One byte string for one submission's fields: names sorted by code unit, the order of several values kept, one value
 * alike to a list of one (forms know no difference), line ends as LF, NFC. An empty field is not an absent one.
 */
export function canonicalBody(fields: BodyFields): Bytes {
  const entries = Object.entries(fields).map(([name, value]) => [name, [value].flat().map(sameReading)] as const);
  // JSON quotes every string, so that no value can imitate the border between two.
  return utf8(JSON.stringify(entries.sort(([one], [other]) => (one < other ? -1 : 1))));
}

/**
 * Tells, without keeping the body, whether a second sending under the same form token is the same. The nonce is never
 * stored: the stored tag alone confirms no guess of the text. Compare with `equalBytes`.
 */
export function bodyTag(nonce: Uint8Array, body: Uint8Array): Bytes {
  return hmacSha256(hkdf(nonce, 'answerable/body-tag/v1', 32), body);
}
