import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import type { MinorEdit } from '~/rounds/minor-edit';

/** The newest minor edit of a round's source, judged or not; null when there was none. */
export async function latestMinorEdit(db: Db, roundId: string): Promise<MinorEdit | null> {
  const row = await db.roundMinorEdit.findFirst({
    where: { roundId },
    select: {
      id: true,
      state: true,
      sourceBefore: true,
      sourceAfter: true,
      changes: true,
      languages: true,
      editedBy: true,
      proposedOn: true,
      judgedOn: true,
    },
    orderBy: { id: 'desc' },
  });
  if (!row) return null;
  const days = { proposedOn: dayOf(row.proposedOn), judgedOn: row.judgedOn && dayOf(row.judgedOn) };
  return { ...row, ...days } as unknown as MinorEdit;
}

/** The minor edit that waits for a second person; null when none does. */
export async function openMinorEdit(db: Db, roundId: string): Promise<MinorEdit | null> {
  const latest = await latestMinorEdit(db, roundId);
  return latest?.state === 'proposed' ? latest : null;
}
