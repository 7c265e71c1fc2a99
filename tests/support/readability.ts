import { syllable } from 'syllable';

const SENTENCE_END = /[.!?:;](?=[\s”’»]|$)/g;

/**
 * The U.S. school grade of English texts by Flesch and Kincaid: 0.39 × words a sentence + 11.8 × syllables a word − 15.59.
 * Each text ends a sentence of its own, so that items of a list count as what they are. NaN where there is no word.
 */
export function gradeOf(texts: readonly string[]): number {
  let words = 0;
  let syllables = 0;
  let sentences = 0;
  for (const text of texts) {
    const found = text.replace(/\{\{\w+\}\}/g, 'it').match(/\p{L}[\p{L}’'-]*/gu) ?? [];
    if (found.length === 0) continue;
    words += found.length;
    syllables += found.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
    sentences += Math.max(1, text.trim().match(SENTENCE_END)?.length ?? 0);
  }
  return (0.39 * words) / sentences + (11.8 * syllables) / words - 15.59;
}
