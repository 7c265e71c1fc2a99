/** Who somebody is and how to reach them safely: what a box of the vault holds. All of it is as they typed it. */
export interface Identity {
  name: string;
  organisation: string;
  contact: string;
}

/** Characters (UTF-16) of each field. At the dearest script they still fit the box (a property test holds this). */
export const IDENTITY_LIMITS: Readonly<Record<keyof Identity, number>> = { name: 80, organisation: 80, contact: 100 };

export const IDENTITY_FIELDS = Object.keys(IDENTITY_LIMITS) as (keyof Identity)[];

export function isEmptyIdentity(identity: Identity): boolean {
  return IDENTITY_FIELDS.every((field) => identity[field].trim() === '');
}

/** Without control characters, which JSON writes in six bytes; and well-formed, since UTF-8 has no lone surrogates. */
const cleaned = (text: string) =>
  text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();

/**
 * The identity as exactly `length` bytes: JSON, then zeros. Nobody (null) is zeros alone. Throws a `RangeError` where it
 * does not fit: forms refuse longer fields before.
 */
export function encodeIdentity(identity: Identity | null, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  if (!identity || isEmptyIdentity(identity)) return bytes;
  const clean = IDENTITY_FIELDS.map((field) => [field, cleaned(identity[field])] as const);
  const written = new TextEncoder().encode(JSON.stringify(Object.fromEntries(clean)));
  if (written.byteLength > length) throw new RangeError('The identity does not fit its box');
  bytes.set(written);
  return bytes;
}

/** Null for zeros. Throws for anything that `encodeIdentity` does not write. */
export function decodeIdentity(bytes: Uint8Array): Identity | null {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  if (end === 0) return null;
  const read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end))) as Identity;
  return { name: String(read.name), organisation: String(read.organisation), contact: String(read.contact) };
}
