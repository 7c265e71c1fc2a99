/** What of a round has not been weighed yet. */
export interface Unweighed {
  /** Points without a disposition that counts. */
  points: number;
  /** Of these, how many have one that waits for the signature of a decision. */
  awaitingSignature: number;
  /** Items in which nobody has marked a point: they would otherwise slip through. */
  itemsWithoutPoint: number;
  /** Something of the round is with the protection officers and not done: how much is theirs alone to know. */
  withProtection: boolean;
}

/** The gates of `respond` that can be judged on this floor, by name. */
export const RESPOND_GATES = ['every_point_disposed', 'every_item_pointed', 'protection_done'] as const;
export type RespondGate = (typeof RESPOND_GATES)[number];

/**
 * Which gates stand against calling a round responded: 100 % of its points have a disposition, or it is not (G02). What is
 * set apart counts like all else, without a number that would tell of it.
 */
export function unmetToRespond(unweighed: Unweighed): RespondGate[] {
  return [
    ...(unweighed.points > 0 ? (['every_point_disposed'] as const) : []),
    ...(unweighed.itemsWithoutPoint > 0 ? (['every_item_pointed'] as const) : []),
    ...(unweighed.withProtection ? (['protection_done'] as const) : []),
  ];
}
