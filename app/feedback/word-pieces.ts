import type { Segment } from '~/feedback/segments';
import { intlTag, languageSubtag } from '~/i18n/tags';

/** Scripts that write words without a space between them. */
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** A run of signs with the blanks after it; the Ethiopic word space (U+1361) is one of them. */
const SPACED = /[^\s\u1361]+[\s\u1361]*/gu;

function words(run: string, lang: string): string[] {
  if (!UNSPACED.test(run)) return [run];
  const locale = Intl.Segmenter.supportedLocalesOf([languageSubtag(intlTag(lang))])[0] ?? 'en';
  const found: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(run)) {
    if (isWordLike || found.length === 0) found.push(segment);
    else found.push(found.pop()! + segment);
  }
  return found;
}

/**
 * A text word by word, to be ticked: each piece is a word with the signs on it and the blanks after it, so that a number
 * or an address is one piece. Joined they give the text. Scripts without spaces are cut as their language cuts words.
 */
export function wordPieces(text: string, lang: string): Segment[] {
  const lead = /^[\s\u1361]*/u.exec(text)![0];
  const runs = [...text.slice(lead.length).matchAll(SPACED)].flatMap(([run]) => words(run, lang));
  if (lead) runs.splice(0, Math.min(1, runs.length), lead + (runs[0] ?? ''));
  let start = 0;
  return runs.map((piece) => {
    const segment = { start, end: start + piece.length, text: piece };
    start = segment.end;
    return segment;
  });
}
