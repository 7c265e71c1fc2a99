import type { Prisma } from '~/generated/prisma/client';
import { dateOf, type Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';
import type { MinorEdit } from '~/rounds/minor-edit';
import type { MinorEditPlan } from '~/rounds/minor-edit-plan';
import type { Round } from '~/rounds/round';

const json = (value: unknown) => value as Prisma.InputJsonValue;

/** Ends an open minor edit. Of two people who judge it at once, one loses (409). */
export async function endMinorEdit(
  tx: Tx,
  edit: Pick<MinorEdit, 'id'>,
  end: { state: 'superseded' } | { state: 'confirmed' | 'refused'; judgedBy: string; judgedOn: Day },
): Promise<void> {
  const judged = 'judgedBy' in end ? { judgedBy: end.judgedBy, judgedOn: dateOf(end.judgedOn) } : {};
  expectOne(
    await tx.roundMinorEdit.updateMany({
      where: { id: edit.id, state: 'proposed' },
      data: { state: end.state, ...judged },
    }),
  );
}

/** Writes what an edit of the source made of minor edits: the open one falls, the new one waits. */
export async function saveMinorEdit(
  tx: Tx,
  round: Pick<Round, 'id' | 'missionId'>,
  { proposal, supersedes }: MinorEditPlan,
  { id, open, today }: { id: string; open: MinorEdit | null; today: Day },
): Promise<void> {
  if (open && supersedes) await endMinorEdit(tx, open, { state: 'superseded' });
  if (!proposal) return;
  await tx.roundMinorEdit.create({
    data: {
      id,
      missionId: round.missionId,
      roundId: round.id,
      sourceBefore: proposal.sourceBefore,
      sourceAfter: proposal.sourceAfter,
      changes: json(proposal.changes),
      languages: json(proposal.languages),
      editedBy: [...proposal.editedBy],
      proposedOn: dateOf(today),
    },
    select: { id: true },
  });
}
