import { readUnsigned, unsigned, type Bytes } from './bytes.server';

/** Nothing is shorter than this: one word looks like a few lines. */
const SMALLEST = 256;
/** Up to here the classes are powers of two: few, for what people write in a form. */
const COARSE = 16_384;
const LENGTH_BYTES = 4;

/**
 * The class of a length, in bytes: 256, 512 … 16,384; above that as Padmé has it (Nikitin et al., "Reducing Metadata
 * Leakage from Encrypted Files and Communication with PURBs", 2019): the length keeps only as many significant bits as
 * its exponent takes to write down, and grows by a sixteenth at most.
 */
export function paddedLength(length: number): number {
  if (length <= SMALLEST) return SMALLEST;
  if (length <= COARSE) return 2 ** Math.ceil(Math.log2(length));
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(length / step) * step;
}

/** The length in four bytes, the content, and zeros up to the class. */
export function pad(content: Uint8Array): Bytes {
  const padded = new Uint8Array(paddedLength(LENGTH_BYTES + content.byteLength));
  padded.set(unsigned(content.byteLength, LENGTH_BYTES));
  padded.set(content, LENGTH_BYTES);
  return padded;
}

/** The content, or null for what `pad` does not make. */
export function unpad(padded: Uint8Array): Uint8Array | null {
  if (padded.byteLength < LENGTH_BYTES) return null;
  const end = LENGTH_BYTES + readUnsigned(padded, 0, LENGTH_BYTES);
  const isPadded = end <= padded.byteLength && padded.subarray(end).every((byte) => byte === 0);
  return isPadded ? padded.subarray(LENGTH_BYTES, end) : null;
}
