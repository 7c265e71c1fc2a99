/** Nested texts of one namespace, as they stand in a locale file. */
export interface Texts {
  [key: string]: string | Texts;
}

const ACCENTED = new Map(
  [
    ...'AÀBƁCÇDÐEÉFƑGĜHĤIÎJĴKĶLĻMṀNÑOÖPÞQǪRŔSŠTŢUÛVṼWŴXẊYÝZŽaåbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqǫrŕsštţuûvṽwŵxẋyýzž',
  ].reduce<[string, string][]>(
    (pairs, letter, index, all) => (index % 2 === 0 ? [...pairs, [letter, all[index + 1]!]] : pairs),
    [],
  ),
);

/** What must survive untouched: interpolations, nestings, tags and character entities. */
const FIXED = /(\{\{.*?\}\}|\$t\(.*?\)|<\/?[^>]+>|&[a-z#0-9]+;)/i;

function mapWords(text: string, change: (words: string) => string): string {
  return text
    .split(FIXED)
    .map((piece, index) => (index % 2 === 1 ? piece : change(piece)))
    .join('');
}

/** English with accents and 40 % longer, in brackets, so that a cut or unmarked text shows. */
export function accented(text: string): string {
  const words = mapWords(text, (piece) => [...piece].map((letter) => ACCENTED.get(letter) ?? letter).join(''));
  const length = mapWords(text, (piece) => piece).replace(new RegExp(FIXED, 'gi'), '').length;
  return `[${words}${'·'.repeat(Math.ceil(length * 0.4))}]`;
}

/** English that runs from right to left, word by word (U+202E), between right-to-left marks. */
export function mirrored(text: string): string {
  const words = mapWords(text, (piece) => piece.replace(/[\p{L}\p{N}'’-]+/gu, '\u202E$&\u202C'));
  return `\u200F${words}\u200F`;
}

/** Every text of a file through `change`, its keys as they are. */
export function mapTexts(texts: Texts, change: (text: string) => string): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? change(value) : mapTexts(value, change),
    ]),
  );
}
