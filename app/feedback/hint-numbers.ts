import type { Range } from '~/feedback/mask';

const FIRST_DIGITS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x1040];

/** Digits of other scripts, and their signs between digits, as those that the patterns know; no position moves. */
function plainDigits(text: string): string {
  return text.replace(/[\p{Nd}\u066B\u066C\u060C\uFF0B\u2212\u00A0\u2010-\u2014]/gu, (sign) => {
    if (sign.length > 1) return sign;
    const code = sign.charCodeAt(0);
    const first = FIRST_DIGITS.find((zero) => code >= zero && code <= zero + 9);
    if (first !== undefined) return String(code - first);
    if (code === 0x066b) return '.';
    if (code === 0x066c || code === 0x060c) return ',';
    if (code === 0xff0b) return '+';
    if (code === 0xa0) return ' ';
    return /\p{Nd}/u.test(sign) ? sign : '-';
  });
}

const ranges = (text: string, pattern: RegExp, holds: (match: RegExpExecArray) => boolean = () => true): Range[] =>
  [...text.matchAll(pattern)]
    .filter((match) => holds(match))
    .map(({ index, 0: found }) => ({ start: index, end: index + found.length }));

/** What looks like a mail address, or a name on a network that begins with `@`. */
export function mailsIn(text: string): Range[] {
  return [
    ...ranges(text, /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu),
    ...ranges(text, /(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}_.]{3,40}/gu),
  ];
}

const within = (part: string | undefined, most: number) => Math.abs(Number(part)) <= most;

/** What looks like a point on a map: decimal degrees, degrees and minutes, a military grid, a plus code. */
export function coordinatesIn(text: string): Range[] {
  const plain = plainDigits(text);
  return [
    ...ranges(
      plain,
      /(?<![\d.])([+-]?\d{1,2}\.\d{3,10})°?\s*[NSns]?\s*[,;/ ]\s*([+-]?\d{1,3}\.\d{3,10})°?(?:\s*[EWOewo]\b)?(?![\d.])/g,
      ([, lat, lon]) => within(lat, 90) && within(lon, 180),
    ),
    ...ranges(plain, /\d{1,3}\s*°\s*\d{1,2}(?:\.\d+)?\s*['′’](?:\s*\d{1,2}(?:\.\d+)?\s*(?:"|″|”|''))?\s*[NSEWO]?/gi),
    ...ranges(plain, /\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{3}\s?\d{3}|\d{4}\s?\d{4}|\d{5}\s?\d{5})\b/g),
    ...ranges(plain, /\b(?:[23456789CFGHJMPQRVWX]{4}){1,2}\+[23456789CFGHJMPQRVWX]{2,3}\b/g),
  ];
}

const DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}\s*-\s*\d{4})$/;

/** What looks like a telephone number, in the digits of any script: 7 to 15 digits, and no date. */
export function phonesIn(text: string): Range[] {
  return ranges(
    plainDigits(text),
    /(?<![\d.,])(?:\+|00)?\(?\d(?:[ ()./-]{0,2}\d){6,14}(?![\d])/g,
    ([found]) => !DATE.test(found.trim()),
  );
}
