import { searchFollows } from '~/feedback/search.server';
import { completeWithdrawals } from '~/participants/withdraw-commands.server';
import { onTightened } from '~/participants/protection-followers.server';
import { onWithdrawn } from '~/participants/withdraw-followers.server';
import { rebuildPublication, roundsToRebuild } from '~/reports/rebuild-commands.server';

/**
 * What follows a withdrawal, a danger raised or a consent taken back, wherever it happens, and what an earlier stop left
 * undone: the search forgets the words, open publications are built anew without them. Repeating any of it does no harm.
 */
export async function followWithdrawals(): Promise<void> {
  searchFollows();
  onWithdrawn('publication', async ({ roundId }) => void (await rebuildPublication(roundId)));
  onTightened('publication', async ({ roundId }) => void (await rebuildPublication(roundId)));
  await completeWithdrawals();
  await rebuildPublications();
}

/** Builds anew every publication that still counts what was withdrawn. */
export async function rebuildPublications(): Promise<void> {
  for (const roundId of await roundsToRebuild()) await rebuildPublication(roundId);
}
