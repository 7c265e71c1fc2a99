import { isRoundStopped } from '~/participants/stopping-flags-store.server';
import { dayOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { now } from '~/platform/runtime.server';
import { editionIn, type Publication, type PublishingCase } from '~/reports/publication';
import { editionsOf, lastWriter, respondedOn } from '~/reports/publication-store.server';
import type { ReportMaterial } from '~/reports/report-building';
import { loadMaterial } from '~/reports/report-store.server';
import type { Round } from '~/rounds/round';

/** Everything that publishing looks at. */
export interface LoadedPublication {
  round: Round;
  editions: Publication[];
  draft: Publication | null;
  material: ReportMaterial;
  lastWriter: string | null;
  respondedOn: Day | null;
  stopped: boolean;
}

export async function loadPublication(db: Db, round: Round): Promise<LoadedPublication> {
  const editions = await editionsOf(db, round.id);
  const draft = editionIn(editions, 'draft');
  return {
    round,
    editions,
    draft,
    material: await loadMaterial(db, round),
    lastWriter: draft && (await lastWriter(db, draft.id)),
    respondedOn: await respondedOn(db, round.id),
    stopped: await isRoundStopped(db, round),
  };
}

/** What is asked before publishing; the page asks the same to say what still stands against it. */
export function publishingCase(loaded: LoadedPublication, accountId: string, acceptsMissing: boolean): PublishingCase {
  return {
    round: loaded.round,
    words: loaded.draft?.words ?? { introduction: {}, youSaid: {} },
    wroteIt: loaded.lastWriter === accountId,
    acceptsMissing,
    disputing: loaded.material.disputing,
    respondedOn: loaded.respondedOn,
    stopped: loaded.stopped,
    today: dayOf(now()),
  };
}
