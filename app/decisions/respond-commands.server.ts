import type { Staff } from '~/auth/staff.server';
import { unweighedOf } from '~/decisions/progress-store.server';
import { unmetToRespond } from '~/decisions/respond-gate';
import type { Result } from '~/platform/result';
import { readForDesk } from '~/auth/desk-reading.server';
import { moveRound } from '~/rounds/move-commands.server';
import type { RoundState } from '~/rounds/round';

/**
 * Marks a round as answered. Refuses while a point has no disposition that counts, or an item no point: the gates of
 * this floor, judged here and handed to the round's own command (G02).
 */
export async function respondRound(staff: Staff, roundId: string): Promise<Result<{ state: RoundState }>> {
  const unmet = unmetToRespond(await readForDesk(staff, (db) => unweighedOf(db, roundId)));
  return moveRound(staff, roundId, 'respond', { unmet });
}
