import type { Unweighed } from '~/decisions/respond-gate';
import type { Db } from '~/platform/db.server';

/** Items that nobody here waits for any more, or that were set apart for their sender's safety. */
const OUT = ['withdrawn', 'referred'];

const countOf = (rows: readonly { count: bigint }[]) => Number(rows[0]?.count ?? 0);

/** Points of a round without a disposition that counts: what stands between it and `responded`. */
export async function undisposedCount(db: Db, roundId: string): Promise<number> {
  return countOf(
    await db.$queryRaw`
      select count(*) from app.point p join app.item i on i.id = p.item_id
      where p.round_id = ${roundId}::uuid and p.state in ('marked', 'coded') and not i.sensitive and not (i.state = any(${OUT}))`,
  );
}

/** Whether an item that is set apart still waits: no point of it, or one without a disposition. */
async function isWithProtection(db: Db, roundId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    select 1 from app.item i
    where i.round_id = ${roundId}::uuid and i.sensitive and not (i.state = any(${OUT}))
      and (not exists (select 1 from app.point p where p.item_id = i.id and p.state <> 'removed')
        or exists (select 1 from app.point p where p.item_id = i.id and p.state in ('marked', 'coded'))) limit 1`;
  return rows.length > 0;
}

/**
 * What of a round has not been weighed. An item in which nobody marked a point counts too. Of items set
 * apart it is only told that something is left: whoever may not open them must not learn how many there are.
 */
export async function unweighedOf(db: Db, roundId: string): Promise<Unweighed> {
  const awaiting = await db.$queryRaw<{ count: bigint }[]>`
    select count(*) from app.point p join app.item i on i.id = p.item_id
    join app.disposition d on d.point_id = p.id and not d.superseded
    where p.round_id = ${roundId}::uuid and p.state = 'coded' and not i.sensitive and not (i.state = any(${OUT}))`;
  const pointless = await db.$queryRaw<{ count: bigint }[]>`
    select count(*) from app.item i
    where i.round_id = ${roundId}::uuid and not i.sensitive and not (i.state = any(${OUT}))
      and not exists (select 1 from app.point p where p.item_id = i.id and p.state <> 'removed')`;
  return {
    points: await undisposedCount(db, roundId),
    awaitingSignature: countOf(awaiting),
    itemsWithoutPoint: countOf(pointless),
    withProtection: await isWithProtection(db, roundId),
  };
}

/** How far the points of a theme are; `themeId` null for points that nobody coded to one. */
export interface ThemeProgress {
  themeId: string | null;
  points: number;
  undisposed: number;
  /** Disposed, and without an approved answer in their sender's language. */
  unanswered: number;
  answered: number;
}

/** How far a round is, theme by theme. A point of two themes counts in both. */
export async function progressByTheme(db: Db, roundId: string): Promise<ThemeProgress[]> {
  const rows = await db.$queryRaw<{ theme_id: string | null; state: string; count: bigint }[]>`
    select c.theme_id, p.state, count(*) from app.point p join app.item i on i.id = p.item_id
    left join app.coding c on c.point_id = p.id and c.theme_id is not null
    where p.round_id = ${roundId}::uuid and p.state <> 'removed' and not i.sensitive and not (i.state = any(${OUT}))
    group by c.theme_id, p.state`;
  const byTheme = new Map<string | null, ThemeProgress>();
  for (const { theme_id: themeId, state, count } of rows) {
    const one = byTheme.get(themeId) ?? { themeId, points: 0, undisposed: 0, unanswered: 0, answered: 0 };
    const part = state === 'answered' ? 'answered' : state === 'disposed' ? 'unanswered' : 'undisposed';
    byTheme.set(themeId, { ...one, points: one.points + Number(count), [part]: one[part] + Number(count) });
  }
  return [...byTheme.values()].sort((a, b) => b.undisposed - a.undisposed || b.unanswered - a.unanswered);
}
