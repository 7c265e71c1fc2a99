import { after, type ChangeAnswer } from '~/auth/change.server';
import type { Staff } from '~/auth/staff.server';
import { addChange, addCommitment, dropChange, editDecision, rebaseChange } from '~/decisions/decision-commands.server';
import type { DecisionEvent } from '~/decisions/decision';
import { disposePoints } from '~/decisions/disposition-commands.server';
import { DISPOSING } from '~/decisions/disposition-input';
import { dropLink, linkInputs } from '~/decisions/link-commands.server';
import { moveRecommendation } from '~/decisions/recommendation-commands.server';
import type { RecommendationEvent } from '~/decisions/recommendation';
import { moveDecision } from '~/decisions/sign-commands.server';
import { wordErrors } from '~/decisions/words-input';
import type { LocalizedText } from '~/i18n/localized-text';
import type { DecisionPageForms } from '~/routes/desk/decision-forms';
import { withQuery } from '~/routes/paths';
import type { z } from 'zod';

export type DecisionForm = z.output<typeof DecisionPageForms>;

interface Here {
  id: string;
  /** The page itself. */
  path: string;
  /** The language the desk works in: words in it are asked for field by field. */
  working: string;
}

/** The texts of a form that need words in the working language. */
function neededWords(input: DecisionForm): Record<string, LocalizedText> {
  if (input.intent === 'edit') {
    return { question: input.question, outcome: input.outcome, rationale: input.rationale };
  }
  if (input.intent === 'change') return { after: input.after };
  return input.intent === 'commit' ? { text: input.text } : {};
}

/** Where a refused form is put right. */
const FIELDS = {
  'commitment.new_day_not_later': 'dueOn',
  'decision.reason_missing': 'reason',
  'disposition.nothing_ticked': 'pointIds',
  'disposition.too_many': 'pointIds',
  'disposition.several_rounds': 'pointIds',
};

async function dispose(staff: Staff, { path }: Here, form: Extract<DecisionForm, { intent: 'dispose' }>) {
  const result = await disposePoints(staff, form.pointIds, form.input);
  const said = (escalated: boolean, points: number) =>
    withQuery(path, { said: escalated ? 'escalated' : 'disposed', count: String(points) });
  return after(result, ({ escalated, points }) => said(escalated, points), { ...FIELDS, ...DISPOSING });
}

/** What each form of a decision's page does, and where it leads. */
export async function actOnDecision(staff: Staff, here: Here, input: DecisionForm): Promise<ChangeAnswer> {
  const { id, path, working } = here;
  const errors = wordErrors(neededWords(input), working);
  if (errors.length > 0) return { ok: false, errors };
  switch (input.intent) {
    case 'edit':
      return after(await editDecision(staff, id, input), path);
    case 'change':
      return after(await addChange(staff, id, input), path);
    case 'drop_change':
      return after(await dropChange(staff, id, input.changeId), path);
    case 'rebase_change':
      return after(await rebaseChange(staff, id, input.changeId), path);
    case 'commit':
      return after(await addCommitment(staff, id, input), path, FIELDS);
    case 'link':
      return after(await linkInputs(staff, id, input), path);
    case 'drop_link':
      return after(await dropLink(staff, id, input.linkId), path);
    case 'move':
      return after(await moveDecision(staff, id, { ...input, event: input.event as DecisionEvent }), path, FIELDS);
    case 'recommendation':
      return after(await moveRecommendation(staff, id, input.step as RecommendationEvent, input.note), path);
    case 'dispose':
      return dispose(staff, here, input);
  }
}
