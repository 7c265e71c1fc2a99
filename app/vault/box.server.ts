import { concatBytes, framed, readUnsigned, unsigned, type Bytes } from '~/platform/crypto/bytes.server';
import { ENVELOPE_OVERHEAD, openBytes, sealBytes, type DataKey } from '~/platform/crypto/envelope.server';
import { hpkeOpen, hpkeSeal } from '~/platform/crypto/hpke.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';
import { encodeIdentity, type Identity } from './identity';
import { BOX_INFO, boxFields, type BoxPlace } from './vault-places';

/** Every box of the vault has this length, whoever the submission is from. */
export const BOX_BYTES = 1024;
/** Epoch (4), encapsulated key (32), ciphertext, tag (16): what the outer data key of the record seals once more. */
export const INNER_BYTES = BOX_BYTES - ENVELOPE_OVERHEAD;
const EPOCH_BYTES = 4;
const ENC_BYTES = 32;
const TAG_BYTES = 16;
/** What an identity has room for, before it is padded. */
export const IDENTITY_BYTES = INNER_BYTES - EPOCH_BYTES - ENC_BYTES - TAG_BYTES;

/** The key of a round (or a mission) that boxes are sealed to now. */
export interface BoxKey {
  scope: string;
  epoch: number;
  publicKey: Uint8Array;
}

type Where = Pick<BoxPlace, 'table' | 'record'>;

/** Of a round without a vault key: the box is sealed to a key that nobody holds, and looks like any other. */
const NOBODY = 0;

/**
 * The inner layer: an identity, or zeros for nobody, sealed to the key. Who seals cannot open. Without a key only zeros
 * are taken: a name is never sealed to nobody.
 */
export function sealInner(where: Where, scope: string, key: BoxKey | null, identity: Identity | null): Bytes {
  if (!key && identity) throw new Error('An identity without a vault key to seal it to');
  const epoch = key?.epoch ?? NOBODY;
  const bound = framed(...boxFields({ ...where, scope, epoch }));
  const plaintext = encodeIdentity(identity, IDENTITY_BYTES);
  const { enc, ciphertext } = hpkeSeal(
    key?.publicKey ?? newDeskPair().publicKey,
    framed(...BOX_INFO),
    bound,
    plaintext,
  );
  return concatBytes(unsigned(epoch, EPOCH_BYTES), enc, ciphertext);
}

/** The epoch that an inner layer was sealed under; 0 where no key was. */
export function epochOf(inner: Uint8Array): number {
  return readUnsigned(inner, 0, EPOCH_BYTES);
}

/** The padded identity. Null for another private half, record, scope or epoch, or a changed bit. */
export function openInner(where: Where, scope: string, privateKey: Uint8Array, inner: Uint8Array): Bytes | null {
  if (inner.byteLength !== INNER_BYTES) return null;
  const bound = framed(...boxFields({ ...where, scope, epoch: epochOf(inner) }));
  const enc = inner.subarray(EPOCH_BYTES, EPOCH_BYTES + ENC_BYTES);
  const ciphertext = inner.subarray(EPOCH_BYTES + ENC_BYTES);
  return hpkeOpen(privateKey, framed(...BOX_INFO), bound, { enc, ciphertext });
}

const outerPlace = ({ table, record }: Where) => ({ table, record, field: 'box' });

/** The outer layer, under the record's own data key: deleting that key shreds the box. Throws for another length. */
export function sealOuter(dataKey: DataKey, where: Where, inner: Uint8Array): Bytes {
  if (inner.byteLength !== INNER_BYTES) throw new RangeError(`A box holds ${INNER_BYTES} bytes`);
  return sealBytes(dataKey, outerPlace(where), inner);
}

/** Throws an `EnvelopeError` for another key or record, or a changed byte. */
export function openOuter(dataKey: DataKey, where: Where, box: Uint8Array): Bytes {
  return openBytes(dataKey, outerPlace(where), box);
}
