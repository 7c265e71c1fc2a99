import { v7 } from 'uuid';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { newInvitation } from '~/participants/invitation-code.server';
import { dateOf, dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { refusalToIssue } from '~/rounds/invitation';
import type { InvitationWish } from '~/rounds/invitation-input';
import { batchesOf, insertInvitations } from '~/rounds/invitation-store.server';
import { roundById } from '~/rounds/round-store.server';
import { entriesOf } from '~/vault/entry-store.server';

async function load(staff: Staff, roundId: string) {
  return readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    return round && { round, batches: await batchesOf(db, round.id), entries: await entriesOf(db) };
  });
}

/**
 * Issues invitations on paper and gives their codes, this once: what is kept of each is a hash without batch or holder.
 * Whoever was given which paper is known to nobody once they are shuffled. Refuses beyond the shares of
 * `refusalToIssue`, a pseudonym that the vault does not hold, and a round that is not signed or has closed.
 */
export async function issueInvitations(
  staff: Staff,
  roundId: string,
  { count, entry }: InvitationWish,
): Promise<Result<readonly string[]>> {
  const found = await load(staff, roundId);
  if (!found) return refuse('round.not_found');
  const { round, batches, entries } = found;
  const over = { roundId, programId: round.programId };
  if (!staff.may('round.run', over)) return refuse('workflow.not_allowed');
  if (entry && !entries.some(({ id, state }) => id === entry && state === 'kept')) return refuse('invitation.no_entry');
  const entryId = entry ?? null;
  const refusal = refusalToIssue(round, batches, { count, entryId });
  if (refusal) return refuse(refusal);
  const made = Array.from({ length: count }, newInvitation);
  const batch = {
    id: v7(),
    missionId: round.missionId,
    roundId,
    entryId,
    issued: count,
    issuedBy: staff.accountId,
  };
  const facts = [born('invitation_batch.issued', batch.id, { round: roundId, issued: count })] as const;
  await recordChange(
    staff.actor('round.run', over),
    facts,
    (tx) => insertInvitations(tx, { batch, issuedOn: dateOf(dayOf(now())), hashes: made.map(({ hash }) => hash) }),
    { metadata: { round: roundId } },
  );
  return done(made.map(({ code }) => code));
}
