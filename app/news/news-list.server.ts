import { Budgets } from '~/participants/budgets.server';
import type { Door } from '~/participants/budget';
import { currentMailKey } from '~/platform/crypto/mail-keys.server';
import { dayOf } from '~/platform/day';
import { now, runtime } from '~/platform/runtime.server';
import { newNewsSecret, newsLinkHash, sealNewsEntry } from './news-entry.server';
import { askForNews, newNewsId } from './news-store.server';

/** Requests have budgets of their own: a flood of addresses takes no room from what people have to say. */
const budgets = new Budgets(() => now().getTime());

/** How many people a round is taken to expect on its list. */
const LIST_ROOM = 200;

/** Whether lists are offered here: somebody sends the mails, and there is a key to seal addresses to. */
export function offersNews(): boolean {
  const { config } = runtime();
  return config.mailFrom !== null && currentMailKey(config.keysDir) !== null;
}

export interface NewsWish {
  round: { id: string; missionId: string };
  address: string;
  language: string;
  door: Door;
  source: string | null;
}

/**
 * Seals an address for the list of a round. Says the same of one that is listed already, so that nobody can ask who is.
 * `full`: more requests than a round's list takes in an hour or a day; `not_public`: the round takes none.
 */
export async function joinNews({ round, address, language, door, source }: NewsWish) {
  const { keysDir } = runtime().config;
  const key = currentMailKey(keysDir);
  if (!key) return 'not_public';
  const place = budgets.take({ roundId: round.id, door, source, expectedPeople: LIST_ROOM });
  if (!place.within) return 'full';
  const secret = newNewsSecret();
  const at = { id: newNewsId(), roundId: round.id };
  const sealed = sealNewsEntry(key, at, { address, language, secret });
  const answer = await askForNews({
    ...at,
    missionId: round.missionId,
    linkHash: newsLinkHash(secret),
    sealed,
    day: dayOf(now()),
  });
  if (answer !== 'asked') place.giveBack();
  return answer;
}
