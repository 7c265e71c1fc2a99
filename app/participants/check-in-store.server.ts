import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';
import type { CheckIn, CheckInYear } from './check-in';
import type { VisitedReprisal } from './reprisal';

/** What the visited submission answered, or null. */
export async function checkInOf(db: Db, submissionId: string): Promise<CheckIn | null> {
  const row = await db.checkIn.findUnique({
    where: { submissionId },
    select: { id: true, version: true, answer: true, day: true },
  });
  return row && ({ ...row, day: dayOf(row.day) } as CheckIn);
}

/** The open case of the visited submission, else none. What officers wrote to its sender is opened, and nothing else. */
export async function openReprisalOf(db: Db, submissionId: string): Promise<VisitedReprisal | null> {
  const row = await db.reprisalCase.findFirst({
    where: { submissionId, state: { not: 'closed' } },
    select: { id: true, version: true, state: true, level: true, advocacy: true },
  });
  if (!row) return null;
  const told = await db.reprisalStep.findMany({
    where: { caseId: row.id, event: 'tell' },
    select: { id: true, body: true, madeOn: true },
    orderBy: { caseVersion: 'asc' },
  });
  const texts = await openTexts(
    db,
    told.map(({ id, body }) => ({ place: { table: 'reprisal_step', record: id, field: 'body' }, body })),
  );
  return {
    ...row,
    told: told.map(({ id, madeOn }, index) => ({ id, day: dayOf(madeOn), text: texts[index] ?? null })),
  } as VisitedReprisal;
}

/** The sums of the years that are over, by mission, the latest first; exact still: what is shown follows another rule. */
export async function checkInYears(db: Db): Promise<CheckInYear[]> {
  return db.$queryRaw<CheckInYear[]>`
    select mission_id::text as "missionId", year, answered, happened from app.check_ins_by_year() order by year desc, mission_id`;
}
