import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordDiff } from '~/ui/WordDiff';
import { type DiffPart, wordDiff } from '~/ui/word-diff';
import { html, textOf } from './render';

const LANGS = ['en', 'ar', 'my', 'am', 'ht', 'kr'];
const side = (parts: DiffPart[], kind: DiffPart['kind']) =>
  parts
    .filter((part) => part.kind === 'same' || part.kind === kind)
    .map(({ text }) => text)
    .join('');
const sentence = fc
  .array(
    fc.constantFrom('patrol', 'order', ' ', '  ', '\n', '.', ',', 'دورية', 'ညအခါ', 'ကင်းလှည့်', '፡', '🙂', 'e\u0301'),
    { maxLength: 30 },
  )
  .map((words) => words.join(''));

describe('a word diff', () => {
  it('joined gives back both texts exactly, in any language', () => {
    const text = fc.oneof(sentence, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, text, fc.constantFrom(...LANGS), (before, after, lang) => {
        const parts = wordDiff(before, after, lang);
        expect(side(parts, 'removed')).toBe(before);
        expect(side(parts, 'added')).toBe(after);
      }),
    );
  });

  it('has no empty part and never two neighbours of a kind', () => {
    fc.assert(
      fc.property(sentence, sentence, (before, after) => {
        const parts = wordDiff(before, after, 'en');
        expect(parts.every(({ text }) => text !== '')).toBe(true);
        expect(parts.some(({ kind }, index) => parts[index - 1]?.kind === kind)).toBe(false);
      }),
    );
  });

  it('of a text with itself is that text', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(wordDiff(text, text, 'my')).toEqual(text ? [{ kind: 'same', text }] : []);
      }),
    );
  });

  it('keeps the words around a change, the last one before a full stop too', () => {
    expect(wordDiff('Patrols go at any hour.', 'Patrols go at night only.', 'en')).toEqual([
      { kind: 'same', text: 'Patrols go at ' },
      { kind: 'removed', text: 'any hour' },
      { kind: 'added', text: 'night only' },
      { kind: 'same', text: '.' },
    ]);
    expect(wordDiff('Go at night.', 'Go at night with an order.', 'en')).toEqual([
      { kind: 'same', text: 'Go at night' },
      { kind: 'added', text: ' with an order' },
      { kind: 'same', text: '.' },
    ]);
  });

  it('finds words in Burmese, which has no spaces, and in Arabic', () => {
    const burmese = wordDiff('ကျွန်တော်ကျောင်းသွားသည်', 'ကျွန်တော်ဈေးသွားသည်', 'my');
    expect(burmese[0]).toEqual({ kind: 'same', text: 'ကျွန်တော်' });
    expect(burmese.at(-1)?.kind).toBe('same');
    expect(wordDiff('تأتي الدورية ليلا', 'تأتي الدورية نهارا', 'ar')).toEqual([
      { kind: 'same', text: 'تأتي الدورية ' },
      { kind: 'removed', text: 'ليلا' },
      { kind: 'added', text: 'نهارا' },
    ]);
  });

  it('gives up in good time on texts that have nothing in common', () => {
    const [before, after] = ['a', 'b'].map((letter) =>
      Array.from({ length: 6000 }, (_, n) => `${letter}${n}`).join(' '),
    );
    const started = performance.now();
    expect(wordDiff(before!, after!, 'en').map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('says in words what the colours say, in the language of the page', () => {
    const markup = html(<WordDiff before="by day" after="by night" lang="en" />, 'ar');
    expect(markup).toMatch(
      /<div class="words" lang="en" dir="auto">by <del><bdi class="hidden" lang="ar">[^<]+<\/bdi>day<bdi/,
    );
    expect(markup).toMatch(/<ins><bdi class="hidden" lang="ar">[^<]+<\/bdi>night<bdi/);
    expect(textOf(html(<WordDiff before="a" after="b" lang="en" />))).toBe(
      'Removed text: a End of removed text.Added text: b End of added text.',
    );
  });
});
