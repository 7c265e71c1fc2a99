import { searchFollowsWithdrawals } from '~/feedback/search.server';
import { completeWithdrawals } from '~/participants/withdraw-commands.server';
import { onWithdrawn } from '~/participants/withdraw-followers.server';
import { rebuildPublication, roundsToRebuild } from '~/reports/rebuild-commands.server';

/**
 * What follows a withdrawal wherever it happens, and what an earlier stop left undone: the search forgets the words,
 * open publications are built anew without them. Repeating any of it does no harm.
 */
export async function followWithdrawals(): Promise<void> {
  searchFollowsWithdrawals();
  onWithdrawn('publication', async ({ roundId }) => void (await rebuildPublication(roundId)));
  await completeWithdrawals();
  await rebuildPublications();
}

/** Builds anew every publication that still counts what was withdrawn. */
export async function rebuildPublications(): Promise<void> {
  for (const roundId of await roundsToRebuild()) await rebuildPublication(roundId);
}
