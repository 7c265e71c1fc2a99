import type { Staff } from '~/auth/staff.server';
import { queueCount, queuePage, type QueueQuery } from '~/feedback/queue-store.server';
import { reachOf, statesWaitingFor } from '~/feedback/reader';
import type { NextText } from '~/feedback/ui/NextTexts';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';

/**
 * The text that waits longest in each language, for somebody who sees no lists, and how many wait. Languages are those of
 * the mission's rounds; the reader takes those they read.
 */
export async function nextTexts(db: Db, staff: Staff, today: Day): Promise<NextText[]> {
  const rows = await db.item.findMany({
    where: { sensitive: false, state: { in: ['received', 'screened'] } },
    select: { language: true },
    distinct: ['language'],
  });
  const query: Omit<QueueQuery, 'language'> = {
    states: statesWaitingFor((permission) => staff.may(permission)),
    round: null,
    theme: null,
    late: false,
    sort: 'due',
    after: null,
    before: null,
    reach: reachOf(staff.roles, 'item.read'),
    translator: staff.accountId,
    today,
  };
  const found: NextText[] = [];
  for (const { language } of rows) {
    const page = await queuePage(db, { ...query, language });
    const [first] = page.rows;
    if (first) found.push({ language, id: first.id, count: await queueCount(db, { ...query, language }) });
  }
  return found;
}
