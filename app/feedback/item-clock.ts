import { addDays, type Day } from '~/platform/day';
import type { ItemState } from '~/feedback/item';

/** Days (G02): to a first look from receipt, to a decision from receipt, to an answer from the decision. */
export const CLOCKS = { acknowledge: 7, decide: 30, answer: 10 } as const;
export type ClockKind = keyof typeof CLOCKS;

/** What the database keeps as the due day of an item that waits for nobody. */
export const NEVER_DUE: Day = '9999-12-31';

const CLOCK_OF: Partial<Record<ItemState, ClockKind>> = {
  received: 'acknowledge',
  first_look: 'decide',
  screened: 'decide',
  quarantined: 'decide',
  translated: 'decide',
  coded: 'decide',
  under_consideration: 'decide',
  // A dispute starts no new clock: the sender has been waiting since the first day.
  disputed: 'decide',
  decided: 'answer',
  response_approved: 'answer',
};

export interface Clock {
  kind: ClockKind;
  /** The last day on which it is in time. */
  due: Day;
  late: boolean;
}

/**
 * By when the next step of an item is due, and whether it is late today; null when nobody is waited for. The database
 * keeps the same day in `due_on` (function `app.item_due`), so that the queue finds what is late at any length.
 */
export function clockOf(item: { state: ItemState; day: Day; stateSince: Day }, today: Day): Clock | null {
  const kind = CLOCK_OF[item.state];
  if (!kind) return null;
  const due = addDays(kind === 'answer' ? item.stateSince : item.day, CLOCKS[kind]);
  return { kind, due, late: today > due };
}
