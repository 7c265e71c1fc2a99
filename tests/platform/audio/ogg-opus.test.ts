import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinBytes } from '~/platform/audio/audio-reading';
import { readOggOpus } from '~/platform/audio/ogg-opus';
import { readPages, writePage, type NewPage } from '~/platform/audio/ogg-pages';
import { opusFile, opusPages, OPUS_HEAD } from '../../support/audio';

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const problemOf = (bytes: Uint8Array) => {
  const read = readOggOpus(bytes);
  return read.ok ? 'taken' : read.problem;
};
const soundOf = (bytes: Uint8Array) => {
  const read = readOggOpus(bytes);
  if (!read.ok) throw new Error(read.problem);
  return read.recording;
};
const changed = (change: (pages: NewPage[]) => NewPage[], seconds = 1) => opusFile({ seconds, pages: change });

describe('what is kept of an Ogg Opus file', () => {
  test('its sound, in a stream that tells nothing of where it came from', () => {
    const file = opusFile({ seconds: 7, comments: ['ARTIST=Amina', 'METADATA_BLOCK_PICTURE=xx'] });
    const { bytes, millis, format } = soundOf(file);
    expect({ millis, format }).toEqual({ millis: 6_993, format: 'ogg_opus' });
    for (const told of ['libopus', 'Amina', 'PICTURE']) {
      expect(latin(file)).toContain(told);
      expect(latin(bytes)).not.toContain(told);
    }
    // The head of the source says 44.1 kHz; the copy says nothing.
    expect([...bytes.subarray(28 + 12, 28 + 16)]).toEqual([0, 0, 0, 0]);
    // Seven seconds that a browser was seen to decode.
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      'c39fcbf631643e1175b1bfaf667146940556fe429f09a5bb720e643b64655cf7',
    );
  });

  test('the same whatever its comments, and the same again when it is read once more', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 5 }), (comments) => {
        const { bytes } = soundOf(opusFile({ comments }));
        expect(Buffer.compare(bytes, soundOf(opusFile({ comments: [] })).bytes)).toBe(0);
        expect(Buffer.compare(soundOf(bytes).bytes, bytes)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  test('without what hides in the padding of packets', () => {
    // Code 3, one frame, padded with eight bytes.
    const padded = joinBytes([Uint8Array.from([0xfb, 0x41, 8, 0xff, 0xfe]), new TextEncoder().encode('a secret')]);
    const bare = Uint8Array.from([0xfb, 0x01, 0xff, 0xfe]);
    const file = opusFile({ packet: padded });
    expect(latin(file)).toContain('a secret');
    const { bytes } = soundOf(file);
    expect(latin(bytes)).not.toContain('a secret');
    expect(Buffer.compare(bytes, soundOf(opusFile({ packet: bare })).bytes)).toBe(0);
  });

  test('the end that the source says, where its last packet sounds shorter', () => {
    const cutBy = (samples: bigint) =>
      changed((pages) => pages.map((page) => (page.last ? { ...page, granule: page.granule - samples } : page)));
    expect(soundOf(cutBy(480n)).millis).toBe(983);
    // More than a packet less, or more than there is, says nothing.
    expect(soundOf(cutBy(4_800n)).millis).toBe(993);
    expect(soundOf(cutBy(-9_600n)).millis).toBe(993);
  });

  test('packets of which a page cannot hold a second', () => {
    const long = joinBytes([Uint8Array.from([0xfb, 0x02]), new Uint8Array(2_000)]);
    // Eight segments each, of which a page has 255: the copy needs more pages than there are seconds.
    const { bytes } = soundOf(opusFile({ packet: long, seconds: 2 }));
    const read = readPages(bytes);
    expect(read.ok && read.pages.length).toBe(2 + Math.ceil(100 / 31));
  });
});

