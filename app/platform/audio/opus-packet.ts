/** A packet of Opus (RFC 6716, section 3): how long it sounds, and its bytes without padding. */
export interface OpusPacket {
  /** At 48 kHz. */
  samples: number;
  bytes: Uint8Array;
}

const LARGEST_FRAME = 1_275;
/** 120 ms at 48 kHz: no packet may last longer. */
const LONGEST = 5_760;

/** Samples of one frame at 48 kHz, by the configuration in the first five bits. */
function frameSamples(configuration: number): number {
  if (configuration < 12) return [480, 960, 1_920, 2_880][configuration % 4]!;
  if (configuration < 16) return [480, 960][configuration % 2]!;
  return [120, 240, 480, 960][configuration % 4]!;
}

/** Bytes that a frame's length takes and what it says; null where the packet ends before. */
function frameLength(bytes: Uint8Array, at: number): { takes: number; says: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 252) return { takes: 1, says: first };
  const second = bytes[at + 1];
  return second === undefined ? null : { takes: 2, says: second * 4 + first };
}

/** Any number of frames, with padding or without: the packet again without it, or null where its lengths do not fit. */
function manyFrames(bytes: Uint8Array): { frames: number; bytes: Uint8Array } | null {
  const counts = bytes[1];
  if (counts === undefined) return null;
  const frames = counts & 0x3f;
  let start = 2;
  let padding = 0;
  if (counts & 0x40) {
    for (let value = 255; value === 255; start += 1) {
      value = bytes[start] ?? -1;
      if (value < 0) return null;
      padding += value === 255 ? 254 : value;
    }
  }
  const content = bytes.subarray(start, bytes.length - padding);
  if (frames === 0 || start + padding > bytes.length || !fits(content, frames, (counts & 0x80) !== 0)) return null;
  const bare = new Uint8Array(2 + content.length);
  bare.set([bytes[0]!, counts & ~0x40]);
  bare.set(content, 2);
  return { frames, bytes: bare };
}

/** Whether so many frames fill the content exactly: of one length, or each but the last with its own length told. */
function fits(content: Uint8Array, frames: number, lengthsDiffer: boolean): boolean {
  if (!lengthsDiffer) return content.length % frames === 0 && content.length / frames <= LARGEST_FRAME;
  let told = 0;
  let at = 0;
  for (let index = 1; index < frames; index += 1) {
    const length = frameLength(content, at);
    if (!length || length.says > LARGEST_FRAME) return false;
    at += length.takes;
    told += length.says;
  }
  const last = content.length - at - told;
  return last >= 0 && last <= LARGEST_FRAME;
}

/** Reads one packet; null for what is none: an empty one, lengths that do not fit, more than 120 ms. */
export function readPacket(bytes: Uint8Array): OpusPacket | null {
  const toc = bytes[0];
  if (toc === undefined) return null;
  const kind = toc & 3;
  const many = kind === 3 ? manyFrames(bytes) : { frames: kind === 0 ? 1 : 2, bytes };
  if (!many || (kind !== 3 && !fewFit(bytes.subarray(1), kind))) return null;
  const samples = many.frames * frameSamples(toc >> 3);
  return samples > LONGEST ? null : { samples, bytes: many.bytes };
}

/** One frame, two of one length, or two of which the first tells its own. */
function fewFit(content: Uint8Array, kind: number): boolean {
  if (kind === 0) return content.length <= LARGEST_FRAME;
  return fits(content, 2, kind === 2);
}
