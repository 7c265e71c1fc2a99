import type { Refusal } from '~/platform/result';
import type { Round, RoundState } from '~/rounds/round';

/** Slips of one printing: a few sheets, cut and shuffled by hand. */
export const MOST_OF_A_BATCH = 200;
/** No holder is given more than this share of the people expected: figures of invited answers must not be one voice. */
const MOST_OF_ONE = 0.4;
/** In all twice the people expected: papers are lost. */
const MOST_IN_ALL = 2;

/** What was issued: how many, to which entry of the vault; null for what the office hands out itself. */
export interface IssuedBatch {
  id: string;
  entryId: string | null;
  issued: number;
  issuedOn: string;
}

/** From the signing of the risks on, so that papers can be out before it opens; never once it has closed. */
const ISSUABLE: readonly RoundState[] = ['approved', 'open', 'paused_for_safety'];

/**
 * Why `count` invitations more may not be issued to a holder, or null. The cap is on what is issued, since nobody can
 * tell which of them came back.
 */
export function refusalToIssue(
  round: Pick<Round, 'state' | 'expectedPeople'>,
  earlier: readonly IssuedBatch[],
  { count, entryId }: { count: number; entryId: string | null },
): Refusal | null {
  if (!ISSUABLE.includes(round.state)) return 'invitation.round_not_ready';
  const sum = (batches: readonly IssuedBatch[]) => batches.reduce((all, { issued }) => all + issued, count);
  if (sum(earlier) > round.expectedPeople * MOST_IN_ALL) return 'invitation.too_many';
  const own = earlier.filter((batch) => batch.entryId === entryId);
  return sum(own) > Math.ceil(round.expectedPeople * MOST_OF_ONE) ? 'invitation.too_many_to_one' : null;
}
