import type { Db } from '~/platform/db.server';
import { canonicalTag } from '~/i18n/tags';
import { playable, type PublicRecording } from '~/rounds/recording';
import { publicRecordings } from '~/rounds/recording-store.server';
import { spokenHashes } from '~/rounds/spoken-hash.server';
import type { SpokenRound } from '~/rounds/script.server';

/**
 * The recordings that a page in a language offers, in the order of the script: those that a second person has heard and
 * that read just the words that stand there now.
 */
export async function recordingsToHear(
  db: Db,
  spoken: SpokenRound & { round: { id: string } },
  lang: string,
  published: unknown,
): Promise<PublicRecording[]> {
  const all = await publicRecordings(db, spoken.round.id);
  const language = canonicalTag(lang) ?? lang;
  if (!all.some((one) => one.language === language)) return [];
  const hashes = spokenHashes(spoken, language, published);
  const found = playable(all, language, hashes);
  return [...hashes.keys()].flatMap((name) => found.get(name) ?? []);
}
