import { ENVELOPE_OVERHEAD, openBytes, sealBytes, type DataKey } from '~/platform/crypto/envelope.server';
import type { Bytes } from '~/platform/crypto/bytes.server';

/** Every box of the vault has this length, whoever the submission is from. */
export const BOX_BYTES = 1024;
/** What a box has room for; a shorter content is padded before it comes here. */
export const BOX_CONTENT_BYTES = BOX_BYTES - ENVELOPE_OVERHEAD;

function placeOf(handle: string) {
  return { table: 'vault.box', record: handle, field: 'box' };
}

/** Seals a content of exactly `BOX_CONTENT_BYTES` under a data key of the box's own. Throws for any other length. */
export function sealBox(dataKey: DataKey, handle: string, content: Uint8Array): Bytes {
  if (content.byteLength !== BOX_CONTENT_BYTES) throw new RangeError(`A box holds ${BOX_CONTENT_BYTES} bytes`);
  return sealBytes(dataKey, placeOf(handle), content);
}

/**
 * The box of a submission without an identity. Without the data key it looks like any other; with it, it does not:
 * only a content sealed to the round's vault key hides from the desk which boxes are empty.
 */
export function sealZeros(dataKey: DataKey, handle: string): Bytes {
  return sealBox(dataKey, handle, new Uint8Array(BOX_CONTENT_BYTES));
}

/** Throws an `EnvelopeError` for another key or handle, or a changed byte. */
export function openBox(dataKey: DataKey, handle: string, box: Uint8Array): Bytes {
  return openBytes(dataKey, placeOf(handle), box);
}
