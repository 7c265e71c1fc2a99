import { randomBytes } from 'node:crypto';

import { concatBytes, framed, utf8, type Bytes } from './bytes.server';
import { pad, unpad } from './padding.server';
import { seal, SEAL_OVERHEAD, unseal } from './sealed.server';

/** The 32 random bytes that one record's texts are sealed under; deleting its wrapped form deletes the texts. */
export type DataKey = Bytes;

/** First byte of each sealed or wrapped value: what it takes to open it. */
export const SUITE = {
  /** ChaCha20-Poly1305 under a data key. Bytes of a fixed length, and texts from before they were padded. */
  bytes: 1,
  /** The same, over a text padded to its class of length. */
  paddedText: 2,
  /** A data key under HPKE base mode: X25519, HKDF-SHA256, ChaCha20-Poly1305. */
  deskWrap: 16,
  /** A data key under ChaCha20-Poly1305 with the answer key. */
  answerWrap: 17,
} as const;

export type EnvelopeFault = 'envelope.unknown_suite' | 'envelope.malformed' | 'envelope.not_authentic';

/** Says what failed and nothing of what was inside. */
export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';
  constructor(readonly fault: EnvelopeFault) {
    super(fault);
  }
}

/** Where a sealed text belongs. It opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly record: string;
  readonly field: string;
}

/** What an envelope adds to the length of what is sealed. */
export const ENVELOPE_OVERHEAD = 1 + SEAL_OVERHEAD;

export function newDataKey(): DataKey {
  return new Uint8Array(randomBytes(32));
}

/** Names the suite by its number, so that a changed suite byte opens nothing. */
function associated(suite: number, { table, record, field }: Place): Bytes {
  return framed(`answerable/text/v${suite}`, table, record, field);
}

/** Throws unless the value is there and opens under `suite`; gives what follows the suite byte. */
export function afterSuite(envelope: Uint8Array, suite: number): Uint8Array {
  if (envelope.byteLength === 0) throw new EnvelopeError('envelope.malformed');
  if (envelope[0] !== suite) throw new EnvelopeError('envelope.unknown_suite');
  return envelope.subarray(1);
}

/** Suite byte, nonce (12), ciphertext, tag (16). */
function sealUnder(suite: number, dataKey: DataKey, place: Place, plaintext: Uint8Array): Bytes {
  return concatBytes(Uint8Array.of(suite), seal(dataKey, associated(suite, place), plaintext));
}

function openUnder(suite: number, dataKey: DataKey, place: Place, envelope: Uint8Array): Bytes {
  const sealed = afterSuite(envelope, suite);
  if (sealed.byteLength < SEAL_OVERHEAD) throw new EnvelopeError('envelope.malformed');
  const plaintext = unseal(dataKey, associated(suite, place), sealed);
  if (!plaintext) throw new EnvelopeError('envelope.not_authentic');
  return plaintext;
}

/** For what is of one length always: the length of the plaintext shows. */
export function sealBytes(dataKey: DataKey, place: Place, plaintext: Uint8Array): Bytes {
  return sealUnder(SUITE.bytes, dataKey, place, plaintext);
}

/** Throws an `EnvelopeError` for another key, another place, another suite or a changed byte. */
export function openBytes(dataKey: DataKey, place: Place, envelope: Uint8Array): Bytes {
  return openUnder(SUITE.bytes, dataKey, place, envelope);
}

/** Every text is sealed here, padded to its class: what is stored shows no more of its length than that. */
export function sealText(dataKey: DataKey, place: Place, plaintext: string): Bytes {
  return sealUnder(SUITE.paddedText, dataKey, place, pad(utf8(plaintext)));
}

/** Opens texts of today, and those that were sealed before texts were padded. Throws as `openBytes` does. */
export function openText(dataKey: DataKey, place: Place, envelope: Uint8Array): string {
  const isPadded = envelope[0] === SUITE.paddedText;
  const plaintext = isPadded
    ? unpad(openUnder(SUITE.paddedText, dataKey, place, envelope))
    : openBytes(dataKey, place, envelope);
  if (!plaintext) throw new EnvelopeError('envelope.malformed');
  return Buffer.from(plaintext).toString('utf8');
}
