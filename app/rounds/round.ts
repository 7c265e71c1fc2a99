import type { Permission } from '~/auth/permissions';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Retention } from '~/missions/mission';
import type { Day } from '~/platform/day';
import type { FactType } from '~/record/fact-types';
import type { Workflow } from '~/workflow/workflow';

export const ROUND_STATES = [
  'draft',
  'risk_review',
  'approved',
  'open',
  'paused_for_safety',
  'closed',
  'synthesis',
  'responded',
  'published',
  'archived',
  'cancelled',
] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** Characters of a round's title, and of a reason that is kept with it. */
export const ROUND_TITLE = 200;
export const REASON = 500;

/** What everybody may know of a round. */
export interface PublicRound {
  id: string;
  missionId: string;
  programId: string;
  slug: string;
  state: RoundState;
  title: LocalizedText;
  purpose: LocalizedText;
  /** What can come of it. */
  outcome: LocalizedText;
  sourceLanguage: string;
  languages: readonly string[];
  consentVersion: string;
  retention: Retention | null;
  retentionAuthority: string | null;
  /** How many people it is meant to reach: what the budgets of a flood are measured by. */
  expectedPeople: number;
  /** The last day on which answers are taken. */
  closesOn: Day;
  answerBy: Day;
  openedOn: Day | null;
  closedOn: Day | null;
  publishedOn: Day | null;
}

export interface Round extends PublicRound {
  decidesLethal: boolean;
  /** Template and its edition that the round was made from, or null. */
  template: string | null;
  preparedBy: string;
  approvedBy: string | null;
  version: number;
}

/** The acts that gates can block. */
export const GATED_EVENTS = ['submit', 'approve', 'open', 'respond', 'publish'] as const;
export type GatedEvent = (typeof GATED_EVENTS)[number];

export type RoundEvent =
  GatedEvent | 'return' | 'pause' | 'resume' | 'close' | 'begin_synthesis' | 'archive' | 'cancel';

/** What the workflow is asked about: a round's state, and the names of the gates that do not hold, by the act they block. */
export interface RoundCase {
  state: RoundState;
  openedOn: Day | null;
  unmet: Partial<Record<GatedEvent, readonly string[]>>;
}

const gated = (event: GatedEvent) => (round: RoundCase) => (round.unmet[event]?.length ? 'round.gates_unmet' : null);

/** The life of a round (GUIDELINES, Round). "Time has passed" never means "answered". */
export const ROUND_WORKFLOW: Workflow<RoundState, RoundEvent, Permission, RoundCase> = {
  submit: { from: ['draft'], to: 'risk_review', needs: 'round.edit', refusal: gated('submit') },
  approve: { from: ['risk_review'], to: 'approved', needs: 'round.approve', refusal: gated('approve') },
  // Questions that people have answered are not changed any more.
  return: {
    from: ['risk_review', 'approved'],
    to: 'draft',
    needs: 'round.run',
    refusal: (round) => (round.openedOn ? 'round.was_open' : null),
  },
  open: { from: ['approved'], to: 'open', needs: 'round.run', refusal: gated('open') },
  pause: { from: ['approved', 'open'], to: 'paused_for_safety', needs: 'round.pause' },
  resume: { from: ['paused_for_safety'], to: 'risk_review', needs: 'round.run' },
  close: { from: ['open'], to: 'closed', needs: 'round.run' },
  begin_synthesis: { from: ['closed'], to: 'synthesis', needs: 'round.run' },
  respond: { from: ['synthesis'], to: 'responded', needs: 'round.approve', refusal: gated('respond') },
  publish: { from: ['responded'], to: 'published', needs: 'publication.publish', refusal: gated('publish') },
  archive: { from: ['published'], to: 'archived', needs: 'round.run' },
  cancel: {
    from: ['draft', 'risk_review', 'approved', 'open', 'paused_for_safety'],
    to: 'cancelled',
    needs: 'round.run',
  },
};

export const ROUND_EVENTS = Object.keys(ROUND_WORKFLOW) as RoundEvent[];

export const ROUND_FACTS: Readonly<Record<RoundEvent, FactType>> = {
  submit: 'round.submitted',
  approve: 'round.approved',
  return: 'round.returned',
  open: 'round.opened',
  pause: 'round.paused',
  resume: 'round.resumed',
  close: 'round.closed',
  begin_synthesis: 'round.synthesis_begun',
  respond: 'round.responded',
  publish: 'round.published',
  archive: 'round.archived',
  cancel: 'round.cancelled',
};

/** The events that are refused without a reason in words, and under what kind it is kept. */
export const REASON_KINDS: Partial<Record<RoundEvent, 'pause' | 'cancellation'>> = {
  pause: 'pause',
  cancel: 'cancellation',
};

/** The states in which the closing day can be moved on, always with a reason that is kept. */
const EXTENDABLE: readonly RoundState[] = ['risk_review', 'approved', 'open', 'paused_for_safety'];

export function isExtendable(round: Pick<PublicRound, 'state'>): boolean {
  return EXTENDABLE.includes(round.state);
}

/** The states before a round opens, in which its translations and their reviews may still change. */
const BEFORE_OPENING: readonly RoundState[] = ['draft', 'risk_review', 'approved'];

export function isBeforeOpening(round: Pick<PublicRound, 'state'>): boolean {
  return BEFORE_OPENING.includes(round.state);
}

/** Why a round was extended, paused or cancelled. */
export interface RoundReason {
  id: string;
  kind: 'extension' | 'pause' | 'cancellation';
  reason: string;
  givenOn: Day;
}

/** Whether a round takes answers on a day. The daily job closes it afterwards; no answer slips in between. */
export function takesAnswers(round: Pick<PublicRound, 'state' | 'closesOn'>, today: Day): boolean {
  return round.state === 'open' && today <= round.closesOn;
}

/** Whether addresses may be given to be told of news: while there is something to come, or to come anew. */
export function takesAddresses({ state }: Pick<PublicRound, 'state'>): boolean {
  return state !== 'cancelled' && state !== 'archived';
}

/** What the public sees of a state: a pause for safety is not told apart from a closing. */
export const PUBLIC_PHASES = ['open', 'being_answered', 'published', 'cancelled'] as const;
export type PublicPhase = (typeof PUBLIC_PHASES)[number];

export function publicPhase(round: Pick<PublicRound, 'state' | 'closesOn'>, today: Day): PublicPhase {
  if (takesAnswers(round, today)) return 'open';
  if (round.state === 'cancelled') return 'cancelled';
  return round.state === 'published' || round.state === 'archived' ? 'published' : 'being_answered';
}
