import type { Day } from '~/platform/day';
import type { Refusal } from '~/platform/result';

export const DISPOSITION_KINDS = [
  'incorporated',
  'partly',
  'already_reflected',
  'recommended',
  'deferred',
  'not_incorporated',
  'referred',
  'answered',
  'noted',
  'unintelligible',
  'not_a_contribution',
] as const;
export type DispositionKind = (typeof DISPOSITION_KINDS)[number];

/** Why a point is not taken up; each asks for its own proof (GUIDELINES, Reason codes). */
export const REASONS = [
  'legal_bar',
  'no_budget',
  'out_of_mandate',
  'evidence_contradicts',
  'safety_of_others',
  'superseded',
  'conflicts_with_other_input',
] as const;
export type Reason = (typeof REASONS)[number];

/** Can be given, is recorded and counted, and never closes anything: it goes to the chief of mission (G02). */
export const NO_REASON = 'partner_tension';
export type GivenReason = Reason | typeof NO_REASON;

/** How a decision stands to a point or theme. */
export const RELATIONS = ['caused', 'shaped', 'considered', 'contradicted'] as const;
export type Relation = (typeof RELATIONS)[number];

/** How a decision can stand to a point that it takes up. */
export const SUPPORTING = RELATIONS.filter((relation) => relation !== 'contradicted');

/** What a disposition rests on only when a decision stands behind it. */
const BY_DECISION: readonly DispositionKind[] = ['incorporated', 'partly', 'recommended'];

export function needsDecision(kind: DispositionKind): boolean {
  return BY_DECISION.includes(kind);
}

/** A point's current disposition, as it is kept. */
export interface Disposition {
  id: string;
  pointId: string;
  kind: DispositionKind;
  reason: Reason | null;
  /** The reason's proof, or where the point was referred to. */
  proof: string | null;
  reviewOn: Day | null;
  decisionId: string | null;
  /** The element that says it already. */
  elementId: string | null;
  madeOn: Day;
}

export interface DisposalInput {
  kind: DispositionKind;
  reason?: GivenReason | undefined;
  proof?: string | undefined;
  reviewOn?: Day | undefined;
  decisionId?: string | undefined;
  elementId?: string | undefined;
  /** How the decision stands to the point, where no link says so yet. */
  relation?: Relation | undefined;
}

export type DisposalField = 'reason' | 'proof' | 'reviewOn' | 'decisionId' | 'elementId';

/** The fields that a kind of disposition cannot do without and that are empty. */
export function missingFields(input: DisposalInput): DisposalField[] {
  const needed: Partial<Record<DispositionKind, readonly DisposalField[]>> = {
    incorporated: ['decisionId'],
    partly: ['decisionId'],
    recommended: ['decisionId'],
    already_reflected: ['elementId'],
    deferred: ['reviewOn'],
    not_incorporated: input.reason === NO_REASON ? ['reason'] : ['reason', 'proof'],
    referred: ['proof'],
  };
  return (needed[input.kind] ?? []).filter((field) => !input[field]?.trim());
}

/** What must be known of the decision that a disposition names. */
export interface DecisionBehind {
  state: 'draft' | 'proposed' | 'escalated' | 'signed' | 'superseded';
  level: 'mission' | 'capital' | 'combatant_command' | 'joint';
  recommendation: string | null;
  /** Program changes with a before and an after that differ. */
  changes: number;
  /** A link to the point or to one of its themes exists, and says that it was weighed for the decision. */
  linked: boolean;
  /** The point itself is linked as contradicting the decision. */
  contradicts: boolean;
}

export interface DisposalFacts {
  today: Day;
  pointState: string;
  itemState: string;
  decision: DecisionBehind | null;
  /** The named element exists and belongs to the round's program. */
  elementKnown: boolean;
}

/** The states of an item in which its points are weighed. */
const WEIGHED: readonly string[] = ['coded', 'under_consideration', 'decided'];

function decisionRefusal({ kind }: DisposalInput, decision: DecisionBehind, relation: boolean): Refusal | null {
  if (decision.state === 'superseded') return 'disposition.decision_superseded';
  if (decision.contradicts) return 'disposition.point_contradicts';
  if (!decision.linked && !relation) return 'disposition.decision_not_linked';
  if (kind === 'recommended') return decision.level === 'mission' ? 'disposition.not_a_recommendation' : null;
  const adopted = decision.recommendation === 'adopted' || (kind === 'partly' && decision.recommendation === 'partly');
  if (decision.level !== 'mission' && !adopted) return 'disposition.recommendation_not_adopted';
  return decision.changes > 0 ? null : 'disposition.no_program_change';
}

/**
 * What stands against disposing of a point this way, or null (G02). `incorporated` and `partly` need a linked decision
 * with at least one program change; what the mission recommends counts as taken up only once it is adopted.
 */
export function disposalRefusal(input: DisposalInput, facts: DisposalFacts): Refusal | null {
  if (!WEIGHED.includes(facts.itemState)) return 'disposition.item_not_weighed';
  if (facts.pointState === 'removed' || facts.pointState === 'marked') return 'disposition.point_not_coded';
  const [missing] = missingFields(input);
  if (missing) return MISSING[missing];
  if (input.kind === 'deferred' && input.reviewOn! <= facts.today) return 'disposition.review_not_later';
  if (input.kind === 'already_reflected' && !facts.elementKnown) return 'disposition.element_missing';
  if (needsDecision(input.kind)) {
    if (!facts.decision) return 'disposition.decision_missing';
    const refusal = decisionRefusal(input, facts.decision, input.relation !== undefined);
    if (refusal) return refusal;
  }
  const wasDone = facts.pointState === 'disposed' || facts.pointState === 'answered';
  return wasDone && !countsNow(input.kind, facts.decision) ? 'disposition.would_reopen' : null;
}

const MISSING: Readonly<Record<DisposalField, Refusal>> = {
  reason: 'disposition.reason_missing',
  proof: 'disposition.proof_missing',
  reviewOn: 'disposition.review_missing',
  decisionId: 'disposition.decision_missing',
  elementId: 'disposition.element_missing',
};

/**
 * Whether a disposition counts at once. What names a decision is a proposal until that decision is signed: the point
 * stays undisposed, and the round unanswered.
 */
export function countsNow(kind: DispositionKind, decision: Pick<DecisionBehind, 'state'> | null): boolean {
  return !needsDecision(kind) || decision?.state === 'signed';
}

/** Whether the reason given is none: to be recorded and escalated, never to close anything. */
export function isPartnerTension(input: Pick<DisposalInput, 'kind' | 'reason'>): boolean {
  return input.kind === 'not_incorporated' && input.reason === NO_REASON;
}
