import { concatBytes, framed, type Bytes } from './bytes.server';
import { afterSuite, EnvelopeError, SUITE, type DataKey } from './envelope.server';
import { hpkeOpen, hpkeSeal } from './hpke.server';
import { seal, SEAL_OVERHEAD, unseal } from './sealed.server';

/** The record whose data key is wrapped, and the version of the key that wraps it. Opens for no other pair. */
export interface WrapPlace {
  readonly record: string;
  readonly epoch: number;
}

const KEY_BYTES = 32;
const ENCAPSULATED_BYTES = 32;
const HPKE_INFO = framed('answerable/wrap/desk/v1');

function associated({ record, epoch }: WrapPlace): Bytes {
  return framed('answerable/wrap/v1', record, String(epoch));
}

function requireKey(dataKey: Uint8Array): void {
  if (dataKey.byteLength !== KEY_BYTES) throw new RangeError('A data key has 32 bytes');
}

/**
 * Seals a data key to the desk's public key (X25519, 32 raw bytes): HPKE base mode, RFC 9180. Who wraps cannot unwrap.
 * Suite byte, encapsulated key (32), ciphertext and tag (48).
 */
export async function wrapForDesk(deskPublicKey: Uint8Array, dataKey: DataKey, place: WrapPlace): Promise<Bytes> {
  requireKey(dataKey);
  const { enc, ciphertext } = hpkeSeal(deskPublicKey, HPKE_INFO, associated(place), dataKey);
  return concatBytes(Uint8Array.of(SUITE.deskWrap), enc, ciphertext);
}

/** Throws an `EnvelopeError` for another private key, record, epoch or suite, or a changed byte. */
export async function unwrapForDesk(
  deskPrivateKey: Uint8Array,
  wrapped: Uint8Array,
  place: WrapPlace,
): Promise<DataKey> {
  const body = afterSuite(wrapped, SUITE.deskWrap);
  if (body.byteLength !== ENCAPSULATED_BYTES + KEY_BYTES + 16) throw new EnvelopeError('envelope.malformed');
  const message = { enc: body.subarray(0, ENCAPSULATED_BYTES), ciphertext: body.subarray(ENCAPSULATED_BYTES) };
  const dataKey = hpkeOpen(deskPrivateKey, HPKE_INFO, associated(place), message);
  if (!dataKey) throw new EnvelopeError('envelope.not_authentic');
  return dataKey;
}

/** Wraps the data key of a text that the public part may open (answers), under the answer key. */
export function wrapForAnswers(answerKey: Uint8Array, dataKey: DataKey, place: WrapPlace): Bytes {
  requireKey(dataKey);
  return concatBytes(Uint8Array.of(SUITE.answerWrap), seal(answerKey, associated(place), dataKey));
}

/** Throws as `unwrapForDesk` does. */
export function unwrapForAnswers(answerKey: Uint8Array, wrapped: Uint8Array, place: WrapPlace): DataKey {
  const body = afterSuite(wrapped, SUITE.answerWrap);
  if (body.byteLength !== SEAL_OVERHEAD + KEY_BYTES) throw new EnvelopeError('envelope.malformed');
  const dataKey = unseal(answerKey, associated(place), body);
  if (!dataKey) throw new EnvelopeError('envelope.not_authentic');
  return dataKey;
}
