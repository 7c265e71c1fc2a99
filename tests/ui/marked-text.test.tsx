import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MarkedText } from '~/ui/MarkedText';
import { markParts } from '~/ui/marked-spans';
import { html, textOf } from './render';

const span = fc.record({
  start: fc.integer({ min: -5, max: 40 }),
  end: fc.integer({ min: -5, max: 40 }),
  number: fc.integer({ min: 1, max: 9 }),
});
const text = fc.string({ unit: fc.constantFrom('a', ' ', '🙂', 'ش', 'e\u0301', '𞤀'), maxLength: 20 });

describe('marking a text', () => {
  it('joined gives the text back and never cuts a character', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(span, { maxLength: 5 }),
        fc.constantFrom('utf16' as const, 'code_point' as const),
        (whole, spans, unit) => {
          const parts = markParts(whole, spans, unit);
          expect(parts.map((part) => part.text).join('')).toBe(whole);
          expect(parts.every((part) => part.text.isWellFormed?.() ?? encodeURIComponent(part.text) !== '')).toBe(true);
        },
      ),
    );
  });

  it('by code points marks exactly those code points', () => {
    fc.assert(
      fc.property(text, fc.nat(20), fc.nat(20), (whole, start, length) => {
        const marked = markParts(whole, [{ start, end: start + length, number: 1 }], 'code_point');
        const expected = [...whole].slice(start, start + length).join('');
        expect(
          marked
            .filter(({ numbers }) => numbers.length > 0)
            .map((part) => part.text)
            .join(''),
        ).toBe(expected);
      }),
    );
  });

  it('counts an emoji as one code point and two UTF-16 units', () => {
    expect(markParts('🙂ab', [{ start: 1, end: 2, number: 1 }], 'code_point')[1]).toEqual({
      text: 'a',
      numbers: [1],
      ending: [1],
    });
    expect(markParts('🙂ab', [{ start: 2, end: 3, number: 1 }], 'utf16')[1]).toEqual({
      text: 'a',
      numbers: [1],
      ending: [1],
    });
  });

  it('keeps both numbers where spans overlap', () => {
    const parts = markParts(
      'abcdef',
      [
        { start: 0, end: 4, number: 1 },
        { start: 2, end: 6, number: 2 },
      ],
      'utf16',
    );
    expect(parts.map(({ text: part, numbers }) => [part, numbers])).toEqual([
      ['ab', [1]],
      ['cd', [1, 2]],
      ['ef', [2]],
    ]);
  });

  it('shows each number where its span ends, as a link when it leads somewhere', () => {
    const spans = [{ start: 0, end: 2, number: 3 }];
    expect(html(<MarkedText text="abc" spans={spans} unit="utf16" hrefOf={(n) => `#point-${n}`} />)).toBe(
      '<mark>ab<sup lang="en"><a href="#point-3" aria-label="Point 3">3</a></sup></mark>c',
    );
    expect(textOf(html(<MarkedText text="abc" spans={spans} unit="utf16" />))).toContain('Point 3');
  });
});
