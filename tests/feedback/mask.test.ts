import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeSpans,
  cutsOf,
  hiddenRanges,
  MASK,
  shownRange,
  wholeRange,
  withFillsShown,
  withMasks,
  withoutHidden,
  type CodeSpan,
} from '~/feedback/mask';
import { hiddenIn, unmarkedTexts, type Mask } from '~/feedback/redaction';
import { wordPieces } from '~/feedback/word-pieces';

const spanOf = (text: string, part: string): CodeSpan => {
  const start = [...text.slice(0, text.indexOf(part))].length;
  return { start, end: start + [...part].length };
};
const shown = (text: string, ...parts: string[]) =>
  withMasks(text, hiddenRanges(text, parts.map((part) => spanOf(text, part)))); // prettier-ignore

/** Private signs stand for what must not leave: no other part of a text holds them. */
const SECRET = ['\uE000', '\uE001', '\u{F0000}', '\u{F0001}'];
const open = fc.constantFrom(
  'a',
  'é',
  'ب',
  'ቤ',
  ' ',
  '.',
  '\u0301',
  '\u064E',
  '\u200D',
  '👩',
  '\u2067',
  '\u2069',
  '\n',
  '፡',
);
const textWithSecrets = fc
  .array(
    fc.record({
      hide: fc.boolean(),
      signs: fc.array(open, { minLength: 0, maxLength: 5 }),
      secret: fc.constantFrom(...SECRET),
    }),
    { maxLength: 8 },
  )
  .map((parts) => {
    let text = '';
    const spans: CodeSpan[] = [];
    for (const { hide, signs, secret } of parts) {
      const part = hide ? signs.join('') + secret + signs.join('') : signs.join('');
      const start = [...text].length;
      text += part;
      if (hide) spans.push({ start, end: start + [...part].length });
    }
    return { text, spans };
  });
const anySpans = fc.array(fc.record({ start: fc.nat(40), end: fc.nat(40) }), { maxLength: 6 });

describe('what a mask hides', () => {
  it('is replaced by one sign, whatever its length', () => {
    expect(shown('My name is Almaz Bekele and I live here', 'Almaz Bekele')).toBe(`My name is ${MASK} and I live here`);
    expect(shown('My name is Almaz Bekele and I live here', 'Almaz', 'Bekele')).toBe(
      `My name is ${MASK} and I live here`,
    );
    expect(shown('اسمي أبو بكر وأسكن هنا', 'أبو بكر')).toBe(`اسمي ${MASK} وأسكن هنا`);
    expect(shown('ስሜ አቶ በቀለ ነው', 'አቶ', 'በቀለ')).toBe(`ስሜ ${MASK} ነው`);
  });

  it('takes the marks of a letter along, and what is joined to a sign', () => {
    const acute = 'Rene\u0301e said so';
    expect(withMasks(acute, hiddenRanges(acute, [{ start: 0, end: 4 }]))).toBe(`${MASK}e said so`);
    const vowel = 'ب\u064Eيت';
    expect(withMasks(vowel, hiddenRanges(vowel, [{ start: 1, end: 2 }]))).toBe(`${MASK}يت`);
    const family = 'x👩\u200D👧y';
    expect(withMasks(family, hiddenRanges(family, [{ start: 1, end: 2 }]))).toBe(`x${MASK}y`);
  });

  it('leaves the direction of what stands around it as it was', () => {
    const opening = 'a \u2067secret\u2069 b';
    expect(withMasks(opening, hiddenRanges(opening, [{ start: 2, end: 9 }]))).toBe(`a ${MASK}\u2067\u2069 b`);
    const closing = '\u2067a secret\u2069 b';
    expect(withMasks(closing, hiddenRanges(closing, [{ start: 3, end: 10 }]))).toBe(`\u2067a \u2069${MASK} b`);
  });

  it('never leaves the text, for any spans, overlapping, touching or outside of it', () => {
    fc.assert(
      fc.property(textWithSecrets, anySpans, ({ text, spans }, more) => {
        const hidden = hiddenRanges(text, [...spans, ...more, ...spans]);
        for (const left of [
          withMasks(text, hidden),
          withoutHidden(text, hidden),
          withFillsShown(withoutHidden(text, hidden)),
        ]) {
          for (const secret of SECRET) expect(left).not.toContain(secret);
        }
      }),
    );
  });

  it('leaves everything else as it was, and in its order', () => {
    fc.assert(
      fc.property(textWithSecrets, ({ text, spans }) => {
        const hidden = hiddenRanges(text, spans);
        let rest = '';
        let from = 0;
        for (const { start, end } of hidden) {
          rest += text.slice(from, start);
          from = end;
        }
        rest += text.slice(from);
        const bare = (one: string) => one.replaceAll(MASK, '').replace(/[\u2067\u2069]/g, '');
        expect(bare(withMasks(text, hidden))).toBe(bare(rest));
        for (const [index, range] of hidden.entries()) {
          if (index > 0) expect(text.slice(hidden[index - 1]!.end, range.start).trim()).not.toBe('');
        }
      }),
    );
  });

  it('gone for good, moves nothing behind it: masked again it reads the same', () => {
    fc.assert(
      fc.property(textWithSecrets, ({ text, spans }) => {
        const kept = withoutHidden(text, hiddenRanges(text, spans));
        expect(kept.length).toBe(text.length);
        expect([...kept].length).toBe([...text].length);
        const strip = (one: string) => one.replace(/[\u2067\u2069]/g, '');
        expect(strip(withMasks(kept, hiddenRanges(kept, spans)))).toBe(
          strip(withMasks(text, hiddenRanges(text, spans))),
        );
      }),
    );
  });
});

