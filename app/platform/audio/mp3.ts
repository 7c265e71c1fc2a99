import { joinBytes, LONGEST_MILLIS, problem, SHORTEST_MILLIS, standsAt, type AudioProblem, type AudioReading } from './audio-reading'; // prettier-ignore

const FULL_RATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const LOW_RATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/** Hertz by the version's two bits (MPEG 2.5, reserved, 2, 1). */
const SAMPLE_RATES = [[11_025, 12_000, 8_000], [], [22_050, 24_000, 16_000], [44_100, 48_000, 32_000]];
const FEWEST_FRAMES = 10;

interface Frame {
  length: number;
  /** Per channel. */
  samples: number;
  rate: number;
  /** What all frames of one file share: version, layer, sample rate, one channel or two. */
  kind: string;
  /** Where the content of a first frame may say that it holds no sound. */
  infoAt: number;
}

/** The head of a frame of layer III with a bit rate of the table; null for anything else. */
function frameAt(bytes: Uint8Array, at: number): Frame | null {
  const [sync = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  const version = (second >> 3) & 3;
  if (sync !== 0xff || (second & 0xe6) !== 0xe2 || version === 1 || (fourth & 3) === 2) return null;
  const rate = SAMPLE_RATES[version]![(third >> 2) & 3];
  const kilobits = (version === 3 ? FULL_RATES : LOW_RATES)[third >> 4];
  if (!rate || !kilobits) return null;
  const isFull = version === 3;
  const samples = isFull ? 1_152 : 576;
  const isMono = fourth >> 6 === 3;
  const sideInfo = isFull ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  return {
    length: Math.floor(((samples / 8) * kilobits * 1_000) / rate) + ((third >> 1) & 1),
    samples,
    rate,
    kind: `${version} ${rate} ${isMono}`,
    infoAt: 4 + (second & 1 ? 0 : 2) + sideInfo,
  };
}

/** Bytes of the tags at the beginning (ID3v2, one or more); past the end where one is cut. */
function tagsBefore(bytes: Uint8Array): number {
  let at = 0;
  while (standsAt(bytes, 'ID3', at)) {
    const [flags = 0, ...size] = bytes.subarray(at + 5, at + 10);
    at += 10 + size.reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0) + (flags & 0x10 ? 10 : 0);
  }
  return at;
}

/** Whether only the usual tags stand from here on: APEv2 with its head, then ID3v1. */
function onlyTagsAfter(bytes: Uint8Array, from: number): boolean {
  let at = from;
  if (standsAt(bytes, 'APETAGEX', at) && at + 32 <= bytes.length) {
    at += 32 + new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(12, true);
  }
  if (standsAt(bytes, 'TAG', at)) at += 128;
  return at === bytes.length;
}

const INFO = ['Xing', 'Info', 'VBRI'];

/** The first frame of many encoders holds a table and the encoder's name in place of sound. */
function isInfo(bytes: Uint8Array, at: number, { infoAt }: Frame): boolean {
  return INFO.some((name) => standsAt(bytes, name, at + (name === 'VBRI' ? 36 : infoAt)));
}

type Walk = { ok: true; frames: Uint8Array[]; millis: number } | { ok: false; problem: AudioProblem };

function walk(bytes: Uint8Array): Walk {
  const frames: Uint8Array[] = [];
  let first: Frame | null = null;
  let samples = 0;
  let at = tagsBefore(bytes);
  if (at >= bytes.length) return problem('recording.cut_off');
  while (at < bytes.length) {
    const frame = frameAt(bytes, at);
    if (!frame || (first && frame.kind !== first.kind)) break;
    if (at + frame.length > bytes.length) return problem('recording.cut_off');
    if (first !== null || !isInfo(bytes, at, frame)) {
      frames.push(bytes.subarray(at, at + frame.length));
      samples += frame.samples;
    }
    first ??= frame;
    at += frame.length;
  }
  if (!first || frames.length < FEWEST_FRAMES) return problem(first ? 'recording.damaged' : 'recording.not_audio');
  if (at < bytes.length && !onlyTagsAfter(bytes, at)) return problem('recording.more_than_audio');
  return { ok: true, frames, millis: Math.floor((samples * 1_000) / first.rate) };
}

/**
 * Reads an MP3 file frame by frame and gives the frames of sound alone: tags, pictures, the encoder's own frame stay out.
 * Refuses anything that stands between or behind the frames, a last frame that is cut, and free bit rates.
 */
export function readMp3(bytes: Uint8Array): AudioReading {
  const walked = walk(bytes);
  if (!walked.ok) return walked;
  const { frames, millis } = walked;
  if (millis < SHORTEST_MILLIS) return problem('recording.too_short');
  if (millis > LONGEST_MILLIS) return problem('recording.too_long');
  return { ok: true, recording: { format: 'mp3', bytes: joinBytes(frames), millis } };
}
