import type { Staff } from '~/auth/staff.server';
import { itemsWith } from '~/feedback/search-index';
import { rewriteSegment, type HeldIndex, type SegmentPlace } from '~/feedback/search-segment.server';
import { stampOf } from '~/feedback/search-store.server';
import { queueRows, type QueueRow } from '~/feedback/queue-rows-store.server';
import { onTightened } from '~/participants/protection-followers.server';
import { onWithdrawn } from '~/participants/withdraw-followers.server';
import { logError } from '~/platform/log.server';
import { readForDesk } from '~/auth/desk-reading.server';

/** Sealed length of all rounds held, in UTF-16 units; the least recently asked goes first. */
const MOST_HELD = 64_000_000;
/** Hits shown; who finds more asks more exactly. */
export const MOST_HITS = 50;

/** In the order in which they were last asked for. Memory of this process alone: a restart begins anew. */
const held = new Map<string, HeldIndex>();

function hold(roundId: string, index: HeldIndex): void {
  held.delete(roundId);
  held.set(roundId, index);
  let size = [...held.values()].reduce((sum, one) => sum + one.size, 0);
  for (const [oldest, one] of held) {
    if (size <= MOST_HELD || oldest === roundId) break;
    held.delete(oldest);
    size -= one.size;
  }
}

/** The round's index as it is true now: what is held if its texts are still the same, else brought up to them. */
async function currentIndex({ missionId, roundId }: SegmentPlace): Promise<HeldIndex> {
  const known = held.get(roundId) ?? null;
  const stamp = await readForDesk({ missionId }, (db) => stampOf(db, roundId));
  const current = known && known.stamp === stamp ? known : await rewriteSegment(missionId, roundId, known);
  hold(roundId, current);
  return current;
}

/**
 * Takes out of a round's segment what may not be found any more, after the change that said so was committed. A failure
 * is only logged: the next search compares the segment with the items and finds the difference by itself.
 */
export async function renewSearch(place: SegmentPlace): Promise<void> {
  try {
    // Begins with what is stored, not with what this process holds: another process may have stored more.
    hold(place.roundId, await rewriteSegment(place.missionId, place.roundId));
  } catch (error) {
    logError(error);
  }
}

/** Has what is withdrawn, set apart or in danger leave the search at once. To be called when the program starts. */
export function searchFollows(): void {
  onWithdrawn('search', renewSearch);
  onTightened('search', renewSearch);
}

export interface SearchResult {
  rows: QueueRow[];
  /** More than are shown. */
  more: boolean;
  /** Texts that no search covers yet: they come with the next ones. */
  waiting: number;
}

/**
 * Finds items by words of their original or their translation, in any script, in rounds that the caller has chosen among
 * those the reader may see. Hits are read anew from the database: an index says what was, the row what is.
 */
export async function searchItems(
  staff: Staff,
  missionId: string,
  roundIds: readonly string[],
  query: string,
): Promise<SearchResult> {
  const ids: string[] = [];
  let waiting = 0;
  for (const roundId of roundIds) {
    const index = await currentIndex({ missionId, roundId });
    waiting += index.waiting;
    if (ids.length <= MOST_HITS) ids.push(...itemsWith(index.index, query, 'und'));
  }
  const rows = await readForDesk(staff, (db) => queueRows(db, ids.slice(0, MOST_HITS)));
  return {
    rows: rows.filter((row) => roundIds.includes(row.roundId)),
    more: ids.length > MOST_HITS,
    waiting,
  };
}
