import type { Decision } from '~/decisions/decision';
import { effectiveFrom } from '~/decisions/program-changes';
import type { Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { elementChanged, type ProgramElement } from '~/programs/program';
import { appendElementText } from '~/programs/program-store.server';
import type { Fact } from '~/record/fact';

const elementOf = (elements: readonly ProgramElement[], id: string) => elements.find((one) => one.id === id)!;

/** One fact for each element that a decision changes. */
export function changeFacts({ id, changes }: Decision, elements: readonly ProgramElement[]): Fact[] {
  return changes.map((change) => elementChanged(elementOf(elements, change.elementId), id));
}

/** Writes the new text of each element, from the day planned but never before today. Inside `recordChange`. */
export async function applyChanges(
  tx: Tx,
  { id, missionId, changes }: Decision,
  elements: readonly ProgramElement[],
  today: Day,
): Promise<void> {
  for (const { elementId, after, effectiveOn } of changes) {
    await appendElementText(tx, {
      missionId,
      element: elementOf(elements, elementId),
      text: after,
      effectiveOn: effectiveFrom(effectiveOn, today),
      decisionId: id,
    });
  }
}
