import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { concatBytes, framed, readUnsigned, unsigned, utf8, type Bytes } from '~/platform/crypto/bytes.server';
import { hpkeOpen, hpkeSeal } from '~/platform/crypto/hpke.server';
import type { KeyEntry } from '~/platform/crypto/keyring-files.server';

/** What a row of a news list holds under its seal. */
export interface NewsEntry {
  readonly address: string;
  /** Language of the mails: that of the page where the address was given. */
  readonly language: string;
  /** For the owner's own link, to confirm and to leave. The row itself keeps only its hash. */
  readonly secret: string;
}

/** Where a row stands: sealed for this place, it opens in no other. */
export interface NewsPlace {
  readonly id: string;
  readonly roundId: string;
}

/** All rows have one length, whatever the address: this much is sealed. */
const PLAIN_BYTES = 512;
const VERSION_BYTES = 4;
const ENC_BYTES = 32;
export const NEWS_SEALED_BYTES = VERSION_BYTES + ENC_BYTES + PLAIN_BYTES + 16;

const INFO = framed('answerable/news/v1');
const Entry = z.object({ address: z.string(), language: z.string(), secret: z.string() });

const boundTo = ({ id, roundId }: NewsPlace): Bytes => framed('news_list', id, roundId);

/** 128 random bits for the path of the owner's link. */
export function newNewsSecret(): string {
  return randomBytes(16).toString('base64url');
}

/** What the database keeps of a link's secret. */
export function newsLinkHash(secret: string): Bytes {
  return new Uint8Array(createHash('sha256').update('answerable/news-link/v1\0').update(secret).digest());
}

/** Seals to the mail worker's public half. Throws where the entry is longer than a row has room for. */
export function sealNewsEntry({ version, key }: KeyEntry, place: NewsPlace, entry: NewsEntry): Bytes {
  const text = utf8(JSON.stringify(entry));
  if (text.byteLength > PLAIN_BYTES) throw new Error('A news entry longer than its row');
  const plain = new Uint8Array(PLAIN_BYTES).fill(0x20);
  plain.set(text);
  const { enc, ciphertext } = hpkeSeal(key, INFO, boundTo(place), plain);
  return concatBytes(unsigned(version, VERSION_BYTES), enc, ciphertext);
}

/** Null where the key is gone, the row was sealed for another place, or a bit was changed. */
export function openNewsEntry(
  keyOf: (version: number) => Uint8Array | undefined,
  place: NewsPlace,
  sealed: Uint8Array,
): NewsEntry | null {
  if (sealed.byteLength !== NEWS_SEALED_BYTES) return null;
  const key = keyOf(readUnsigned(sealed, 0, VERSION_BYTES));
  if (!key) return null;
  const enc = sealed.subarray(VERSION_BYTES, VERSION_BYTES + ENC_BYTES);
  const ciphertext = sealed.subarray(VERSION_BYTES + ENC_BYTES);
  const plain = hpkeOpen(key, INFO, boundTo(place), { enc, ciphertext });
  if (!plain) return null;
  const read = Entry.safeParse(JSON.parse(Buffer.from(plain).toString('utf8')));
  return read.success ? read.data : null;
}
