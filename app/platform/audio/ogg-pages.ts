import { joinBytes, standsAt } from './audio-reading';

/** The page of an Ogg stream (RFC 3533), as far as it is read here. */
export interface OggPage {
  continued: boolean;
  first: boolean;
  last: boolean;
  /** Samples at 48 kHz up to its last whole packet. */
  granule: bigint;
  serial: number;
  sequence: number;
  /** The pieces of packets in it; `whole` says of each whether its packet ends here. */
  pieces: readonly { bytes: Uint8Array; whole: boolean }[];
}

export type OggPages = { ok: true; pages: OggPage[] } | { ok: false; cut: boolean };

const HEAD = 27;
const CRC_AT = 22;
const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

function crcOf(page: Uint8Array): number {
  let crc = 0;
  for (let at = 0; at < page.length; at += 1) {
    const byte = at >= CRC_AT && at < CRC_AT + 4 ? 0 : page[at]!;
    crc = ((crc << 8) ^ TABLE[((crc >>> 24) ^ byte) & 0xff]!) >>> 0;
  }
  return crc;
}

function piecesOf(lacing: Uint8Array, body: Uint8Array): OggPage['pieces'] {
  const pieces: { bytes: Uint8Array; whole: boolean }[] = [];
  let start = 0;
  let end = 0;
  for (const value of lacing) {
    end += value;
    if (value === 255) continue;
    pieces.push({ bytes: body.subarray(start, end), whole: true });
    start = end;
  }
  if (lacing.at(-1) === 255) pieces.push({ bytes: body.subarray(start, end), whole: false });
  return pieces;
}

/**
 * All pages from the first byte to the last, with not one byte between or behind them. Anything else than pages of
 * version 0 with a true checksum ends it: `cut` where a page begins and its end is missing.
 */
export function readPages(bytes: Uint8Array): OggPages {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pages: OggPage[] = [];
  for (let at = 0; at < bytes.length;) {
    if (bytes.length - at < HEAD) return { ok: false, cut: standsAt(bytes.subarray(at, at + 4), 'OggS') };
    const flags = bytes[at + 5]!;
    if (!standsAt(bytes, 'OggS', at) || bytes[at + 4] !== 0 || flags > 7) return { ok: false, cut: false };
    const bodyAt = at + HEAD + bytes[at + 26]!;
    const lacing = bytes.subarray(at + HEAD, bodyAt);
    const end = bodyAt + lacing.reduce((sum, value) => sum + value, 0);
    if (bodyAt > bytes.length || end > bytes.length) return { ok: false, cut: true };
    if (view.getUint32(at + CRC_AT, true) !== crcOf(bytes.subarray(at, end))) return { ok: false, cut: false };
    pages.push({
      continued: (flags & 1) !== 0,
      first: (flags & 2) !== 0,
      last: (flags & 4) !== 0,
      granule: view.getBigInt64(at + 6, true),
      serial: view.getUint32(at + 14, true),
      sequence: view.getUint32(at + 18, true),
      pieces: piecesOf(lacing, bytes.subarray(bodyAt, end)),
    });
    at = end;
  }
  return { ok: true, pages };
}

/** The lacing of whole packets: as many values as `segmentsOf` says. */
function lacingOf(packets: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(
    packets.flatMap(({ length }) => [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255]),
  );
}

/** How many of the 255 segments of a page a packet takes. */
export const segmentsOf = ({ length }: Uint8Array): number => Math.floor(length / 255) + 1;

export interface NewPage {
  packets: readonly Uint8Array[];
  granule: bigint;
  sequence: number;
  first?: boolean;
  last?: boolean;
}

/** One page of a stream of our own, always under the same serial number: nothing in it tells where it came from. */
export function writePage({ packets, granule, sequence, first = false, last = false }: NewPage): Uint8Array {
  const head = new Uint8Array(HEAD);
  const view = new DataView(head.buffer);
  const lacing = lacingOf(packets);
  head.set([0x4f, 0x67, 0x67, 0x53, 0, (first ? 2 : 0) | (last ? 4 : 0)]);
  view.setBigInt64(6, granule, true);
  view.setUint32(14, 1, true);
  view.setUint32(18, sequence, true);
  head[26] = lacing.length;
  const page = joinBytes([head, lacing, ...packets]);
  new DataView(page.buffer).setUint32(CRC_AT, crcOf(page), true);
  return page;
}
