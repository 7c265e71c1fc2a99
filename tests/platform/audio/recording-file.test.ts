import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinBytes } from '~/platform/audio/audio-reading';
import { readRecording } from '~/platform/audio/recording-file';
import { mp3File, mp3Frame, opusFile } from '../../support/audio';

const ascii = (text: string) => new TextEncoder().encode(text);
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const read = (bytes: Uint8Array, name = 'a.mp3') => {
  const reading = readRecording(name, bytes);
  return reading.ok ? reading.recording : reading.problem;
};

describe('an MP3 file', () => {
  test('is kept as its frames of sound alone', () => {
    const file = mp3File({ tag: 'Amina, Bol', frames: 80 });
    for (const told of ['Amina', 'LAME', 'TAG']) expect(latin(file)).toContain(told);
    const kept = read(file);
    expect(kept).toMatchObject({ format: 'mp3', millis: 2_089 });
    if (typeof kept === 'string') throw new Error(kept);
    expect(Buffer.compare(kept.bytes, joinBytes(Array.from({ length: 80 }, () => mp3Frame())))).toBe(0);
    expect(read(kept.bytes)).toEqual(kept);
  });

  test('without tags is as good', () => {
    expect(read(mp3File({ tag: '', info: false }))).toMatchObject({ millis: 2_089 });
  });

  test('may end with an APE tag and an ID3 tag, and with nothing else', () => {
    const items = ascii('Artist: Amina');
    const head = joinBytes([ascii('APETAGEX'), new Uint8Array(24)]);
    new DataView(head.buffer).setUint32(12, items.length, true);
    const ape = joinBytes([head, items]);
    const id3 = joinBytes([ascii('TAG'), new Uint8Array(125)]);
    const kept = read(mp3File({ behind: joinBytes([ape, id3]) }));
    expect(typeof kept === 'string' ? kept : latin(kept.bytes)).not.toContain('Amina');
    for (const behind of [
      ascii('more'),
      joinBytes([id3, Uint8Array.of(1)]),
      id3.subarray(0, 100),
      joinBytes([ape.subarray(0, 40)]),
    ]) {
      // prettier-ignore
      expect(read(mp3File({ behind }))).toBe('recording.more_than_audio');
    }
  });

  test('is refused where it breaks off within a frame or a tag', () => {
    const bare = mp3File({ tag: '', info: false, frames: 30 });
    fc.assert(
      fc.property(fc.nat(bare.length - 1), (length) => {
        const isWhole = length % 417 === 0 && length > 0;
        const kept = read(bare.subarray(0, length));
        if (!isWhole) expect(typeof kept).toBe('string');
      }),
      { numRuns: 200 },
    );
    expect(read(bare.subarray(0, -1))).toBe('recording.cut_off');
    expect(read(joinBytes([ascii('ID3'), Uint8Array.of(4, 0, 0, 127, 127, 127, 127), bare]))).toBe('recording.cut_off');
  });

  test.each<[string, (frame: Uint8Array) => void]>([
    ['a free bit rate', (frame) => void (frame[2] = 0x00)],
    ['a bit rate that does not exist', (frame) => void (frame[2] = 0xf0)],
    ['a sample rate that does not exist', (frame) => void (frame[2] = 0x9c)],
    ['layer II', (frame) => void (frame[1] = 0xfd)],
    ['a version that does not exist', (frame) => void (frame[1] = 0xeb)],
    ['an emphasis that does not exist', (frame) => void (frame[3] = 0x66)],
  ])('with %s is none', (_, change) => {
    const frame = mp3Frame();
    change(frame);
    expect(read(joinBytes(Array.from({ length: 40 }, () => frame)))).toBe('recording.not_audio');
  });

  test('needs several frames of one kind in a row', () => {
    const mono = Uint8Array.from(mp3Frame());
    mono[3] = 0xc4;
    expect(read(mp3File({ frames: 3 }))).toBe('recording.damaged');
    const mixed = [...Array.from({ length: 20 }, () => mp3Frame()), mono];
    expect(read(joinBytes(mixed))).toBe('recording.more_than_audio');
  });
});

describe('name, first bytes and list must agree', () => {
  test.each(['a.opus', 'a.ogg', 'A.OGA', '../../etc/passwd\u0000.opus', 'كلام.ogg', '\u202Egpj.opus', '.opus'])(
    '%j is taken for its end alone',
    (name) => {
      // prettier-ignore
      expect(read(opusFile(), name)).toMatchObject({ format: 'ogg_opus' });
    },
  );

  test.each(['a', '', 'a.opus.exe', 'a.html', 'a.opus ', 'opus', 'a.wav', 'a.svg'])(
    '%j is no name of a recording',
    (name) => {
      // prettier-ignore
      expect(read(opusFile(), name)).toBe('recording.not_audio');
    },
  );

  test('a file under the name of the other kind is refused', () => {
    expect(read(opusFile(), 'a.mp3')).toBe('recording.name_differs');
    expect(read(mp3File(), 'a.ogg')).toBe('recording.name_differs');
  });

  test.each([
    'RIFF\u0000\u0000\u0000\u0000WAVE',
    '%PDF-1.7',
    '<html><script>',
    'PK\u0003\u0004',
    'MZ',
    '\u007fELF',
    '<svg xmlns=',
    'fLaC',
  ])('%j at the beginning is none', (beginning) => {
    // prettier-ignore
    expect(read(joinBytes([Buffer.from(beginning, 'latin1'), opusFile()]))).toBe('recording.not_audio');
  });
});

describe('a file that is another one too', () => {
  const zipEnd = joinBytes([ascii('PK\u0005\u0006'), new Uint8Array(18)]);

  test.each([
    ['a page in its tag', mp3File({ tag: '<HTML><script>alert(1)</script>' })],
    ['a document in its tag', mp3File({ tag: '%PDF-1.4 obj' })],
    ['an archive behind it', mp3File({ behind: zipEnd })],
    ['a program in a frame', joinBytes(Array.from({ length: 20 }, () => mp3Frame('<?php system($_GET[1]);')))],
  ])('is refused: %s', (_, bytes) => {
    expect(read(bytes)).toBe('recording.more_than_audio');
  });

  test('is refused as Ogg: a page in its comments, a drawing in a packet, an archive at its end', () => {
    const drawing = joinBytes([Uint8Array.of(0xf8), ascii('<svg onload=alert(1)>')]);
    for (const bytes of [
      opusFile({ comments: ['A=<!DOCTYPE html>'] }),
      opusFile({ packet: drawing }),
      joinBytes([opusFile(), zipEnd]),
    ]) {
      // prettier-ignore
      expect(read(bytes, 'a.opus')).toBe('recording.more_than_audio');
    }
  });
});

test('whatever comes, it never fails', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 600 }),
      fc.constantFrom('OggS', 'ID3', '\u00ff\u00fb\u0090d'),
      (rest, head) => {
        const bytes = joinBytes([Buffer.from(head, 'latin1'), rest]);
        for (const name of ['a.mp3', 'a.ogg']) expect(typeof read(bytes, name)).toBe('string');
      },
    ),
    { numRuns: 400 },
  );
});
