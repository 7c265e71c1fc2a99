import type { Permission } from '~/auth/permissions';
import { missingLanguages, type LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import type { Refusal } from '~/platform/result';
import type { FactType } from '~/record/fact-types';
import type { Workflow } from '~/workflow/workflow';
import type { Relation } from '~/decisions/disposition';
import type { RecommendationState } from '~/decisions/recommendation';

export const DECISION_STATES = ['draft', 'proposed', 'escalated', 'signed', 'superseded'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

/** Who can decide it. What is not the mission's to decide is a recommendation. */
export const DECISION_LEVELS = ['mission', 'capital', 'combatant_command', 'joint'] as const;
export type DecisionLevel = (typeof DECISION_LEVELS)[number];

/** What changes in a program: one element, before and after, from a day on. */
export interface ProgramChange {
  id: string;
  elementId: string;
  before: LocalizedText;
  after: LocalizedText;
  effectiveOn: Day;
}

/** What a decision has to do with a point or a theme. */
export interface DecisionLink {
  id: string;
  pointId: string | null;
  themeId: string | null;
  relation: Relation;
  /** Made after the decision was signed: kept, and always shown as such. */
  backFilled: boolean;
  linkedOn: Day;
}

export interface RecommendationStep {
  id: string;
  state: RecommendationState;
  note: LocalizedText;
  stepOn: Day;
}

export interface Decision {
  id: string;
  missionId: string;
  programId: string;
  roundId: string;
  /** Counted within its program, from 1. */
  number: number;
  level: DecisionLevel;
  state: DecisionState;
  question: LocalizedText;
  outcome: LocalizedText;
  rationale: LocalizedText;
  alternatives: LocalizedText;
  preparedBy: string;
  decidedBy: string | null;
  /** The role held at that date, under which it was signed (G08). */
  authorityId: string | null;
  decidedOn: Day | null;
  recommendedTo: string | null;
  recommendation: RecommendationState | null;
  recommendationDue: Day | null;
  /** Why the signer sent it back the last time. */
  returnedReason: string | null;
  version: number;
  changes: readonly ProgramChange[];
  links: readonly DecisionLink[];
  steps: readonly RecommendationStep[];
}

export type DecisionEvent = 'propose' | 'return' | 'escalate' | 'sign';

/** What the workflow is asked about: the decision, and what was found out about the signing. */
export interface DecisionCase extends Pick<Decision, 'state' | 'level' | 'recommendedTo'> {
  /** Question, outcome and rationale have words in the working language. */
  complete: boolean;
  actorId: string;
  /** Everybody who wrote in it. */
  writers: readonly string[];
  /** The signer's role is in force today. */
  authorityInForce: boolean;
  /** Elements whose text is no longer the one the decision starts from. */
  conflicts: number;
  /** What stands against a disposition that waits for this decision. */
  dispositionRefusal: Refusal | null;
}

function notReady(decision: DecisionCase): Refusal | null {
  if (!decision.complete) return 'decision.text_missing';
  return decision.level !== 'mission' && !decision.recommendedTo ? 'decision.nobody_to_recommend_to' : null;
}

function notSignable(decision: DecisionCase): Refusal | null {
  if (decision.writers.includes(decision.actorId)) return 'decision.signer_prepared';
  if (!decision.authorityInForce) return 'decision.no_authority';
  if (decision.conflicts > 0) return 'decision.element_changed';
  return notReady(decision) ?? decision.dispositionRefusal;
}

/**
 * The life of a decision. The chief of mission signs what somebody else prepared, under a role in force that day (G08);
 * what is sent back carries a reason.
 */
export const DECISION_WORKFLOW: Workflow<DecisionState, DecisionEvent, Permission, DecisionCase> = {
  propose: { from: ['draft'], to: 'proposed', needs: 'decision.edit', refusal: notReady },
  escalate: { from: ['draft', 'proposed'], to: 'escalated', needs: 'decision.edit', refusal: notReady },
  return: { from: ['proposed', 'escalated'], to: 'draft', needs: 'decision.sign' },
  sign: { from: ['proposed', 'escalated'], to: 'signed', needs: 'decision.sign', refusal: notSignable },
};

export const DECISION_EVENTS = Object.keys(DECISION_WORKFLOW) as DecisionEvent[];

export const DECISION_FACTS: Readonly<Record<DecisionEvent, FactType>> = {
  propose: 'decision.proposed',
  escalate: 'decision.escalated',
  return: 'decision.returned',
  sign: 'decision.signed',
};

/** Whether question, outcome and rationale have words in the working language; others may follow later. */
export function isComplete(decision: Pick<Decision, 'question' | 'outcome' | 'rationale'>, working: string): boolean {
  return [decision.question, decision.outcome, decision.rationale].every(
    (text) => missingLanguages(text, [working]).length === 0,
  );
}

/** Languages of the round that a participant could not read the decision in. */
export function languagesWithout(decision: Pick<Decision, 'outcome'>, languages: readonly string[]): string[] {
  return missingLanguages(decision.outcome, languages);
}

/** A link made once the decision is signed is marked: it explains nothing that was weighed (G02). */
export function isBackFilled(decision: Pick<Decision, 'state'>): boolean {
  return decision.state === 'signed' || decision.state === 'superseded';
}

/** Whether texts, changes and commitments can still be edited. */
export function isEditable(decision: Pick<Decision, 'state'>): boolean {
  return decision.state === 'draft';
}
