import type { Staff } from '~/auth/staff.server';
import { COMMITMENT_FACTS, COMMITMENT_WORKFLOW, type CommitmentEvent } from '~/decisions/commitment';
import type { CommitmentMove } from '~/decisions/decision-input';
import { commitmentById, saveCommitment } from '~/decisions/commitment-store.server';
import { dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { next, type FactPayload } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

/**
 * Moves a commitment: begun, kept with its evidence, broken with its reason, or moved to a later day with its reason.
 * Refuses all of it before the decision is signed.
 */
export async function moveCommitment(staff: Staff, move: CommitmentMove): Promise<Result> {
  const commitment = await readForDesk(staff, (db) => commitmentById(db, move.commitmentId));
  if (!commitment) return refuse('commitment.not_found');
  const { decision } = commitment;
  const over = { programId: decision.programId, roundId: decision.roundId };
  const event = move.event as CommitmentEvent;
  const subject = {
    state: commitment.state,
    evidence: move.evidence ?? null,
    reason: move.reason ?? null,
    decisionSigned: decision.signed,
    newDue: move.dueOn ?? null,
    today: dayOf(now()),
  };
  const stepped = step(COMMITMENT_WORKFLOW, subject, event, (permission) => staff.may(permission, over));
  if (!stepped.ok) return stepped;
  const said = {
    ...(event === 'keep' && { evidence: move.evidence!.trim() }),
    ...((event === 'break' || event === 'revise') && { reason: move.reason!.trim() }),
    ...(event === 'revise' && { dueOn: move.dueOn! }),
  };
  const payload: FactPayload = event === 'revise' ? { from: commitment.dueOn, to: move.dueOn! } : {};
  await recordChange(staff.actor('commitment.keep', over), [next(COMMITMENT_FACTS[event], commitment, payload)], (tx) =>
    saveCommitment(tx, commitment, { state: stepped.value, ...said }),
  );
  return done();
}
