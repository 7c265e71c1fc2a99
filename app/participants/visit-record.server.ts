import { dayOf, type Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { now } from '~/platform/runtime.server';
import type { Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import type { Visit } from './visit';
import { takeOnce } from './visit-door-store.server';

export type Facts = readonly [Fact, ...Fact[]];

/** One act of a visit: role, row-level security and the leaf's metadata are the same for all. */
export function recordVisit<T>({ submission }: Visit, facts: Facts, work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { role: 'participant', accountId: null, missionId: submission.missionId };
  const metadata = { round: submission.roundId };
  return recordChange(actor, facts, work, { role: 'visit', submission: submission.id, metadata });
}

/** The same for a form, which is taken once. Throws `FormTaken` for a second press; nothing is changed then. */
export function recordForm(
  visit: Visit,
  nonce: Uint8Array,
  facts: Facts,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  const today: Day = dayOf(now());
  return recordVisit(visit, facts, async (tx) => {
    await takeOnce(tx, nonce, today);
    await work(tx);
  });
}
