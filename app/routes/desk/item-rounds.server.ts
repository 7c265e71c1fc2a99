import type { Staff } from '~/auth/staff.server';
import type { Db } from '~/platform/db.server';
import type { Round } from '~/rounds/round';
import { roundsOf } from '~/rounds/round-store.server';

/** The rounds that can have items, of those whose items somebody may read. */
export async function readableRounds(db: Db, staff: Staff): Promise<Round[]> {
  const rounds = await roundsOf(db);
  return rounds.filter(
    (round) => round.openedOn !== null && staff.may('item.read', { roundId: round.id, programId: round.programId }),
  );
}
