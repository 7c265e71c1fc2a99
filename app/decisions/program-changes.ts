import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import type { Refusal } from '~/platform/result';
import type { ProgramChange } from '~/decisions/decision';
import { latestRevision, sameText, type ProgramElement } from '~/programs/program';

const isBlank = (text: LocalizedText) => Object.values(text).every((words) => !words?.trim());

/** What stands against a change: it needs a text before and a text after, and they must differ (G02). */
export function changeRefusal({ before, after }: Pick<ProgramChange, 'before' | 'after'>): Refusal | null {
  if (isBlank(before) || isBlank(after)) return 'decision.change_empty';
  return sameText(before, after) ? 'decision.change_same' : null;
}

/** A change whose element somebody has rewritten since: the text it starts from is no longer there. */
export interface ChangeConflict {
  change: ProgramChange;
  current: LocalizedText;
}

/** The changes that cannot be applied as they stand, each with the text the element has now. */
export function conflictsOf(
  changes: readonly ProgramChange[],
  elements: readonly Pick<ProgramElement, 'id' | 'revisions'>[],
): ChangeConflict[] {
  return changes.flatMap((change) => {
    const element = elements.find((one) => one.id === change.elementId);
    const current = (element && latestRevision(element)?.text) ?? {};
    return sameText(change.before, current) ? [] : [{ change, current }];
  });
}

/** The day a change takes effect when it is signed: as planned, but never before somebody signed it. */
export function effectiveFrom(planned: Day, today: Day): Day {
  return planned < today ? today : planned;
}
