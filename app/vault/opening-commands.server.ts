import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { missionById } from '~/missions/mission-store.server';
import { equalBytes } from '~/platform/crypto/bytes.server';
import { dateOf, dayOf } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next } from '~/record/fact';
import { addKeySlots, sealForDesk } from '~/record/key-slots.server';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';
import type { ProvenKey } from './holders.server';
import {
  GLASS_DAYS,
  GLASS_LIMIT,
  GLASS_REASON,
  OPENING_FACTS,
  OPENING_HOURS,
  OPENING_WORKFLOW,
  type OpeningEvent,
  type OpeningKind,
  type OpeningRequest,
  type OpeningTarget,
  type Review,
} from './opening';
import { approvalMark, isCodeOf, requestHash } from './opening-proof.server';
import {
  insertOpening,
  moveOpening,
  openingById,
  reasonPlace,
  unreviewedGlass,
  type Opening,
} from './opening-store.server';
import { activeKeys, officerKeys, roundKeysOf } from './vault-keys-store.server';
import { readVault } from './vault-reading.server';

/** One record: a submission in a round, or an entry of the vault. */
export type Target = { target: OpeningTarget; targetId: string; roundId: string | null };

/** The staff's own key, if the root vouches for it today. */
export async function ownKey(db: Db, staff: Staff): Promise<ProvenKey | null> {
  const mission = await missionById(db, staff.missionId ?? '');
  if (!mission) return null;
  const mine = (await officerKeys(db)).filter(({ accountId }) => accountId === staff.accountId).map(({ id }) => id);
  return (await activeKeys(db, mission, dayOf(now()))).find(({ id }) => mine.includes(id)) ?? null;
}

export interface Loaded {
  opening: Opening;
  key: ProvenKey | null;
}

/** An opening with the reader's own key; null for another mission's. */
export function loadOpening(staff: Staff, id: string): Promise<Loaded | null> {
  return readVault(staff.missionId ?? '', async (db) => {
    const opening = await openingById(db, id);
    return opening && { opening, key: await ownKey(db, staff) };
  });
}

/** Whether the row says what was asked for. Another hash means that somebody changed it in the database. */
export function isAsAsked(opening: Opening): boolean {
  return equalBytes(requestHash(opening), opening.requestHash);
}

/** What the workflow allows this person with an opening now. */
export function stepOpening(staff: Staff, opening: Opening, event: OpeningEvent) {
  const subject = { ...opening, actor: staff.accountId, now: now() };
  return step(OPENING_WORKFLOW, subject, event, (permission) => staff.may(permission));
}

function isBlocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes('break-glass blocked');
}

async function begin(staff: Staff, target: Target, kind: OpeningKind, reason: string): Promise<Result<{ id: string }>> {
  const missionId = staff.missionId ?? '';
  if (!staff.may('vault.open')) return refuse('workflow.not_allowed');
  const since = new Date(now().getTime() - GLASS_DAYS * 86_400_000);
  const found = await readVault(missionId, async (db) => ({
    key: await ownKey(db, staff),
    keys: (await roundKeysOf(db, target.roundId)).length,
    unreviewed: await unreviewedGlass(db, since),
  }));
  if (!found.key) return refuse('opening.no_key');
  if (found.keys === 0) return refuse('opening.anonymous_only');
  if (kind === 'break_glass' && found.unreviewed >= GLASS_LIMIT) return refuse('opening.glass_blocked');
  const at = now();
  const id = v7();
  const expiresAt = new Date(at.getTime() + OPENING_HOURS * 3_600_000);
  const request: OpeningRequest = {
    id, missionId, ...target, kind, requester: staff.accountId, requesterKey: found.key.id, reason, requestedAt: at, expiresAt,
  }; // prettier-ignore
  const sealed = await sealForDesk(reasonPlace(id), reason);
  const state = kind === 'break_glass' ? 'approved' : 'requested';
  const type = kind === 'break_glass' ? 'opening.glass_broken' : 'opening.requested';
  const payload = { target: target.target, round: target.roundId };
  try {
    await recordChange(
      staff.actor('vault.open'),
      [born(type, id, payload)],
      async (tx) => {
        await insertOpening(tx, request, { state, reason: sealed.body, requestHash: requestHash(request) });
        await addKeySlots(tx, [sealed.slot]);
      },
      { role: 'vault' },
    );
  } catch (error) {
    if (!isBlocked(error)) throw error;
    return refuse('opening.glass_blocked');
  }
  return done({ id });
}

