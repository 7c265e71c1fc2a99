import { randomUUID } from 'node:crypto';
import { EMPTY_INDEX, reindexed, type SearchIndex } from '~/feedback/search-index';
import {
  findableTexts,
  openForIndex,
  roundsWithSegments,
  stampOf,
  storedSegment,
} from '~/feedback/search-store.server';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Db } from '~/platform/db.server';
import { storeSearchSegment } from '~/record/cache-writes.server';
import { openOne, sealForDesk } from '~/record/key-slots.server';

export interface SegmentPlace {
  missionId: string;
  roundId: string;
}

/** What this process holds of a round. */
export interface HeldIndex {
  index: SearchIndex;
  /** The texts it is made of, as `stampOf` tells them; null while some still wait. */
  stamp: string | null;
  /** Texts that are not in it yet. */
  waiting: number;
  /** Length of its sealed form, in UTF-16 units: what the memory is counted by. */
  size: number;
}

/** Texts opened in one go: opening is what costs, and a page waits for it. */
const MOST_AT_ONCE = 2_000;
const OPENED_TOGETHER = 500;
/** Fewer new texts stay in memory: writing a large segment anew for each would cost more than opening them again. */
const WORTH_STORING = 200;

const placeOf = (objectId: string) => ({ table: 'search_segment', record: objectId, field: 'body' });

interface StoredIndex {
  form: 1;
  index: SearchIndex;
}

async function openStored(db: Db, roundId: string): Promise<{ index: SearchIndex; size: number } | null> {
  const stored = await storedSegment(db, roundId);
  const text = stored && (await openOne(db, placeOf(stored.objectId), stored.body));
  if (!text) return null;
  const { form, index } = JSON.parse(text) as StoredIndex;
  return form === 1 ? { index, size: text.length } : null;
}

async function store(place: SegmentPlace, text: string): Promise<void> {
  const objectId = randomUUID();
  await storeSearchSegment(place, await sealForDesk(placeOf(objectId), text));
}

interface Difference {
  gone: Set<string>;
  added: Awaited<ReturnType<typeof findableTexts>>;
}

async function differenceTo(db: Db, roundId: string, index: SearchIndex): Promise<Difference> {
  const findable = await findableTexts(db, roundId);
  const there = new Set(findable.map(({ textId }) => textId));
  const known = new Set(index.texts.map(({ textId }) => textId));
  return {
    gone: new Set([...known].filter((id) => !there.has(id))),
    added: findable.filter(({ textId }) => !known.has(textId)),
  };
}

/**
 * Brings a round's segment up to what may be found now: takes out what was withdrawn, set apart or superseded, and takes
 * in what is new, at most `MOST_AT_ONCE` texts a call. Begins with what the caller holds, else with what is stored. It is
 * stored again when anything went, or when enough came.
 */
export async function rewriteSegment(
  missionId: string,
  roundId: string,
  held: HeldIndex | null = null,
): Promise<HeldIndex> {
  const { before, isStored, stamp, gone, added } = await readForDesk({ missionId }, async (db) => {
    const stored = held ? null : await openStored(db, roundId);
    const begin = held ?? stored ?? { index: EMPTY_INDEX, size: 0 };
    const difference = await differenceTo(db, roundId, begin.index);
    return {
      before: begin,
      isStored: held !== null || stored !== null,
      stamp: await stampOf(db, roundId),
      ...difference,
    };
  });
  const now = added.slice(0, MOST_AT_ONCE);
  const waiting = added.length - now.length;
  const fresh = [];
  for (let from = 0; from < now.length; from += OPENED_TOGETHER) {
    const part = now.slice(from, from + OPENED_TOGETHER);
    fresh.push(...(await readForDesk({ missionId }, (db) => openForIndex(db, part))));
  }
  const changed = gone.size > 0 || fresh.length > 0;
  const index = changed ? reindexed(before.index, gone, fresh) : before.index;
  const next = { index, stamp: waiting > 0 ? null : stamp, waiting, size: before.size };
  if (gone.size === 0 && fresh.length < WORTH_STORING && (isStored || fresh.length === 0)) return next;
  const text = JSON.stringify({ form: 1, index } satisfies StoredIndex);
  await store({ missionId, roundId }, text);
  return { ...next, size: text.length };
}

/** Rewrites the segments of a mission that hold what is gone: for the daily job, after withdrawals by return code. */
export async function rewriteStaleSegments(missionId: string): Promise<number> {
  const rounds = await readForDesk({ missionId }, roundsWithSegments);
  for (const roundId of rounds) await rewriteSegment(missionId, roundId);
  return rounds.length;
}
