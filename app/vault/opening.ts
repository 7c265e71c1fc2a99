import type { Permission } from '~/auth/permissions';
import type { FactType } from '~/record/fact-types';
import type { Workflow } from '~/workflow/workflow';

export const OPENING_STATES = ['requested', 'approved', 'declined', 'delivered', 'reviewed'] as const;
export type OpeningState = (typeof OPENING_STATES)[number];

export const OPENING_KINDS = ['two_person', 'break_glass'] as const;
export type OpeningKind = (typeof OPENING_KINDS)[number];

export const OPENING_TARGETS = ['submission', 'entry'] as const;
export type OpeningTarget = (typeof OPENING_TARGETS)[number];

export const OPENING_EVENTS = ['approve', 'decline', 'deliver', 'review'] as const;
export type OpeningEvent = (typeof OPENING_EVENTS)[number];

export const REVIEWS = ['justified', 'not_justified'] as const;
export type Review = (typeof REVIEWS)[number];

/** Hours after which a request, and an approval of it, is nothing any more (SECURITY.md §5). */
export const OPENING_HOURS = 24;
/** Characters of the reason for breaking the glass, at least; and of any reason, at most. */
export const GLASS_REASON = 50;
export const LONGEST_REASON = 1_000;
export const LEAST_REASON = 10;
/** Unreviewed uses of break-glass in so many days that block the next. */
export const GLASS_LIMIT = 3;
export const GLASS_DAYS = 30;

export interface OpeningCase {
  state: OpeningState;
  kind: OpeningKind;
  /** Account that asked. */
  requester: string;
  /** Account that acts now. */
  actor: string;
  expiresAt: Date;
  now: Date;
}

const expired = ({ now, expiresAt }: OpeningCase) => now >= expiresAt;

function refuseApproval(opening: OpeningCase) {
  if (opening.actor === opening.requester) return 'opening.own_request' as const;
  return expired(opening) ? ('opening.expired' as const) : null;
}

function refuseDelivery(opening: OpeningCase) {
  if (opening.actor !== opening.requester) return 'opening.others_request' as const;
  return expired(opening) ? ('opening.expired' as const) : null;
}

function refuseReview(opening: OpeningCase) {
  if (opening.kind !== 'break_glass') return 'opening.no_review_due' as const;
  return opening.actor === opening.requester ? ('opening.own_request' as const) : null;
}

/**
 * The life of an opening. Nothing approves itself by time. What was approved may be given out again to the one who asked,
 * each time as a fact, until it expires: a reply that was lost must not cost a second approval.
 */
export const OPENING_WORKFLOW: Workflow<OpeningState, OpeningEvent, Permission, OpeningCase> = {
  approve: { from: ['requested'], to: 'approved', needs: 'vault.open', refusal: refuseApproval },
  decline: { from: ['requested'], to: 'declined', needs: 'vault.open' },
  deliver: { from: ['approved', 'delivered'], to: 'delivered', needs: 'vault.open', refusal: refuseDelivery },
  review: { from: ['approved', 'delivered'], to: 'reviewed', needs: 'vault.open', refusal: refuseReview },
};

export const OPENING_FACTS: Readonly<Record<OpeningEvent, FactType>> = {
  approve: 'opening.approved',
  decline: 'opening.declined',
  deliver: 'opening.delivered',
  review: 'opening.reviewed',
};

/** What exactly was asked for: an approval counts for these words and no others. */
export interface OpeningRequest {
  id: string;
  missionId: string;
  target: OpeningTarget;
  targetId: string;
  roundId: string | null;
  kind: OpeningKind;
  requester: string;
  requesterKey: string;
  reason: string;
  requestedAt: Date;
  expiresAt: Date;
}

/** The fields of a request in their one order, to be hashed. */
export const requestFields = (request: OpeningRequest): string[] => [
  'answerable/vault/request/v1',
  request.id,
  request.missionId,
  request.target,
  request.targetId,
  request.roundId ?? '',
  request.kind,
  request.requester,
  request.requesterKey,
  request.reason,
  request.requestedAt.toISOString(),
  request.expiresAt.toISOString(),
];