describe('what is refused', () => {
  const whole = opusFile();

  test('any file that was changed in any byte', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Uint8Array.from(whole);
        bytes[at] = bytes[at]! ^ by;
        expect(problemOf(bytes)).not.toBe('taken');
      }),
      { numRuns: 300 },
    );
  });

  test('any file that breaks off', () => {
    for (let length = 1; length < whole.length; length += 1) {
      expect(['recording.cut_off', 'recording.damaged', 'recording.not_audio']).toContain(problemOf(whole.subarray(0, length))); // prettier-ignore
    }
    expect(problemOf(changed((pages) => pages.map((page) => ({ ...page, last: false }))))).toBe('recording.cut_off');
  });

  test('bytes before, between and behind', () => {
    const other = new TextEncoder().encode('<html>');
    for (const bytes of [joinBytes([other, whole]), joinBytes([whole, other]), joinBytes([whole, Uint8Array.of(0)])]) {
      expect(problemOf(bytes)).toBe('recording.damaged');
    }
  });

  test('a second stream, one behind the other or woven in, and pages that are missing', () => {
    expect(problemOf(joinBytes([whole, whole]))).toBe('recording.more_than_audio');
    const foreign = writePage({ packets: [OPUS_HEAD], granule: 0n, sequence: 1, first: true });
    expect(problemOf(joinBytes([whole, foreign]))).toBe('recording.more_than_audio');
    expect(problemOf(changed((pages) => pages.filter((_, at) => at !== 2), 3))).toBe('recording.more_than_audio');
  });

  test('a stream of something else', () => {
    const vorbis = joinBytes([Uint8Array.of(1), new TextEncoder().encode('vorbis'), new Uint8Array(23)]);
    const first = (head: Uint8Array) => changed(([, ...rest]) => [{ packets: [head], granule: 0n, sequence: 0, first: true }, ...rest]); // prettier-ignore
    expect(problemOf(first(vorbis))).toBe('recording.not_audio');
    for (const [at, value] of [
      [8, 16],
      [9, 0],
      [9, 3],
      [18, 1],
    ] as const) {
      // prettier-ignore
      const head = Uint8Array.from(OPUS_HEAD);
      head[at] = value;
      expect(problemOf(first(head)), `${at} is ${value}`).toBe('recording.not_audio');
    }
  });

  test.each([
    ['none', []],
    ['two frames of different length, told as alike', [0xf9, 1, 2, 3]],
    ['a frame longer than its packet', [0xfa, 250, 1]],
    ['no frame at all', [0xfb, 0x00, 1]],
    ['more padding than there is', [0xfb, 0x41, 200, 1]],
    ['padding without an end', [0xfb, 0x41, 255]],
    ['longer than 120 ms', [0xfb, 0x07, ...new Uint8Array(7)]],
  ])('a packet with %s', (_, packet) => {
    expect(problemOf(opusFile({ packet: Uint8Array.from(packet) }))).toBe('recording.damaged');
  });

  test('hardly any sound, and more than an hour', () => {
    expect(problemOf(opusFile({ seconds: 0.2 }))).toBe('recording.too_short');
    // 120 ms a packet.
    const long = Uint8Array.from([0xfb, 0x06, ...new Uint8Array(6)]);
    expect(problemOf(opusFile({ seconds: 601, packet: long }))).toBe('recording.too_long');
  });

  test('anything, without ever failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(problemOf(bytes)).not.toBe('taken');
      }),
    );
  });
});

test('pages are read as they were written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 700 }), { minLength: 1, maxLength: 20 }),
      fc.nat(1e6),
      (packets, sequence) => {
        const read = readPages(writePage({ packets, granule: 7n, sequence, last: true }));
        expect(read).toMatchObject({ ok: true, pages: [{ granule: 7n, sequence, last: true, first: false }] });
        if (read.ok)
          expect(read.pages[0]!.pieces.map(({ bytes }) => [...bytes])).toEqual(packets.map((packet) => [...packet]));
      },
    ),
    { numRuns: 50 },
  );
  expect(opusPages()).toHaveLength(3);
});
