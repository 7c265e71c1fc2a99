import type { ItemState } from '~/feedback/item';
import type { ItemFact } from '~/feedback/item-facts';
import type { Day } from '~/platform/day';

/** Facts that move nothing and would only lengthen the list. */
const SIDE_FACTS = ['item.noted', 'item.translation_drafted', 'item.translation_reviewed'];

const ENDED: readonly ItemState[] = [
  'answer_collected',
  'delivered_in_person',
  'withdrawn',
  'referred',
  'duplicate_linked',
];

export interface Milestones {
  /** Receipt first; nobody is named for it. */
  done: readonly { type: string; role: string | null; day: Day }[];
  /** What is still owed: our answer, or that the sender comes back for it. */
  next: 'answer' | 'sender' | null;
}

/** How far an item is, from what happened to it. */
export function milestonesOf(item: { state: ItemState; day: Day; facts: readonly ItemFact[] }): Milestones {
  const moved = item.facts.filter(({ type }) => !SIDE_FACTS.includes(type));
  const waitsForSender = item.state === 'answer_available' || item.state === 'never_collected';
  return {
    done: [{ type: 'submission.received', role: null, day: item.day }, ...moved],
    next: ENDED.includes(item.state) ? null : waitsForSender ? 'sender' : 'answer',
  };
}
