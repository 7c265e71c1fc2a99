import { dateOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';

/** A protection officer on duty today, and whom they cover while it is their turn. */
export interface OfficerOnDuty {
  id: string;
  email: string;
  /** Set where the role was given as a deputy's: it names the assignment that it covers. */
  covers: string | null;
}

/** Who answers for protection in a mission today; deputies after those they cover (GUIDELINES, Least crew of a round). */
export async function officersOnDuty(db: Db, missionId: string, today: Day): Promise<OfficerOnDuty[]> {
  const day = dateOf(today);
  const rows = await db.roleAssignment.findMany({
    where: {
      missionId,
      role: 'protection_officer',
      state: { in: ['active', 'handover_due'] },
      fromOn: { lte: day },
      OR: [{ toOn: null }, { toOn: { gte: day } }],
    },
    select: {
      id: true,
      account: { select: { email: true } },
      delegatedByRef: { select: { account: { select: { email: true } } } },
    },
    orderBy: { fromOn: 'asc' },
  });
  const officers = rows.map(({ id, account, delegatedByRef }) => ({
    id,
    email: account.email,
    covers: delegatedByRef?.account.email ?? null,
  }));
  return [...officers.filter(({ covers }) => !covers), ...officers.filter(({ covers }) => covers)];
}

/** The mission's list of whom to send somebody in danger to; null where nobody wrote one. */
export async function referralsOf(db: Db, missionId: string): Promise<{ text: string | null; version: number }> {
  const row = await db.mission.findUniqueOrThrow({
    where: { id: missionId },
    select: { referrals: true, version: true },
  });
  return { text: row.referrals, version: row.version };
}
