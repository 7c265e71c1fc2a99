import { createHash } from 'node:crypto';

import { equalBytes, framed, hkdf, hmacSha256, utf8, type Bytes } from '~/platform/crypto/bytes.server';

/** 120 bits: what a return code stands for, and all that its holder has to prove. */
export const SECRET_BYTES = 15;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 28;
const TAG_BITS = 20n;
const LONGEST_TYPED = 256;

/** Zeros of the digits that people of our languages type: Arabic-Indic, Persian and Urdu, N’Ko, Burmese, Adlam. */
const FOREIGN_ZEROS = [0x0660, 0x06f0, 0x07c0, 0x1040, 0x1e950];

/**
 * Between the characters of a code anything goes that separates or that nobody sees: spaces, dashes, the minus sign,
 * invisible and bidirectional marks, accents that a keyboard adds, tatweel (the dash of Arabic keyboards) and the
 * Ethiopic word space.
 */
const IGNORED = /[\s\p{Z}\p{Pd}\p{Cf}\p{M}\u2212\u0640\u1361]/gu;

/**
 * The tag carries no key: whoever has a secret can make it, so that no lost key ever makes a code stop working. It
 * refuses typos and blind guesses before the database is asked, and proves nothing.
 */
function tagOf(secret: Uint8Array): bigint {
  const digest = createHash('sha256').update(framed('answerable/return-code/tag/v1')).update(secret).digest();
  return BigInt(digest.readUIntBE(0, 3)) >> (24n - TAG_BITS);
}

function requireLength(value: Uint8Array, length: number, name: string): void {
  if (value.byteLength !== length) throw new RangeError(`${name} must have ${length} bytes`);
}

/** The secret and its tag as seven groups of four characters of Crockford's base32, joined by hyphens. */
export function codeOf(secret: Uint8Array): string {
  requireLength(secret, SECRET_BYTES, 'The secret');
  let rest = (BigInt(`0x${Buffer.from(secret).toString('hex')}`) << TAG_BITS) | tagOf(secret);
  let characters = '';
  while (characters.length < CODE_LENGTH) {
    characters = ALPHABET.charAt(Number(rest & 31n)) + characters;
    rest >>= 5n;
  }
  return characters.replace(/.{4}(?=.)/g, '$&-');
}

function asciiDigit(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const zero = FOREIGN_ZEROS.find((start) => point >= start && point < start + 10);
  return zero === undefined ? character : String(point - zero);
}

function plainCharacters(typed: string): string {
  if (typed.length > LONGEST_TYPED) return '';
  const visible = typed.normalize('NFKD').replace(IGNORED, '');
  return Array.from(visible, asciiDigit).join('').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}

/**
 * Reads a code as people type it: any case, spaces and dashes of any kind, O for 0, I and L for 1, the digits of their
 * script, fullwidth forms, stray direction marks. Gives the secret; null for a wrong length, alphabet or tag, or for
 * more than 256 characters.
 */
export function parseReturnCode(typed: string): Bytes | null {
  const characters = plainCharacters(typed);
  if (characters.length !== CODE_LENGTH) return null;
  let value = 0n;
  for (const character of characters) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return null;
    value = (value << 5n) | BigInt(digit);
  }
  const hex = (value >> TAG_BITS).toString(16).padStart(SECRET_BYTES * 2, '0');
  const secret = new Uint8Array(Buffer.from(hex, 'hex'));
  return tagOf(secret) === (value & ((1n << TAG_BITS) - 1n)) ? secret : null;
}

export function groupsOf(code: string): readonly string[] {
  return code.split('-');
}

/**
 * Whether a person who has just been shown `code` typed its second and fifth group back, as forgivingly as
 * `parseReturnCode` reads. The comparison takes the same time wherever the groups differ.
 */
export function matchesTypedGroups(code: string, second: string, fifth: string): boolean {
  const groups = groupsOf(code);
  const typed = [plainCharacters(second), plainCharacters(fifth)];
  return equalBytes(utf8(typed.join('-')), utf8(`${groups[1]}-${groups[4]}`));
}

/** The same form token gives the same secret again for as long as its code key exists: that is what a retry needs. */
export function deriveSecret(codeKey: Uint8Array, nonce: Uint8Array): Bytes {
  requireLength(codeKey, 32, 'The code key');
  requireLength(nonce, 32, 'The nonce');
  return hmacSha256(codeKey, nonce).slice(0, SECRET_BYTES);
}

/** The 16 bytes under which a submission is found. Needs no key but the code itself. */
export function lookupOf(secret: Uint8Array): Bytes {
  requireLength(secret, SECRET_BYTES, 'The secret');
  return hkdf(secret, 'answerable/return-code/lookup/v1', 16);
}
