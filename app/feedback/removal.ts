import type { Mask } from '~/feedback/redaction';
import type { Refusal } from '~/platform/result';

export const REMOVAL_STATES = ['requested', 'approved', 'declined'] as const;
export type RemovalState = (typeof REMOVAL_STATES)[number];

/** Why words are removed for good. */
export const REMOVAL_REASONS = ['lasting_danger', 'sender_asked', 'law', 'seizure'] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];

/** Hours after which a request is nothing any more (SECURITY.md §5). */
export const REMOVAL_HOURS = 24;

/** What exactly was asked for: an approval counts for these passages, in these texts, and for no others. */
export interface RemovalRequest {
  id: string;
  missionId: string;
  itemId: string;
  redactionId: string;
  /** The mask's version with the request: any later change of it makes another request. */
  redactionVersion: number;
  texts: Mask['texts'];
  /** The commitments over the texts, by their ids, in hexadecimal. */
  roots: Readonly<Record<string, string>>;
  reason: RemovalReason;
  requestedBy: string;
  requestedAt: Date;
  expiresAt: Date;
}

/** The fields of a request in their one order, to be hashed. */
export function removalFields(request: RemovalRequest): string[] {
  const texts = [...request.texts].sort((a, b) => (a.textId < b.textId ? -1 : 1));
  return [
    'answerable/removal/request/v1',
    request.id,
    request.missionId,
    request.itemId,
    request.redactionId,
    String(request.redactionVersion),
    request.reason,
    request.requestedBy,
    request.requestedAt.toISOString(),
    request.expiresAt.toISOString(),
    ...texts.flatMap(({ textId, spans }) => [
      textId,
      request.roots[textId] ?? '',
      String(spans.length),
      ...spans.flatMap(({ start, end }) => [String(start), String(end)]),
    ]),
  ];
}

interface RemovalCase {
  state: RemovalState;
  requestedBy: string;
  expiresAt: Date;
}

/** Whether a request still waits for its second person. Nothing approves itself by time. */
export function isOpen({ state, expiresAt }: Omit<RemovalCase, 'requestedBy'>, now: Date): boolean {
  return state === 'requested' && now < expiresAt;
}

/** What stands against a decision by somebody, or null. Whoever asked may take the request back, and never approve it. */
export function refuseDecision(
  removal: RemovalCase,
  { actor, now, approves }: { actor: string; now: Date; approves: boolean },
): Refusal | null {
  if (removal.state !== 'requested') return 'workflow.not_from_here';
  if (!approves) return null;
  if (removal.requestedBy === actor) return 'removal.own_request';
  return isOpen(removal, now) ? null : 'removal.expired';
}