/**
 * Asks for one box. Says nothing of whether an identity is in it. Refuses where the round takes no identities at all, which
 * everybody may know, and whoever has no key of their own in force.
 */
export function requestOpening(staff: Staff, target: Target, reason: string): Promise<Result<{ id: string }>> {
  return begin(staff, target, 'two_person', reason.trim());
}

/**
 * One officer, one record, danger to life. At least fifty characters of reason; a second officer of the region reviews it
 * afterwards, and three that nobody reviewed within thirty days block the next.
 */
export async function breakGlass(staff: Staff, target: Target, reason: string): Promise<Result<{ id: string }>> {
  if (reason.trim().length < GLASS_REASON) return refuse('opening.reason_too_short');
  return begin(staff, target, 'break_glass', reason.trim());
}

async function write(staff: Staff, opening: Opening, event: OpeningEvent, work: (tx: Tx) => Promise<void>) {
  const payload = { kind: opening.kind, round: opening.roundId };
  const fact = next(OPENING_FACTS[event], opening, payload);
  await recordChange(staff.actor('vault.open'), [fact], work, { role: 'vault' });
}

/**
 * Files that a step happened, from the state and version in which the opening was seen; of two that try at once one gets
 * `StaleChange`.
 */
export function recordStep(staff: Staff, opening: Opening, event: OpeningEvent, more = {}): Promise<void> {
  const { to } = OPENING_WORKFLOW[event];
  return write(staff, opening, event, (tx) => moveOpening(tx, opening, { ...more, state: to }));
}

export interface Approval {
  /** The hash of the request as the approver saw it, in base64url. */
  seen: string;
  /** The code that the approver's own key opened. */
  code: string;
}

/**
 * A second officer approves the exact request. Refuses the one who asked, anybody without a key of their own that the root
 * vouches for, a code that this key did not open, a request that changed or expired, and any second approval.
 */
export async function approveOpening(staff: Staff, id: string, { seen, code }: Approval): Promise<Result> {
  const loaded = await loadOpening(staff, id);
  if (!loaded) return refuse('opening.not_found');
  const { opening, key } = loaded;
  const stepped = stepOpening(staff, opening, 'approve');
  if (!stepped.ok) return stepped;
  if (!key || key.id === opening.requesterKey) return refuse('opening.no_key');
  const hash = Buffer.from(opening.requestHash).toString('base64url');
  if (!isAsAsked(opening) || seen !== hash) return refuse('opening.changed');
  if (!isCodeOf(opening, key.id, code)) return refuse('opening.wrong_code');
  const approval = approvalMark(opening, staff.accountId, key.id);
  await recordStep(staff, opening, 'approve', { approver: staff.accountId, approverKey: key.id, approval });
  return done();
}

export async function declineOpening(staff: Staff, id: string): Promise<Result> {
  const loaded = await loadOpening(staff, id);
  if (!loaded) return refuse('opening.not_found');
  const stepped = stepOpening(staff, loaded.opening, 'decline');
  if (!stepped.ok) return stepped;
  await recordStep(staff, loaded.opening, 'decline');
  return done();
}

/** Another officer says afterwards whether the glass was rightly broken. */
export async function reviewOpening(staff: Staff, id: string, review: Review): Promise<Result> {
  const loaded = await loadOpening(staff, id);
  if (!loaded) return refuse('opening.not_found');
  const stepped = stepOpening(staff, loaded.opening, 'review');
  if (!stepped.ok) return stepped;
  await recordStep(staff, loaded.opening, 'review', {
    review,
    reviewedBy: staff.accountId,
    reviewedOn: dateOf(dayOf(now())),
  });
  return done();
}
