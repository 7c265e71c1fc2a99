import type { Permission } from '~/auth/permissions';
import type { Day } from '~/platform/day';
import type { Workflow } from '~/workflow/workflow';

export const RECOMMENDATION_STATES = ['sent', 'acknowledged', 'adopted', 'partly', 'declined', 'no_answer'] as const;
export type RecommendationState = (typeof RECOMMENDATION_STATES)[number];

export type RecommendationEvent = 'acknowledge' | 'adopt' | 'adopt_partly' | 'decline' | 'note_silence';

/** Days within which whoever was recommended to should answer (GUIDELINES, Decision). */
export const RECOMMENDATION_DAYS = 90;

export interface RecommendationCase {
  state: RecommendationState;
  due: Day;
  today: Day;
  /** Elements whose text is no longer the one the recommendation starts from. */
  conflicts: number;
}

const OPEN = ['sent', 'acknowledged', 'no_answer'] as const;
const unlessChanged = ({ conflicts }: RecommendationCase) => (conflicts > 0 ? 'decision.element_changed' : null);

/** What becomes of a recommendation. Silence is noted when the time is over, and may still be broken. */
export const RECOMMENDATION_WORKFLOW: Workflow<
  RecommendationState,
  RecommendationEvent,
  Permission,
  RecommendationCase
> = {
  acknowledge: { from: ['sent', 'no_answer'], to: 'acknowledged', needs: 'decision.edit' },
  adopt: { from: OPEN, to: 'adopted', needs: 'decision.edit', refusal: unlessChanged },
  adopt_partly: { from: OPEN, to: 'partly', needs: 'decision.edit', refusal: unlessChanged },
  decline: { from: OPEN, to: 'declined', needs: 'decision.edit' },
  note_silence: {
    from: ['sent', 'acknowledged'],
    to: 'no_answer',
    needs: 'decision.edit',
    refusal: ({ due, today }) => (today > due ? null : 'decision.answer_not_due'),
  },
};

export const RECOMMENDATION_EVENTS = Object.keys(RECOMMENDATION_WORKFLOW) as RecommendationEvent[];

/** The program changes only when whoever can decide has taken the recommendation up. */
export function takesEffect(state: RecommendationState): boolean {
  return state === 'adopted' || state === 'partly';
}
