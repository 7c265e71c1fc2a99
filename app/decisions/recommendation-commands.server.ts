import type { Staff } from '~/auth/staff.server';
import { loadDecision, overOf } from '~/decisions/decision-loading.server';
import { insertStep, saveDecision } from '~/decisions/decision-writes-store.server';
import { applyChanges, changeFacts } from '~/decisions/element-changes.server';
import { conflictsOf } from '~/decisions/program-changes';
import { RECOMMENDATION_WORKFLOW, takesEffect, type RecommendationEvent } from '~/decisions/recommendation';
import type { LocalizedText } from '~/i18n/localized-text';
import { dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

/**
 * Notes what became of a recommendation. The program's elements change only when it is adopted, wholly or in part; a
 * refusal carries its reason; silence can be noted when the 90 days are over.
 */
export async function moveRecommendation(
  staff: Staff,
  id: string,
  event: RecommendationEvent,
  note: LocalizedText = {},
): Promise<Result> {
  const loaded = await loadDecision(staff, id);
  if (!loaded) return refuse('decision.not_found');
  const { decision, elements } = loaded;
  const { recommendation, recommendationDue } = decision;
  if (!recommendation || !recommendationDue) return refuse('workflow.not_from_here');
  const today = dayOf(now());
  const over = overOf(decision);
  const conflicts = conflictsOf(decision.changes, elements).length;
  const subject = { state: recommendation, due: recommendationDue, today, conflicts };
  const stepped = step(RECOMMENDATION_WORKFLOW, subject, event, (permission) => staff.may(permission, over));
  if (!stepped.ok) return stepped;
  const state = stepped.value;
  if (state === 'declined' && Object.keys(note).length === 0) return refuse('decision.reason_missing');
  const effect = takesEffect(state);
  const facts: [Fact, ...Fact[]] = [
    next('decision.recommendation_moved', decision, { state }),
    ...(effect ? changeFacts(decision, elements) : []),
  ];
  await recordChange(staff.actor('decision.edit', over), facts, async (tx) => {
    await insertStep(tx, decision, { state, note, stepOn: today });
    await saveDecision(tx, decision, { recommendation: state });
    if (effect) await applyChanges(tx, decision, elements, today);
  });
  return done();
}
