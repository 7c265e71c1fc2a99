import type { Permission } from '~/auth/permissions';
import type { Day } from '~/platform/day';
import type { FactType } from '~/record/fact-types';
import type { Workflow } from '~/workflow/workflow';

/** Who demands (SECURITY.md §10): a kind of authority, never its name. */
export const AUTHORITIES = [
  'court',
  'prosecutor',
  'police',
  'intelligence_service',
  'legislature',
  'inspector',
  'public_records_requester',
  'foreign_authority',
] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** On what legal basis; `none_stated` is a demand all the same. */
export const LEGAL_BASES = [
  'court_order',
  'subpoena',
  'search_warrant',
  'legislative_inquiry',
  'inspection_mandate',
  'public_records_law',
  'mutual_legal_assistance',
  'none_stated',
] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** How far it reaches, from the narrowest. */
export const DEMAND_SCOPES = ['one_submission', 'one_round', 'one_program', 'whole_mission'] as const;
export type DemandScope = (typeof DEMAND_SCOPES)[number];

/** What can be given: kinds of records, of which only the number is kept. */
export const GIVEN_KINDS = [
  'texts',
  'translations',
  'messages',
  'answers',
  'choices',
  'figures',
  'staff_records',
] as const;
export type GivenKind = (typeof GIVEN_KINDS)[number];
/** How many records of each kind; what is not named was not given. */
export type Given = Partial<Record<GivenKind, number>>;

export const DEMAND_STATES = ['received', 'legal_review', 'narrowed', 'answered', 'contested'] as const;
export type DemandState = (typeof DEMAND_STATES)[number];

export interface LawfulDemand {
  id: string;
  missionId: string;
  authority: Authority;
  basis: LegalBasis;
  scope: DemandScope;
  receivedOn: Day;
  /** The last day on which we are forbidden to speak of it; null where we are not. */
  gagUntil: Day | null;
  state: DemandState;
  given: Given;
  /** The protection officer who reviewed and narrowed it, and the chief of mission who decided. Two people. */
  reviewedBy: string | null;
  decidedBy: string | null;
  decidedOn: Day | null;
  version: number;
}

export type DemandEvent = 'take_up' | 'narrow' | 'answer' | 'contest';

interface DemandCase extends Pick<LawfulDemand, 'state' | 'reviewedBy'> {
  actorId: string;
}

const byAnother = ({ reviewedBy, actorId }: DemandCase) =>
  reviewedBy === actorId ? 'lawful_demand.reviewer_decides' : null;

/**
 * The life of a demand (G04): nothing is given before a protection officer has narrowed it and the chief of mission, another
 * person, has decided. What was contested can be answered later, when a court has spoken.
 */
export const DEMAND_WORKFLOW: Workflow<DemandState, DemandEvent, Permission, DemandCase> = {
  take_up: { from: ['received'], to: 'legal_review', needs: 'demand.register' },
  narrow: { from: ['legal_review'], to: 'narrowed', needs: 'demand.review' },
  answer: { from: ['narrowed', 'contested'], to: 'answered', needs: 'demand.decide', refusal: byAnother },
  contest: { from: ['narrowed'], to: 'contested', needs: 'demand.decide', refusal: byAnother },
};
export const DEMAND_EVENTS = Object.keys(DEMAND_WORKFLOW) as DemandEvent[];

export const DEMAND_FACTS: Readonly<Record<DemandEvent, FactType>> = {
  take_up: 'lawful_demand.taken_up',
  narrow: 'lawful_demand.narrowed',
  answer: 'lawful_demand.answered',
  contest: 'lawful_demand.contested',
};

/** Whether a scope is no wider than another: a review narrows and never widens. */
export function isWithin(scope: DemandScope, of: DemandScope): boolean {
  return DEMAND_SCOPES.indexOf(scope) <= DEMAND_SCOPES.indexOf(of);
}

export interface DemandsOfYear {
  missionId: string;
  year: string;
  count: number;
}

/** How many demands each mission received in each year, the latest year first: the public figure. */
export function demandsByYear(
  received: readonly { missionId: string; receivedOn: Day; count: number }[],
): DemandsOfYear[] {
  const counts = new Map<string, DemandsOfYear>();
  for (const { missionId, receivedOn, count } of received) {
    const year = receivedOn.slice(0, 4);
    const key = `${year} ${missionId}`;
    counts.set(key, { missionId, year, count: (counts.get(key)?.count ?? 0) + count });
  }
  return [...counts.values()].sort((a, b) => b.year.localeCompare(a.year) || a.missionId.localeCompare(b.missionId));
}
