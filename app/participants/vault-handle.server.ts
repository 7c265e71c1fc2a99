import type { Staff } from '~/auth/staff.server';
import { readIn } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';
import { openOne } from '~/record/key-slots.server';
import type { Target } from '~/vault/opening-commands.server';
import type { HandleOf } from '~/vault/opening-delivery.server';
import type { SubmissionHeader } from './submission';

/** The record that an opening of an item's sender is about; null for an unknown item, or one that was withdrawn. */
export function senderOf(staff: Pick<Staff, 'missionId'>, itemId: string): Promise<Target | null> {
  return readIn(runtime().databases.prisma.desk, { mission: staff.missionId }, async (db) => {
    const item = await db.item.findUnique({
      where: { id: itemId },
      select: { roundId: true, submissionId: true, submission: { select: { state: true } } },
    });
    if (item?.submission.state !== 'received') return null;
    return { target: 'submission' as const, targetId: item.submissionId, roundId: item.roundId };
  });
}

/** Reads handles of boxes from sealed headers, for a delivery that was decided already. */
export function handlesFor({ missionId }: Pick<Staff, 'missionId'>): HandleOf {
  return (id) =>
    readIn(runtime().databases.prisma.desk, { mission: missionId }, async (db) => {
      const row = await db.submission.findUnique({ where: { id }, select: { header: true } });
      const text = row && (await openOne(db, { table: 'submission', record: id, field: 'header' }, row.header));
      return text ? (JSON.parse(text) as SubmissionHeader).handle : null;
    });
}
