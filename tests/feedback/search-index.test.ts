import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_INDEX, itemsWith, reindexed, type NewText } from '~/feedback/search-index';

const text = (id: string, words: string, language = 'en', itemId = id): NewText => ({
  textId: id,
  itemId,
  text: words,
  language,
});
const indexOf = (...texts: NewText[]) => reindexed(EMPTY_INDEX, new Set(), texts);

describe('search in words of any script', () => {
  const index = indexOf(
    text('ar', 'تأتي الدَّوريّة بعد منتصف الليل، ولا أحد يعرف من نشتكي إليه.', 'ar'),
    text('ha', 'Sojoji suna zuwa da daddare, babu wanda za mu kai ƙara gare shi.', 'ha'),
    text('am', 'ወታደሮቹ ሌሊት ይመጣሉ። ለማን እንደምናመለክት አናውቅም።', 'am'),
    text('my', 'ညဘက်တွင် စစ်သားများ လာကြသည်။', 'my'),
  );

  it.each([
    ['الدوريه', ['ar']],
    ['الدور', ['ar']],
    ['منتصف اللي', ['ar']],
    ['kara', ['ha']],
    ['SOJ', ['ha']],
    ['daddare babu', ['ha']],
    ['ሌሊት ይመ', ['am']],
    ['ወታደ', ['am']],
    ['စစ်သား', ['my']],
    ['patrol', []],
    ['الليل kara', []],
    ['...', []],
  ])('%s', (query, found) => {
    expect(itemsWith(index, query, 'und')).toEqual(found);
  });

  it('takes the last word alone as a beginning', () => {
    expect(itemsWith(index, 'soj suna', 'und')).toEqual([]);
    expect(itemsWith(index, 'sojoji sun', 'und')).toEqual(['ha']);
  });
});

it('an item is found by its translation, once', () => {
  const index = indexOf(text('i1', 'الدورية'), text('v1', 'the patrol, the patrol', 'en', 'i1'), text('i2', 'patrols'));
  expect(itemsWith(index, 'patrol', 'en')).toEqual(['i1', 'i2']);
});

const WORDS = ['patrol', 'night', 'الليل', 'ሌሊት', 'water', 'wat'];
const texts = fc.uniqueArray(
  fc.record({ id: fc.uuid(), words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }) }),
  { selector: ({ id }) => id, maxLength: 20 },
);

it('what is taken out leaves nothing behind, and what is added is found', () => {
  fc.assert(
    fc.property(texts, texts, fc.func(fc.boolean()), (first, second, isGone) => {
      const news = (all: typeof first) => all.map(({ id, words }) => text(id, words.join(' ')));
      const gone = new Set(first.filter(({ id }) => isGone(id)).map(({ id }) => id));
      const later = second.filter(({ id }) => !first.some((one) => one.id === id));
      const rewritten = reindexed(indexOf(...news(first)), gone, news(later));
      expect(rewritten).toEqual(indexOf(...news(first.filter(({ id }) => !gone.has(id))), ...news(later)));
      expect(JSON.parse(JSON.stringify(rewritten))).toEqual(rewritten);
    }),
  );
});
