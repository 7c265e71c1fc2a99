import { v7 } from 'uuid';
import { dayOf } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { born, next, type Actor, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { editionIn, nextEdition, sameReport } from '~/reports/publication';
import {
  editionsOf,
  insertEdition,
  missionOfPublished,
  roundsMasked,
  roundsToLookAt,
  saveEdition,
} from '~/reports/publication-store.server';
import { buildReport } from '~/reports/report-building';
import { loadMaterial } from '~/reports/report-store.server';
import { roundById } from '~/rounds/round-store.server';

/** The rounds whose published figures may hold a submission that was withdrawn or protected since; to be told at the start again. */
export function roundsToRebuild(): Promise<string[]> {
  return roundsToLookAt();
}

/**
 * Makes a new edition of what is published of a round, with the same words, after a withdrawal, a danger, a consent taken back or a correction; the
 * former one is superseded. Acts as `system`. Does nothing where nothing is published or nothing changed, so that it may
 * be called again. Gives the new edition's number, or null.
 */
export async function rebuildPublication(roundId: string): Promise<number | null> {
  const missionId = await missionOfPublished(roundId);
  const loaded =
    missionId &&
    (await readForDesk({ missionId }, async (db) => {
      const round = await roundById(db, roundId);
      return round && { round, editions: await editionsOf(db, roundId), material: await loadMaterial(db, round) };
    }));
  const former = loaded ? editionIn(loaded.editions, 'published') : null;
  if (!loaded || !former?.snapshot) return null;
  const { round, editions, material } = loaded;
  const report = buildReport(material, former.words, former.snapshot.missingLanguages);
  if (sameReport(report, former.snapshot)) return null;
  const edition = nextEdition(editions);
  const renewed = { ...former, id: v7(), edition, snapshot: report, publishedOn: dayOf(now()) };
  const actor: Actor = { role: 'system', accountId: null, missionId: round.missionId };
  const facts: [Fact, ...Fact[]] = [
    born('publication.published', renewed.id, { round: roundId, edition, rebuilt: true }),
    next('publication.superseded', former, { round: roundId, edition: former.edition }),
  ];
  await recordChange(actor, facts, async (tx) => {
    await saveEdition(tx, former, { state: 'superseded' });
    await insertEdition(tx, renewed);
  });
  return edition;
}

/**
 * Lets everything that masks changed since the last time become public together, once a day at a fixed hour: the time of an
 * edition tells nothing of when a passage was masked, unmasked or removed, nor of whose it is. Gives how many editions it made.
 */
export async function releaseRedactions(): Promise<number> {
  let made = 0;
  for (const roundId of await roundsMasked()) made += (await rebuildPublication(roundId)) === null ? 0 : 1;
  return made;
}