describe('positions', () => {
  const text = 'One Almaz two Bekele three';
  const hidden = hiddenRanges(text, [spanOf(text, 'Almaz'), spanOf(text, 'Bekele')]);
  const cuts = cutsOf(text, hidden);
  const at = (part: string, within: string) => ({
    start: within.indexOf(part),
    end: within.indexOf(part) + part.length,
  });

  it('move with the masks before them, there and back', () => {
    const masked = withMasks(text, hidden);
    expect(shownRange(cuts, at('three', text))).toEqual(at('three', masked));
    expect(wholeRange(cuts, at('two', masked))).toEqual(at('two', text));
  });

  it('within a passage cover its whole mask, never a part of the words', () => {
    const { start, end } = shownRange(cuts, at('maz two Bek', text));
    expect(withMasks(text, hidden).slice(start, end)).toBe(`${MASK} two ${MASK}`);
    expect(wholeRange(cuts, { start: 5, end: 6 })).toEqual(at('Almaz', text));
  });

  it('come back unhurt where nothing of them is hidden', () => {
    fc.assert(
      fc.property(textWithSecrets, fc.nat(60), fc.nat(60), (made, one, other) => {
        const ranges = hiddenRanges(made.text, made.spans);
        const all = cutsOf(made.text, ranges);
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        if (end > made.text.length || ranges.some((range) => range.start <= end && start <= range.end)) return;
        expect(wholeRange(all, shownRange(all, { start, end }))).toEqual({ start, end });
      }),
    );
  });

  it('are kept in code points', () => {
    expect(codeSpans('👩 Almaz', [{ start: 3, end: 8 }])).toEqual([{ start: 2, end: 7 }]);
  });
});

describe('masks over a text', () => {
  const mask = (state: Mask['state'], ...texts: Mask['texts']): Mask => ({ id: 'm', state, texts });
  const span = { start: 1, end: 2 };

  it('close a text in which one of them was not marked', () => {
    const one = mask('masked', { textId: 'original', spans: [span] });
    expect(hiddenIn([one], 'original')).toEqual([span]);
    expect(hiddenIn([one], 'translation')).toBe('closed');
    expect(hiddenIn([one, mask('masked')], 'original')).toBe('closed');
    expect(hiddenIn([mask('masked', { textId: 'translation', spans: [] })], 'translation')).toEqual([]);
  });

  it('do not hold once lifted; made permanent, they close nothing that came since', () => {
    expect(hiddenIn([mask('lifted', { textId: 'original', spans: [span] })], 'original')).toEqual([]);
    expect(hiddenIn([mask('permanent', { textId: 'original', spans: [span] })], 'original')).toEqual([span]);
    expect(hiddenIn([mask('permanent', { textId: 'original', spans: [span] })], 'translation')).toEqual([]);
  });

  it('name the texts that wait to be marked', () => {
    const one = mask('masked', { textId: 'original', spans: [span] });
    expect(unmarkedTexts(one, ['original', 'translation'])).toEqual(['translation']);
    expect(unmarkedTexts(mask('lifted'), ['original'])).toEqual([]);
  });
});

describe('a text in words', () => {
  it.each([
    [
      'en',
      'Call +251 911 234567 or mail a.b@example.org.',
      ['Call ', '+251 ', '911 ', '234567 ', 'or ', 'mail ', 'a.b@example.org.'],
    ],
    ['ar', 'اسمي السيد أحمد، من هنا', ['اسمي ', 'السيد ', 'أحمد، ', 'من ', 'هنا']],
    ['am', 'ስሜ፡አቶ፡በቀለ፡ነው።', ['ስሜ፡', 'አቶ፡', 'በቀለ፡', 'ነው።']],
  ])('is cut at its blanks: %s', (lang, text, expected) => {
    expect(wordPieces(text, lang).map((piece) => piece.text)).toEqual(expected);
  });

  it('is cut as its language does where it writes no blanks', () => {
    expect(wordPieces('สวัสดีครับ ผมชื่อสมชาย', 'th').length).toBeGreaterThan(3);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('en', 'ar', 'am', 'my', 'xx'), (text, lang) => {
        const pieces = wordPieces(text, lang);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const piece of pieces) expect(text.slice(piece.start, piece.end)).toBe(piece.text);
      }),
    );
  });
});
