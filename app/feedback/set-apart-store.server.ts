import type { Reach } from '~/feedback/reader';
import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';

/** The rounds that a permission reaches, as a condition on anything that has a round. */
export function roundWithin({ all, rounds, programs }: Reach) {
  return all ? {} : { round: { OR: [{ id: { in: [...rounds] } }, { programId: { in: [...programs] } }] } };
}

/** The items set apart that somebody with `item.sensitive` reaches, longest first: ids, days and rounds, no words. */
export async function itemsSetApart(db: Db, reach: Reach, most: number) {
  const rows = await db.item.findMany({
    where: { sensitive: true, state: { not: 'withdrawn' }, ...roundWithin(reach) },
    select: {
      id: true,
      day: true,
      language: true,
      state: true,
      riskFlags: { where: { state: { not: 'resolved' } }, select: { kind: true, level: true } },
    },
    orderBy: [{ stateSince: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return rows.map(({ riskFlags, ...row }) => ({ ...row, day: dayOf(row.day), flags: riskFlags }));
}
