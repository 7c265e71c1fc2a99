import {
  concatBytes,
  equalBytes,
  framed,
  hkdf,
  hmacSha256,
  toBase64url,
  type Bytes,
} from '~/platform/crypto/bytes.server';
import { hpkeOpen, hpkeSeal } from '~/platform/crypto/hpke.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';
import type { PublicKeyring } from '~/platform/crypto/keyring.server';
import { WRAP_INFO, wrapFields, type RoundKeyPlace } from './vault-places';

const ENC_BYTES = 32;
/** Encapsulated key, the 32 bytes of a private half, tag. */
export const WRAP_BYTES = 80;

/** One whose key a round's private half is wrapped to. */
export interface Holder {
  id: string;
  publicKey: Uint8Array;
}

/** Seals a round's private half to one holder. Opens for no other holder, key, round or epoch. */
export function wrapRoundKey(place: RoundKeyPlace, holder: Uint8Array, privateKey: Uint8Array): Bytes {
  const bound = framed(...wrapFields(place, toBase64url(holder)));
  const { enc, ciphertext } = hpkeSeal(holder, framed(...WRAP_INFO), bound, privateKey);
  return concatBytes(enc, ciphertext);
}

/** Null where anything is not as it was wrapped. */
export function unwrapRoundKey(
  place: RoundKeyPlace,
  holder: { publicKey: string; privateKey: Uint8Array },
  wrapped: Uint8Array,
): Bytes | null {
  if (wrapped.byteLength !== WRAP_BYTES) return null;
  const message = { enc: wrapped.subarray(0, ENC_BYTES), ciphertext: wrapped.subarray(ENC_BYTES) };
  return hpkeOpen(holder.privateKey, framed(...WRAP_INFO), framed(...wrapFields(place, holder.publicKey)), message);
}

/** A key that is attested: which server key vouched for it, and how. */
export interface Attested {
  publicKey: Uint8Array;
  attestation: Uint8Array;
  attestedWith: number;
}

function attestationBy(serverKey: Uint8Array, place: RoundKeyPlace, publicKey: Uint8Array): Bytes {
  const { id, scope, epoch } = place;
  const fields = framed('answerable/vault/attestation/v1', id, scope, String(epoch), toBase64url(publicKey));
  return hmacSha256(hkdf(serverKey, 'answerable/vault/attestation/v1', 32), fields);
}

/**
 * Whether this installation made the key: a row put into the database by somebody without the server's keyring does not
 * pass, so that nobody has identities sealed to a key of theirs.
 */
export function isAttested(keyring: PublicKeyring, place: RoundKeyPlace, key: Attested): boolean {
  const serverKey = keyring.answer.find(key.attestedWith);
  return serverKey !== undefined && equalBytes(attestationBy(serverKey, place, key.publicKey), key.attestation);
}

export interface NewRoundKey extends Attested {
  wraps: { officerKeyId: string; wrapped: Bytes }[];
}

/** A new pair for a round; the private half leaves this function wrapped alone, once for each holder. */
export function makeRoundKey(keyring: PublicKeyring, place: RoundKeyPlace, holders: readonly Holder[]): NewRoundKey {
  const { publicKey, privateKey } = newDeskPair();
  const { key, version } = keyring.answer.current;
  const wraps = holders.map(({ id, publicKey: holder }) => ({
    officerKeyId: id,
    wrapped: wrapRoundKey(place, holder, privateKey),
  }));
  privateKey.fill(0);
  return { publicKey, attestation: attestationBy(key, place, publicKey), attestedWith: version, wraps };
}
