import { itemSteps, itemsOf, stepFacts } from '~/decisions/weighing';
import type { ItemCaseHere, PointCase } from '~/decisions/point-case-store.server';
import type { ItemState } from '~/feedback/item';
import { setItemState } from '~/feedback/item-store.server';
import type { PointState } from '~/feedback/point';
import { setPointState } from '~/feedback/point-store.server';
import type { Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import type { Fact } from '~/record/fact';

/** What follows for the items, decided before anything is written. */
export interface ItemMoves {
  moves: { item: ItemCaseHere; steps: ItemState[] }[];
  facts: Fact[];
}

/** The steps of the items of these points when the points take a state; `null` leaves the states as they are. */
export function itemMoves(points: readonly PointCase[], to: PointState | null): ItemMoves {
  const changed = new Map(to ? points.map((point) => [point.id, to]) : []);
  const moves = itemsOf(points)
    .map((item) => ({ item, steps: itemSteps(item, changed) }))
    .filter(({ steps }) => steps.length > 0);
  return { moves, facts: moves.flatMap(({ item, steps }) => stepFacts(item, steps)) };
}

/** Takes an item through several states in a row, a version each. */
export async function walkItem(
  tx: Tx,
  item: { id: string; version: number; state: ItemState },
  steps: readonly ItemState[],
  day: Day,
): Promise<void> {
  let { version, state } = item;
  for (const to of steps) {
    await setItemState(tx, { id: item.id, version, state }, to, day);
    [version, state] = [version + 1, to];
  }
}

/** Writes the points' new state (the same one for a new version alone), then the items' steps. */
export async function writeWeighing(
  tx: Tx,
  points: readonly PointCase[],
  to: PointState | null,
  { moves, day }: { moves: ItemMoves['moves']; day: Day },
): Promise<void> {
  for (const point of points) await setPointState(tx, point, to ?? point.state);
  for (const { item, steps } of moves) await walkItem(tx, item, steps, day);
}
