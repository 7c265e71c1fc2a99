import { joinBytes } from '~/platform/audio/audio-reading';
import { writePage, type NewPage } from '~/platform/audio/ogg-pages';

const ascii = (text: string) => new TextEncoder().encode(text);
const numbers = (...values: number[]) => Uint8Array.from(values);

/** 20 ms of silence in Opus, one channel, full band. */
const SILENCE = numbers(0xf8, 0xff, 0xfe);

export interface OpusFile {
  seconds?: number;
  /** Comments, as encoders and people write them. */
  comments?: readonly string[];
  packet?: Uint8Array;
  pages?: (pages: NewPage[]) => NewPage[];
}

function tagsOf(comments: readonly string[]): Uint8Array {
  const length = (text: Uint8Array) => new Uint8Array(new Uint32Array([text.length]).buffer);
  const lines = comments.map(ascii).flatMap((line) => [length(line), line]);
  const vendor = ascii('libopus of somebody');
  return joinBytes([ascii('OpusTags'), length(vendor), vendor, new Uint8Array(new Uint32Array([comments.length]).buffer), ...lines]); // prettier-ignore
}

export const OPUS_HEAD = joinBytes([ascii('OpusHead'), numbers(1, 1, 0x38, 0x01, 0x44, 0xac, 0, 0, 0, 0, 0)]);

/** The pages of an Ogg file with so many seconds of silence, to be changed before they are written. */
export function opusPages({ seconds = 1, comments = ['ARTIST=somebody'], packet = SILENCE }: OpusFile = {}): NewPage[] {
  const count = Math.round(seconds * 50);
  const audio: NewPage[] = [];
  const most = packet.length > 200 ? 20 : 50;
  for (let done = 0; done < count; done += most) {
    const packets = Array.from({ length: Math.min(most, count - done) }, () => packet);
    audio.push({ packets, granule: BigInt((done + packets.length) * 960), sequence: audio.length + 2 });
  }
  const end = audio.at(-1);
  if (end) end.last = true;
  return [
    { packets: [OPUS_HEAD], granule: 0n, sequence: 0, first: true },
    { packets: [tagsOf(comments)], granule: 0n, sequence: 1 },
    ...audio,
  ];
}

/** An Ogg file of Opus, as an encoder writes it. */
export function opusFile(file: OpusFile = {}): Uint8Array {
  const pages = opusPages(file);
  return joinBytes((file.pages?.(pages) ?? pages).map(writePage));
}

/** One frame of silence: MPEG 1, layer III, 128 kbit/s, 44.1 kHz, two channels joined. */
export function mp3Frame(content = ''): Uint8Array {
  const frame = new Uint8Array(417);
  frame.set([0xff, 0xfb, 0x90, 0x64]);
  frame.set(ascii(content), 36);
  return frame;
}

export interface Mp3File {
  frames?: number;
  /** Texts in tags before and behind, and in the encoder's own frame. */
  tag?: string;
  info?: boolean;
  behind?: Uint8Array;
}

/** An MP3 file with an ID3v2 tag before it, the encoder's frame, and an ID3v1 tag behind. */
export function mp3File({ frames = 80, tag = 'somebody', info = true, behind }: Mp3File = {}): Uint8Array {
  const text = ascii(tag);
  const size = [text.length >> 21, text.length >> 14, text.length >> 7, text.length].map((part) => part & 0x7f);
  const id3v1 = new Uint8Array(128);
  id3v1.set(ascii(`TAG${tag}`.slice(0, 100)));
  return joinBytes([
    ...(tag ? [ascii('ID3'), numbers(4, 0, 0, ...size), text] : []),
    ...(info ? [mp3Frame('Xing LAME')] : []),
    ...Array.from({ length: frames }, () => mp3Frame()),
    behind ?? (tag ? id3v1 : new Uint8Array()),
  ]);
}
