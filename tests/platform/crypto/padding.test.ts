import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ENVELOPE_OVERHEAD,
  EnvelopeError,
  newDataKey,
  openBytes,
  openText,
  sealBytes,
  sealText,
} from '~/platform/crypto/envelope.server';
import { pad, paddedLength, unpad } from '~/platform/crypto/padding.server';

const key = newDataKey();
const place = { table: 'item', record: 'r1', field: 'body' };
/** What one answer of the form can take, and what comes from staff. */
const upTo = (bytes: number) => fc.integer({ min: 0, max: bytes });

describe('classes of length', () => {
  it('hold every text, and grow with it', () => {
    fc.assert(
      fc.property(upTo(5_000_000), upTo(5_000_000), (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(paddedLength(more)).toBeGreaterThanOrEqual(more);
        expect(paddedLength(less)).toBeLessThanOrEqual(paddedLength(more));
        expect(paddedLength(paddedLength(more))).toBe(paddedLength(more));
      }),
    );
  });

  it('are seven for everything that a form takes', () => {
    const classes = new Set(Array.from({ length: 16_385 }, (_, bytes) => paddedLength(bytes)));
    expect([...classes]).toEqual([256, 512, 1024, 2048, 4096, 8192, 16_384]);
  });

  it('cost at most a sixteenth above that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16_385, max: 2 ** 31 }), (bytes) => {
        expect(paddedLength(bytes)).toBeLessThanOrEqual(bytes * 1.0625 + 1);
      }),
    );
    // As Padmé has it: 65,537 takes 16 bits to its highest, 16 takes five to write down, so that eleven bits are dropped.
    expect(paddedLength(65_537)).toBe(65_536 + 2 ** 11);
  });
});

describe('a padded text', () => {
  it('comes back whole, whatever is in it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const padded = pad(bytes);
        expect(padded).toHaveLength(paddedLength(bytes.length + 4));
        expect(unpad(padded)).toEqual(bytes);
      }),
    );
  });

  it('of another form is not one', () => {
    expect(unpad(new Uint8Array(3))).toBeNull();
    expect(unpad(Uint8Array.of(0, 0, 0, 2, 1))).toBeNull();
    expect(unpad(Uint8Array.of(0, 0, 0, 1, 1, 1))).toBeNull();
  });
});

describe('a sealed text', () => {
  it('opens to the same text, of any Unicode, and is as long as its class', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        const sealed = sealText(key, place, text);
        expect(openText(key, place, sealed)).toBe(text);
        expect(sealed).toHaveLength(paddedLength(Buffer.byteLength(text) + 4) + ENVELOPE_OVERHEAD);
      }),
    );
  });

  it('does not tell a short answer from one of a few lines', () => {
    const [yes, lines] = [sealText(key, place, 'لا'), sealText(key, place, 'They came at night. '.repeat(12))];
    expect(yes).toHaveLength(lines.length);
  });

  it('that was stored before texts were padded still opens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(openText(key, place, sealBytes(key, place, new TextEncoder().encode(text)))).toBe(text);
      }),
    );
  });

  it('does not open as one that is not padded, nor the other way', () => {
    const [padded, plain] = [sealText(key, place, 'words'), sealBytes(key, place, new TextEncoder().encode('words'))];
    for (const [sealed, suite] of [
      [padded, plain[0]!],
      [plain, padded[0]!],
    ] as const) {
      expect(() => openText(key, place, sealed.with(0, suite))).toThrow(new EnvelopeError('envelope.not_authentic'));
    }
    expect(() => openBytes(key, place, padded)).toThrow(new EnvelopeError('envelope.unknown_suite'));
  });
});
