import type { Staff } from '~/auth/staff.server';
import type { ItemState } from '~/feedback/item';
import { queueCount, type QueueQuery } from '~/feedback/queue-store.server';
import { itemsSetApart } from '~/feedback/set-apart-store.server';
import { unreadMessages } from '~/feedback/message-store.server';
import { reachOf, seesLists, statesWaitingFor } from '~/feedback/reader';
import { addDays, dateOf, dayOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';

/** Lists of a day end here; the queue goes on. */
const MOST = 20;
const SOON_DAYS = 7;

export interface WaitingState {
  state: ItemState;
  count: number;
  late: number;
}

async function waitingStates(db: Db, staff: Staff, today: Day): Promise<WaitingState[]> {
  const query: Omit<QueueQuery, 'states' | 'late'> = {
    round: null,
    language: null,
    theme: null,
    sort: 'due',
    after: null,
    before: null,
    reach: reachOf(staff.roles, 'item.read'),
    today,
  };
  const found: WaitingState[] = [];
  for (const state of statesWaitingFor((permission) => staff.may(permission))) {
    const count = await queueCount(db, { ...query, states: [state], late: false });
    if (count === 0) continue;
    found.push({ state, count, late: await queueCount(db, { ...query, states: [state], late: true }) });
  }
  return found.sort((a, b) => b.late - a.late);
}

async function roundsClosing(db: Db, staff: Staff, today: Day) {
  const rows = await db.round.findMany({
    where: { state: 'open', closesOn: { lte: dateOf(addDays(today, SOON_DAYS)) } },
    select: { id: true, programId: true, slug: true, title: true, closesOn: true },
    orderBy: { closesOn: 'asc' },
    take: MOST,
  });
  return rows
    .filter(({ id, programId }) => staff.may('round.read', { roundId: id, programId }))
    .map(({ slug, title, closesOn }) => ({ slug, title: title as Record<string, string>, closesOn: dayOf(closesOn) }));
}

/** What waits for one person today, by what their roles let them do; null or empty where it is not theirs. */
export async function waitingFor(db: Db, staff: Staff, today: Day) {
  const lists = seesLists(staff.roles);
  const sensitive = staff.may('item.sensitive');
  const reach = reachOf(staff.roles, 'item.read');
  return {
    states: lists ? await waitingStates(db, staff, today) : [],
    translator: !lists && staff.may('item.translate'),
    reviews: staff.may('round.approve') ? await db.round.count({ where: { state: 'risk_review' } }) : null,
    toSign: staff.may('decision.sign') ? await db.decision.count({ where: { state: 'proposed' } }) : null,
    toApprove: staff.may('answer.approve')
      ? await db.answer.count({ where: { state: 'submitted', drafter: { not: staff.accountId } } })
      : null,
    closing: staff.may('round.read') ? await roundsClosing(db, staff, today) : [],
    messages: lists && staff.may('item.message') ? await unreadMessages(db, reach, sensitive, MOST) : [],
    setApart: sensitive ? await itemsSetApart(db, reachOf(staff.roles, 'item.sensitive'), MOST) : [],
  };
}

export type Waiting = Awaited<ReturnType<typeof waitingFor>>;
