import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passagesOf, segmentsOf } from '~/feedback/segments';

const ARABIC = 'تأتي الدورية بعد منتصف الليل. ولا أحد يعرف من نشتكي إليه؟ نريد رقماً نتصل به!';
const AMHARIC = 'ወታደሮቹ ሌሊት ይመጣሉ። ለማን እንደምናመለክት አናውቅም። ስልክ ቁጥር እንፈልጋለን።';
const BURMESE = 'ညဘက်တွင် စစ်သားများ လာကြသည်။ မည်သူ့ကို တိုင်ကြားရမည်ကို မသိပါ။ ဖုန်းနံပါတ် လိုချင်ပါသည်။';

const LANGS = ['en', 'fr', 'ar', 'am', 'my', 'ha', 'kr', 'und', 'fa-AF', 'not a tag'];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc
    .array(fc.constantFrom(ARABIC, AMHARIC, BURMESE, '\n', '\n\n', ' ', 'Yes.', 'a'.repeat(300), '😀', '។', '؟'), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);

describe('the pieces of a text', () => {
  it.each([
    ['ar', ARABIC],
    ['am', AMHARIC],
    ['my', BURMESE],
  ])('are sentences in %s', (lang, text) => {
    expect(segmentsOf(text, lang)).toHaveLength(3);
  });

  it('joined give the text, in any language and whatever was written', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...LANGS), (text, lang) => {
        const segments = segmentsOf(text, lang);
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        let end = 0;
        for (const segment of segments) {
          expect(segment.start).toBe(end);
          expect(text.slice(segment.start, segment.end)).toBe(segment.text);
          end = segment.end;
        }
        if (text.trim() !== '') for (const { text: piece } of segments) expect(piece.trim()).not.toBe('');
      }),
    );
  });

  it('are cut between words where a person wrote without full stops', () => {
    const text = 'one two three '.repeat(80);
    const segments = segmentsOf(text, 'en');
    expect(segments.length).toBeGreaterThan(4);
    for (const { text: piece } of segments) expect(piece.length).toBeLessThanOrEqual(242);
    expect(segments[0]!.text.trimEnd()).toMatch(/ (one|two|three)$/);
  });

  it('are none for no text', () => {
    expect(segmentsOf('', 'en')).toEqual([]);
  });
});

describe('passages', () => {
  const text = 'First. Second. Third.\n\nFourth.';
  const segments = segmentsOf(text, 'en');
  const words = (ticked: number[]) => passagesOf(segments, ticked).map(({ start, end }) => text.slice(start!, end!));

  it('join what follows one another, and keep apart what does not', () => {
    expect(words([0, 1, 3])).toEqual(['First. Second.', 'Fourth.']);
    expect(words([3, 0])).toEqual(['First.', 'Fourth.']);
    expect(words([1, 1, 2, 99, -1])).toEqual(['Second. Third.']);
    expect(words([])).toEqual([]);
  });

  it('are valid spans without blanks at their edges', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom(...LANGS),
        fc.array(fc.integer({ min: -2, max: 40 })),
        (any, lang, ticked) => {
          let last = -1;
          for (const { start, end } of passagesOf(segmentsOf(any, lang), ticked)) {
            expect(start!).toBeGreaterThan(last);
            expect(end!).toBeGreaterThan(start!);
            expect(end!).toBeLessThanOrEqual(any.length);
            expect(any.slice(start!, end!)).toBe(any.slice(start!, end!).trim());
            last = end!;
          }
        },
      ),
    );
  });
});
