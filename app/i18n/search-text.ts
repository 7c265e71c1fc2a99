import { intlTag, languageSubtag } from '~/i18n/tags';

/** Letters of Latin alphabets that Unicode does not take apart, with what people type instead on a plain keyboard. */
// prettier-ignore
const PLAIN_LETTERS = new Map(Object.entries({
  ɓ: 'b', ɗ: 'd', ɖ: 'd', ƙ: 'k', ƴ: 'y', ɲ: 'n', ŋ: 'n', ɛ: 'e', ɔ: 'o', ə: 'e', ǝ: 'e', ɣ: 'g', ʃ: 's', ɩ: 'i', ʋ: 'u', ƒ: 'f', ɽ: 'r',
  ı: 'i', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th',
}));

/** Arabic letters that keyboards, alphabets and habits write differently. */
// prettier-ignore
const ARABIC_LETTERS = new Map(Object.entries({
  ی: 'ي', ى: 'ي', ئ: 'ي', ې: 'ي', ۍ: 'ي', ے: 'ي', ك: 'ک', ڪ: 'ک', أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ؤ: 'و', ء: '',
  ة: 'ه', ۀ: 'ه', ە: 'ه', ہ: 'ه', ھ: 'ه', ۂ: 'ه', ۃ: 'ه',
}));

/** The letters a map folds, as one pattern: a callback for each letter of a text would cost more than all the rest. */
function anyOf(letters: Map<string, string>): RegExp {
  return new RegExp(`[${[...letters.keys()].join('')}]`, 'gu');
}
const FOLDED_LATIN = anyOf(PLAIN_LETTERS);
const FOLDED_ARABIC = anyOf(ARABIC_LETTERS);

/** Rows of Ethiopic letters that sound alike in Amharic and are written one for the other: from, to, eight each. */
const ETHIOPIC_ALIKE = [
  [0x1210, 0x1200],
  [0x1280, 0x1200],
  [0x1220, 0x1230],
  [0x12d0, 0x12a0],
  [0x1340, 0x1338],
] as const;

const TASHKEEL_AND_TATWEEL = /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED]/gu;
const HEBREW_AND_SYRIAC_POINTS = /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0730-\u074A]/gu;
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const LATIN_MARKS = /(\p{Script=Latin})\p{M}+/gu;
const ELISION = /(?<=^|[^\p{L}\p{M}])([cdjlmnst]|qu)['’](?=\p{L})/gu;
const APOSTROPHES = /(?<=\p{L})['’`](?=\p{L})|[ʼʻʾʿ‘]/gu;

function asciiDigit(digit: string): string {
  // Decimal digits stand in runs of ten from a zero, one run or several in a row: the start of the runs gives the value.
  const point = digit.codePointAt(0)!;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((point - zero) % 10);
}

function plainEthiopic(letter: string): string {
  const point = letter.codePointAt(0)!;
  const row = ETHIOPIC_ALIKE.find(([from]) => point >= from && point < from + 8);
  return row ? String.fromCodePoint(point - row[0] + row[1]) : letter;
}

/**
 * Text as it is compared in a search, in stored words and in the words looked for alike. It folds whatever a person may
 * type without: case, tones, hooks, vowel signs, forms of ya, kaf, hamza and ha, digits of any script, apostrophes.
 * The language plays no part, so that a reader finds words whatever language either was declared in. Folding twice
 * changes nothing.
 */
export function normaliseSearchText(text: string): string {
  return fold(fold(text));
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(LATIN_MARKS, '$1')
    .normalize('NFKC')
    .replace(TASHKEEL_AND_TATWEEL, '')
    .replace(HEBREW_AND_SYRIAC_POINTS, '')
    .replace(ELISION, '$1 ')
    .replace(APOSTROPHES, '')
    .replace(FOLDED_LATIN, (letter) => PLAIN_LETTERS.get(letter) ?? letter)
    .replace(FOLDED_ARABIC, (letter) => ARABIC_LETTERS.get(letter) ?? letter)
    .replace(/[\u1210-\u1217\u1220-\u1227\u1280-\u1287\u12D0-\u12D7\u1340-\u1347]/gu, plainEthiopic)
    .replace(/[^\P{Nd}0-9]/gu, asciiDigit)
    .replace(/[\s\u1361]+/gu, ' ')
    .trim();
}

const WITHOUT_SPACES =
  /[\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Lao}\p{Script=Thai}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(lang: string): Intl.Segmenter {
  const locale = Intl.Segmenter.supportedLocalesOf([languageSubtag(intlTag(lang))])[0] ?? 'en';
  const made = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, made);
  return made;
}

/**
 * The words of a text, normalised, in their order: runs of letters and digits and, where a script has no spaces
 * (Burmese, Khmer, Lao, Thai, Chinese, Japanese), words by dictionary.
 */
export function searchWords(text: string, lang: string): string[] {
  const normal = normaliseSearchText(text);
  if (!WITHOUT_SPACES.test(normal)) return normal.match(WORD) ?? [];
  return [...segmenter(lang).segment(normal)].filter((part) => part.isWordLike).map((part) => part.segment);
}
