import { notFound, seeOther } from '~/auth/responses.server';
import { missionById } from '~/missions/mission-store.server';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';
import { programById } from '~/programs/program-store.server';
import { takesAnswers, type PublicRound } from '~/rounds/round';
import { publicRound, questionsOf } from '~/rounds/round-store.server';
import type { SpokenRound } from '~/rounds/script.server';
import { paths } from '~/routes/paths';
import { takesNames } from '~/routes/respond/round-page.server';

/** A round with all that is said aloud of it; null for one that the public does not see. */
export async function spokenRound(
  db: Db,
  slug: string,
  today: Day,
): Promise<(SpokenRound & { round: PublicRound }) | null> {
  const round = await publicRound(db, slug);
  if (!round) return null;
  const [questions, mission] = [await questionsOf(db, round.id), await missionById(db, round.missionId)];
  return { round, questions, missionName: mission?.name ?? {}, named: await takesNames(db, round, today) };
}

/**
 * What is printed for a gathering: the round, its program and its addresses, from the configuration alone. Paper for a
 * round that takes no answers is not handed out: it leads back to the round's page.
 */
export async function printedRound(db: Db, slug: string, lang: string, today: Day) {
  const spoken = await spokenRound(db, slug, today);
  if (!spoken) throw notFound();
  const { round } = spoken;
  if (!takesAnswers(round, today)) throw seeOther(paths.round(lang, slug));
  const program = await programById(db, round.programId);
  const { origin, onionOrigin } = runtime().config;
  const path = paths.round(lang, slug);
  return {
    spoken,
    program: program?.title ?? {},
    addresses: { site: origin + path, onion: onionOrigin ? onionOrigin + path : null },
  };
}
