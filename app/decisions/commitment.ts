import type { Permission } from '~/auth/permissions';
import type { LocalizedText } from '~/i18n/localized-text';
import { daysBetween, type Day } from '~/platform/day';
import type { FactType } from '~/record/fact-types';
import type { Workflow } from '~/workflow/workflow';

export const COMMITMENT_STATES = ['made', 'in_progress', 'kept', 'broken', 'revised'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

/** Something promised in a decision, with the office that answers for it and a day. */
export interface Commitment {
  id: string;
  decisionId: string;
  text: LocalizedText;
  ownerOffice: string;
  dueOn: Day;
  state: CommitmentState;
  evidence: string | null;
  reason: string | null;
  version: number;
}

export type CommitmentEvent = 'start' | 'keep' | 'break' | 'revise';

export interface CommitmentCase extends Pick<Commitment, 'state' | 'evidence' | 'reason'> {
  /** Nothing is promised before the decision is signed. */
  decisionSigned: boolean;
  /** The new day, when it is moved. */
  newDue: Day | null;
  today: Day;
}

const OPEN = ['made', 'in_progress', 'revised'] as const;
const signed = ({ decisionSigned }: CommitmentCase) => (decisionSigned ? null : 'commitment.decision_not_signed');

/** The life of a commitment: kept only with evidence, broken or moved only with a reason. */
export const COMMITMENT_WORKFLOW: Workflow<CommitmentState, CommitmentEvent, Permission, CommitmentCase> = {
  start: { from: ['made', 'revised'], to: 'in_progress', needs: 'commitment.keep', refusal: signed },
  keep: {
    from: OPEN,
    to: 'kept',
    needs: 'commitment.keep',
    refusal: (one) => signed(one) ?? (one.evidence?.trim() ? null : 'commitment.evidence_missing'),
  },
  break: {
    from: OPEN,
    to: 'broken',
    needs: 'commitment.keep',
    refusal: (one) => signed(one) ?? (one.reason?.trim() ? null : 'commitment.reason_missing'),
  },
  revise: {
    from: OPEN,
    to: 'revised',
    needs: 'commitment.keep',
    refusal: (one) => {
      if (!one.reason?.trim()) return signed(one) ?? 'commitment.reason_missing';
      return signed(one) ?? (one.newDue && one.newDue > one.today ? null : 'commitment.new_day_not_later');
    },
  },
};

export const COMMITMENT_EVENTS = Object.keys(COMMITMENT_WORKFLOW) as CommitmentEvent[];

export const COMMITMENT_FACTS: Readonly<Record<CommitmentEvent, FactType>> = {
  start: 'commitment.started',
  keep: 'commitment.kept',
  break: 'commitment.broken',
  revise: 'commitment.revised',
};

export function isOpen({ state }: Pick<Commitment, 'state'>): boolean {
  return state !== 'kept' && state !== 'broken';
}

/** Days past its day, 0 while there is time or when it is settled. Computed, never stored. */
export function daysLate(commitment: Pick<Commitment, 'state' | 'dueOn'>, today: Day): number {
  return isOpen(commitment) ? Math.max(0, daysBetween(commitment.dueOn, today)) : 0;
}

/** Late ones first, the latest at the top; then what is open by its day; then what is settled. */
export function byUrgency(today: Day) {
  return (a: Pick<Commitment, 'state' | 'dueOn'>, b: Pick<Commitment, 'state' | 'dueOn'>): number => {
    if (isOpen(a) !== isOpen(b)) return isOpen(a) ? -1 : 1;
    if (!isOpen(a)) return b.dueOn < a.dueOn ? -1 : b.dueOn > a.dueOn ? 1 : 0;
    return daysLate(b, today) - daysLate(a, today) || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0);
  };
}
