import type { ItemFact } from '~/feedback/item-facts';
import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';

/** What happened to an item, by day and role, oldest first. */
export async function itemFacts(db: Db, id: string): Promise<ItemFact[]> {
  const rows = await db.fact.findMany({
    where: { subject: 'item', subjectId: id },
    select: { type: true, actorRole: true, hourIndex: true },
    orderBy: { subjectVersion: 'asc' },
  });
  return rows.map((row) => ({
    type: row.type,
    role: row.actorRole,
    day: dayOf(new Date(row.hourIndex * 3_600_000)),
  }));
}
