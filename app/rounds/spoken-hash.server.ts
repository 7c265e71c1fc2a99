import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { placeName } from '~/rounds/recording';
import { RECORDED_PARTS, type RecordedPart } from '~/rounds/script';
import { scriptOf, type SpokenRound } from '~/rounds/script.server';

const hashOf = (words: unknown) => bytesToHex(sha256(utf8ToBytes(JSON.stringify(words))));

/**
 * SHA-256 of the words of each part that can be recorded, by the name of its place. Hints are not read aloud and not part
 * of it. `published` is the round's published report, or null: its words are those of the answers.
 */
export function spokenHashes(spoken: SpokenRound, lang: string, published: unknown): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const { id, questionId, lines } of scriptOf(spoken, lang)) {
    if (!RECORDED_PARTS.includes(id as RecordedPart)) continue;
    const words = lines.filter(({ hint }) => !hint).map(({ text }) => text);
    hashes.set(placeName({ part: id as RecordedPart, questionId }), hashOf(words));
  }
  if (published) hashes.set('answers', hashOf(published));
  return hashes;
}
