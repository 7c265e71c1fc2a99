import type { HeldRole } from '~/auth/permissions';
import { dateOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';

/**
 * Whether a role is in force on a day, as the database has it now: the session may be older than the end of the role,
 * and an act without active authority is refused (G08).
 */
export async function inForce(db: Db, held: HeldRole | null, on: Day): Promise<boolean> {
  if (!held) return false;
  const day = dateOf(on);
  const row = await db.roleAssignment.findFirst({
    where: {
      id: held.id,
      state: { in: ['active', 'handover_due'] },
      fromOn: { lte: day },
      OR: [{ toOn: null }, { toOn: { gte: day } }],
    },
    select: { id: true },
  });
  return row !== null;
}
