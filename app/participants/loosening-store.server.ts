import { dateOf, dayOf, type Day } from '~/platform/day';
import { readIn, type Db } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';
import type { LooseningAct } from './loosening';
import type { VisitedFlag, VisitedLoosening } from './visit';

/** The flags on a submission, in no order; a visit sees those of its own. */
export async function flagsOf(db: Db, submissionId: string): Promise<VisitedFlag[]> {
  const rows = await db.riskFlag.findMany({
    where: { submissionId },
    select: { id: true, version: true, kind: true, level: true, raisedBy: true, state: true },
    orderBy: { id: 'asc' },
  });
  return rows as VisitedFlag[];
}

/** What waits to be loosened on a submission, what comes first first. */
export async function looseningsOf(db: Db, submissionId: string): Promise<VisitedLoosening[]> {
  const rows = await db.loosening.findMany({
    where: { submissionId, state: 'waiting' },
    select: { id: true, version: true, act: true, scope: true, dueOn: true },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ dueOn, act, ...row }) => ({ ...row, act: act as LooseningAct, dueOn: dayOf(dueOn) }));
}

/** The submissions of one mission on which something is ripe, each once. */
export async function submissionsWithRipe(missionId: string, today: Day): Promise<string[]> {
  return readIn(runtime().databases.prisma.desk, { mission: missionId }, async (db) => {
    const rows = await db.loosening.findMany({
      where: { state: 'waiting', dueOn: { lte: dateOf(today) }, submission: { state: 'received' } },
      select: { submissionId: true },
      distinct: ['submissionId'],
    });
    return rows.map(({ submissionId }) => submissionId);
  });
}

/** Every mission of the installation, by id. */
export async function missionIds(): Promise<string[]> {
  const rows = await runtime().databases.prisma.accounts.mission.findMany({ select: { id: true } });
  return rows.map(({ id }) => id);
}
