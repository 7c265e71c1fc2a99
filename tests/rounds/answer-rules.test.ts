import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerRules, cleanText, lengthOf, readAnswers } from '~/rounds/answer-rules';
import { fieldOf } from '~/rounds/question';
import { aQuestion } from './made';

const long = aQuestion('long_text');
const name = fieldOf(long.id);
const read = (
  question: Parameters<typeof aQuestion>[1] & { kind?: never },
  kind: Parameters<typeof aQuestion>[0],
  sent: string[],
) => readAnswers([aQuestion(kind, question)], { [name]: sent });
const text = (typed: string) => read({}, 'long_text', [typed]);

describe('words', () => {
  test.each([
    ['Amharic', 'ወታደሮቹ ከሌሊቱ በኋላ ይመጣሉ።'],
    ['Arabic with marks', 'تَأْتِي الدَّوْرِيَّةُ'],
    ['Persian with a joiner', 'نمی‌دانم'],
    ['Burmese', 'ညသန်းခေါင်ပြီးရင် လာတယ်။'],
    ['decomposed letters', 'e\u0301te\u0301 ɓ\u0301'],
    ['an emoji family', '👨‍👩‍👧‍👦'],
    ['Adlam', '𞤀𞤣𞤤𞤢𞤥'],
    ['several lines', 'one\n\ntwo\tthree'],
    ['letters that only the sender’s fonts or a newer Unicode know', '\ue000\u0378\u{10ffff}'],
  ])('are kept as typed: %s', (_what, words) => {
    expect(text(words)).toEqual({ ok: true, answers: [{ questionId: long.id, text: words }] });
  });

  test('browsers’ line ends become one kind, broken halves and control characters go', () => {
    expect(cleanText('a\r\nb\rc', true)).toBe('a\nb\nc');
    expect(cleanText('a\u0000b\u0007c', true)).toBe('abc');
    expect(cleanText('a\ud800b', true)).toBe('a\ufffdb');
  });

  test.each(['', '   \r\n ', '\u200b\u200e\ufeff', '\u00a0\u2003', '\u0000'])(
    'that show nothing are no answer: %j',
    (words) => {
      expect(text(words)).toMatchObject({ ok: false, errors: [{ field: name, key: 'rounds:answer_at_least_one' }] });
      expect(read({ required: true }, 'long_text', [words])).toMatchObject({
        ok: false,
        errors: [{ field: name, key: 'forms:issue.required' }],
      });
    },
  );

  test('are counted in characters, not in UTF-16 units', () => {
    expect(lengthOf('𞤀👍')).toBe(2);
    expect(text('👍'.repeat(4_000)).ok).toBe(true);
    expect(text('👍'.repeat(4_001))).toEqual({
      ok: false,
      errors: [{ field: name, key: 'forms:issue.too_long', values: { count: 4_000 } }],
    });
  });

  test('a line end from Windows costs one character', () => {
    expect(text(`a${'\r\n'.repeat(3_998)}b`).ok).toBe(true);
  });

  test('of a short answer stand on one line', () => {
    expect(read({}, 'short_text', ['one \r\n two'])).toMatchObject({ answers: [{ text: 'one two' }] });
    expect(read({}, 'short_text', ['x'.repeat(201)]).ok).toBe(false);
  });

  test('half a megabyte of spaces is read at once', () => {
    const began = performance.now();
    for (const kind of ['long_text', 'short_text'] as const)
      read({}, kind, [`a${' '.repeat(250_000)}\n${' '.repeat(250_000)}b`]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('cleaning twice changes nothing more, and what is read is always well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (typed, lines) => {
        const once = cleanText(typed, lines);
        expect(cleanText(once, lines)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('choices', () => {
  test('of five points and of yes, no, not sure are the fixed ones', () => {
    expect(answerRules([aQuestion('five_point')])).toMatchObject([{ allowed: ['1', '2', '3', '4', '5'], atMost: 1 }]);
    expect(read({}, 'yes_no_unsure', ['unsure'])).toMatchObject({ answers: [{ choices: ['unsure'] }] });
    expect(read({}, 'five_point', ['6']).ok).toBe(false);
  });

  test('several come in the order of the question, each once', () => {
    expect(read({}, 'several_choices', ['o2', 'o1', 'o2'])).toMatchObject({ answers: [{ choices: ['o1', 'o2'] }] });
  });

  test('more than one where one is asked, or one that is not offered, is refused', () => {
    const refused = { ok: false, errors: [{ field: name, key: 'forms:issue.invalid_choice' }] };
    expect(read({}, 'one_choice', ['o1', 'o2'])).toEqual(refused);
    expect(read({}, 'one_choice', ['o9'])).toEqual(refused);
    expect(read({}, 'one_choice', ['toString'])).toEqual(refused);
  });

  test('that must be made and are not', () => {
    expect(read({ required: true }, 'one_choice', ['']).ok).toBe(false);
    expect(read({ required: true }, 'one_choice', [])).toMatchObject({ errors: [{ key: 'forms:issue.choose_one' }] });
  });
});

test('fields of no question are not read, and one wrong answer stops all', () => {
  const other = aQuestion('yes_no_unsure', { id: '00000000-0000-4000-8000-000000000002' });
  const good = readAnswers([long, other], { [name]: ['words'], 'q-unknown': ['x'] });
  expect(good).toEqual({ ok: true, answers: [{ questionId: long.id, text: 'words' }] });
  expect(readAnswers([long, other], { [name]: ['words'], [fieldOf(other.id)]: ['perhaps'] }).ok).toBe(false);
});
