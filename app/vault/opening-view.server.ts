import type { Staff } from '~/auth/staff.server';
import { toBase64url } from '~/platform/crypto/bytes.server';
import { dayOf } from '~/platform/day';
import { labelOf } from './key-list.server';
import type { OpeningKind, OpeningState, OpeningTarget, Review } from './opening';
import { isAsAsked, loadOpening, stepOpening } from './opening-commands.server';
import { challengeFor } from './opening-proof.server';
import { officerKeys } from './vault-keys-store.server';
import { readVault } from './vault-reading.server';

export interface OpeningView {
  id: string;
  kind: OpeningKind;
  state: OpeningState;
  target: OpeningTarget;
  targetId: string;
  reason: string;
  by: string;
  requestedOn: string;
  own: boolean;
  review: Review | null;
  /** For one who may approve: to be opened offline with the own key. */
  challenge: string | null;
  /** The hash of the request as it is shown. */
  seen: string;
  may: { deliver: boolean; review: boolean };
}

/** One opening and what the reader can do about it; null for another mission's. */
export async function openingView(staff: Staff, id: string): Promise<OpeningView | null> {
  const loaded = await loadOpening(staff, id);
  if (!loaded) return null;
  const { opening, key } = loaded;
  const keys = await readVault(opening.missionId, officerKeys);
  const requester = keys.find((one) => one.id === opening.requesterKey);
  const mayApprove = stepOpening(staff, opening, 'approve').ok && isAsAsked(opening);
  const { kind, state, target, targetId, reason, requestedAt, review, requestHash } = opening;
  return {
    id,
    kind,
    state,
    target,
    targetId,
    reason,
    review,
    by: requester ? labelOf(requester) : '',
    requestedOn: dayOf(requestedAt),
    own: opening.requester === staff.accountId,
    challenge: mayApprove && key ? challengeFor(opening, { keyId: key.id, publicKey: key.publicKey }) : null,
    seen: toBase64url(requestHash),
    may: { deliver: stepOpening(staff, opening, 'deliver').ok, review: stepOpening(staff, opening, 'review').ok },
  };
}
