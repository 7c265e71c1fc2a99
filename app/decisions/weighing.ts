import type { FactPayload } from '~/record/fact';
import { next, type Fact } from '~/record/fact';
import type { DisposalInput } from '~/decisions/disposition';
import { allDisposed, type PointState } from '~/feedback/point';
import type { ItemState } from '~/feedback/item';

interface Weighed {
  id: string;
  version: number;
  state: ItemState;
  points: readonly { id: string; state: PointState }[];
}

/**
 * The states an item goes through when some of its points change theirs: weighing has begun, and when every point has a
 * disposition that counts, it is decided.
 */
export function itemSteps(item: Weighed, changed: ReadonlyMap<string, PointState>): ItemState[] {
  const points = item.points.map((point) => ({ state: changed.get(point.id) ?? point.state }));
  const steps: ItemState[] = item.state === 'coded' ? ['under_consideration'] : [];
  const weighed = item.state === 'coded' || item.state === 'under_consideration';
  return weighed && allDisposed(points) ? [...steps, 'decided'] : steps;
}

const STEP_FACT = {
  under_consideration: 'item.considered',
  decided: 'item.decided',
  response_approved: 'item.response_approved',
  answer_available: 'item.answer_available',
} as const;

/** One fact a step, each for its own version of the item. */
export function stepFacts(item: { id: string; version: number }, steps: readonly ItemState[]): Fact[] {
  return steps.map((state, index) =>
    next(STEP_FACT[state as keyof typeof STEP_FACT], { id: item.id, version: item.version + index }),
  );
}

/** What the record keeps of a disposition: codes and ids, never the proof's words. */
export function disposalPayload(input: Pick<DisposalInput, 'kind' | 'reason' | 'decisionId'>): FactPayload {
  return {
    kind: input.kind,
    ...(input.reason && { reason: input.reason }),
    ...(input.decisionId && { decision: input.decisionId }),
  };
}

/** Items of these points, each once. */
export function itemsOf<I extends { id: string }>(points: readonly { item: I }[]): I[] {
  return [...new Map(points.map(({ item }) => [item.id, item])).values()];
}
