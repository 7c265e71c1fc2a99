import { joinBytes, LONGEST_MILLIS, problem, SHORTEST_MILLIS, standsAt, type AudioReading } from './audio-reading';
import { readPages, segmentsOf, writePage, type OggPage } from './ogg-pages';
import { readPacket, type OpusPacket } from './opus-packet';

const SAMPLES_A_MS = 48;
/** A player can seek to the beginning of a page: about a second. */
const PAGE_SAMPLES = 48_000;
const MOST_SEGMENTS = 255;
const HEAD_LENGTH = 19;

/** One stream alone, begun once, ended once, its pages in their order. */
function isOneStream(pages: readonly OggPage[]): boolean {
  return pages.every(
    ({ first, last, serial, sequence }, at) =>
      serial === pages[0]!.serial && sequence === at && first === (at === 0) && (!last || at === pages.length - 1),
  );
}

/** The packets of all pages, put together; null where a piece has no beginning or no end. */
function packetsOf(pages: readonly OggPage[]): Uint8Array[] | null {
  const packets: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  for (const { continued, pieces } of pages) {
    if (continued !== open.length > 0) return null;
    for (const { bytes, whole } of pieces) {
      open.push(bytes);
      if (!whole) continue;
      packets.push(open.length === 1 ? bytes : joinBytes(open));
      open = [];
    }
  }
  return open.length > 0 ? null : packets;
}

/** The head of one or two channels without a mapping of its own, the sample rate of the source left out; else null. */
function bareHead(packet: Uint8Array | undefined): Uint8Array | null {
  if (packet?.length !== HEAD_LENGTH || !standsAt(packet, 'OpusHead')) return null;
  const [version = 255, channels = 0] = packet.subarray(8, 10);
  if (version > 15 || channels < 1 || channels > 2 || packet[18] !== 0) return null;
  const head = Uint8Array.from(packet);
  head[8] = 1;
  new DataView(head.buffer).setUint32(12, 0, true);
  return head;
}

/** No vendor and no comment: what an encoder wrote about itself or its user stays out. */
const BARE_TAGS = joinBytes([new TextEncoder().encode('OpusTags'), new Uint8Array(8)]);

/** The audio in pages of about a second, their positions counted anew. */
function audioPages(packets: readonly OpusPacket[], end: number): Uint8Array[] {
  const pages: Uint8Array[] = [];
  let held: Uint8Array[] = [];
  let segments = 0;
  let total = 0;
  let began = 0;
  const flush = (last: boolean): void => {
    const granule = BigInt(last ? end : total);
    pages.push(writePage({ packets: held, granule, sequence: pages.length + 2, last }));
    held = [];
    segments = 0;
    began = total;
  };
  for (const { bytes, samples } of packets) {
    if (segments + segmentsOf(bytes) > MOST_SEGMENTS || total - began >= PAGE_SAMPLES) flush(false);
    held.push(bytes);
    segments += segmentsOf(bytes);
    total += samples;
  }
  flush(true);
  return pages;
}

/**
 * Reads an Ogg file with one stream of Opus and writes its audio packets into a stream made anew (RFC 7845): comments,
 * pictures, the vendor, the serial number and padding stay out. Refuses damaged pages, several streams, bytes that belong
 * to no page, and a stream without its end.
 */
export function readOggOpus(bytes: Uint8Array): AudioReading {
  const read = readPages(bytes);
  if (!read.ok) return problem(read.cut ? 'recording.cut_off' : 'recording.damaged');
  const { pages } = read;
  if (!isOneStream(pages)) return problem('recording.more_than_audio');
  if (!pages.at(-1)?.last) return problem('recording.cut_off');
  const [first, tags, ...rest] = packetsOf(pages) ?? [];
  const head = bareHead(first);
  if (!head || !tags || !standsAt(tags, 'OpusTags')) return problem('recording.not_audio');
  const packets = rest.map(readPacket);
  if (!packets.every((packet) => packet !== null)) return problem('recording.damaged');
  return written(head, packets, Number(pages.at(-1)!.granule));
}

function written(head: Uint8Array, packets: readonly OpusPacket[], told: number): AudioReading {
  const total = packets.reduce((sum, { samples }) => sum + samples, 0);
  const lastPacket = packets.at(-1)?.samples ?? 0;
  // The last packet may sound shorter than it is: only then does the position of the source say more than the count.
  const end = told > total - lastPacket && told < total ? told : total;
  const preSkip = new DataView(head.buffer).getUint16(10, true);
  const millis = Math.floor((end - preSkip) / SAMPLES_A_MS);
  if (millis < SHORTEST_MILLIS) return problem('recording.too_short');
  if (millis > LONGEST_MILLIS) return problem('recording.too_long');
  const pages = [
    writePage({ packets: [head], granule: 0n, sequence: 0, first: true }),
    writePage({ packets: [BARE_TAGS], granule: 0n, sequence: 1 }),
    ...audioPages(packets, end),
  ];
  return { ok: true, recording: { format: 'ogg_opus', bytes: joinBytes(pages), millis } };
}
