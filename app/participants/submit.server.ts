import { equalBytes } from '~/platform/crypto/bytes.server';
import { ageOfForm, issueFormToken, type FormTokenReading } from '~/platform/crypto/form-token.server';
import { dayOf } from '~/platform/day';
import { hasRoomForSubmission } from '~/platform/disk.server';
import { now, runtime } from '~/platform/runtime.server';
import { recordSubmission, type SubmissionOutcome } from '~/record/record-function.server';
import type { BoxKey } from '~/vault/box.server';
import { actKeyOf } from './act-key.server';
import type { Door } from './budget';
import { Budgets } from './budgets.server';
import { bodyTag, canonicalBody, type BodyFields } from './canonical-body.server';
import { codeOf, deriveSecret, lookupOf } from './return-code.server';
import { replayIsOpen, type Replay, type SubmissionDraft } from './submission';
import { sealSubmission, type SubmissionKeys } from './submission-sealing.server';
import { findReplay } from './submission-store.server';
import { isUnavailable, worthASecondTry } from './unavailable.server';

/** The purpose of the form token of respond pages; its subject is the round's slug. */
export const RESPOND_PURPOSE = 'respond';

/** A token that was read and whose keys are there. */
export type TrueToken = Extract<FormTokenReading, { ok: true }>;

/** One sending of a form: what it says, and its fields as they were sent, to tell a second sending from another text. */
export interface Sending {
  token: FormTokenReading;
  slug: string;
  /** Whether the round takes answers today. */
  open: boolean;
  draft: SubmissionDraft;
  body: BodyFields;
  /** The round's vault key, asked for at this sending; null where the round is anonymous only. */
  vaultKey: BoxKey | null;
  /** The hash of an invitation, or null: whoever bears one is within every budget. */
  invitation: Uint8Array | null;
  /** What the budgets of the hour look at; nothing of it is stored. */
  arrival: { door: Door; source: string | null; expectedPeople: number };
}

export type Submitted =
  /** Stored now. `code` is null where the sender wanted none. */
  | { kind: 'received'; id: string; code: string | null }
  /** The same form with the same text: stored before, the same code again. */
  | { kind: 'again'; id: string; code: string }
  /** The same form with another text: the earlier one counts. */
  | { kind: 'other_body' }
  /** Stored before, and the code is not shown any more. */
  | { kind: 'already' }
  /** Nothing stored: the form is too old, or its keys are gone; it goes on with this token. */
  | { kind: 'fresh_token'; token: string }
  | { kind: 'too_young' }
  | { kind: 'round_not_open' }
  /** Nothing stored: the invitation was used, or is of another round. */
  | { kind: 'invitation_spent' }
  /** The database or the disk cannot take it now. It may have arrived: the same form may be sent again. */
  | { kind: 'unavailable' };

/** What a form's token stands for. The nonce is never stored; nothing of this outlives the request. */
export function keysOf(token: TrueToken) {
  const codeKey = runtime().keyring.code.find(token.codeVersion);
  // `readFormToken` refuses a token whose code key is gone.
  if (!codeKey) throw new Error('the code key went while its token was read');
  const secret = deriveSecret(codeKey, token.nonce);
  return { lookup: lookupOf(secret), code: codeOf(secret), actPublicKey: actKeyOf(secret).publicKey };
}

/** The table of retries (PROTOCOL.md): same token, stored already. */
function answerRetry(replay: Replay, token: TrueToken, code: string, tag: Uint8Array): Submitted {
  if (!replayIsOpen(replay, ageOfForm(token.ageSeconds))) return { kind: 'already' };
  const sameBody = replay.bodyTag !== null && equalBytes(replay.bodyTag, tag);
  return sameBody ? { kind: 'again', id: replay.submissionId, code } : { kind: 'other_body' };
}

const budgets = new Budgets(() => now().getTime());

/**
 * Seals and stores. What comes beyond the budgets is kept in quarantine and acknowledged like any other: whoever floods
 * learns nothing, and whoever comes in the middle of a flood loses nothing.
 */
async function sealAndStore(
  { draft, vaultKey, invitation, arrival }: Sending,
  keys: SubmissionKeys,
): Promise<{ id: string; outcome: SubmissionOutcome }> {
  const place = invitation ? null : budgets.take({ ...arrival, roundId: draft.round.id });
  try {
    const arriving = { invitation, quarantined: place?.within === false, vaultKey };
    const sealed = await sealSubmission(draft, { ...keys, ...arriving }, dayOf(now()));
    const actor = { role: 'participant', accountId: null, missionId: draft.round.missionId };
    const outcome = await recordSubmission(actor, sealed.rows, sealed.facts, sealed.metadata);
    if (outcome !== 'stored') place?.giveBack();
    return { id: sealed.id, outcome };
  } catch (error) {
    place?.giveBack();
    throw error;
  }
}

async function storeOnce(sending: Sending & { token: TrueToken }): Promise<Submitted | 'too_old'> {
  const { token, draft, body, open } = sending;
  const { lookup, code, actPublicKey } = keysOf(token);
  const tag = bodyTag(token.nonce, canonicalBody(body));
  const found = await findReplay(lookup);
  if (found) return answerRetry(found, token, code, tag);
  const age = ageOfForm(token.ageSeconds);
  if (age === 'too_young') return { kind: 'too_young' };
  if (age === 'too_old') return 'too_old';
  if (!open) return { kind: 'round_not_open' };
  if (!(await hasRoomForSubmission(runtime().config.dataDir))) return { kind: 'unavailable' };
  const { id, outcome } = await sealAndStore(sending, { lookup, actPublicKey, bodyTag: tag });
  if (outcome === 'stored') return { kind: 'received', id, code: draft.codeDeclined ? null : code };
  // Another sending of the same form was first, perhaps just before the round closed.
  const first = await findReplay(lookup);
  if (first) return answerRetry(first, token, code, tag);
  return { kind: outcome === 'invitation_spent' ? outcome : 'round_not_open' };
}

function freshToken(slug: string): Submitted {
  const token = issueFormToken(runtime().keyring, { purpose: RESPOND_PURPOSE, subject: slug, now: now() });
  return { kind: 'fresh_token', token };
}

/**
 * Submits one form: "Submitting" of PROTOCOL.md, steps 2 to 7. Whether the form is stored already is asked before
 * anything is refused, so that whoever lost the reply finds the code again; of several simultaneous sendings of one
 * form exactly one is stored. A passing fault is met once by sending again, which the look-up makes harmless. Nothing
 * in the answer outlives it: the code is in no table and no log.
 */
export async function submit(sending: Sending): Promise<Submitted> {
  const { token, slug } = sending;
  if (!token.ok) return freshToken(slug);
  const attempt = () => storeOnce({ ...sending, token });
  const again = (error: unknown) => (worthASecondTry(error) ? attempt() : Promise.reject(error));
  try {
    const answer = await attempt().catch(again);
    return answer === 'too_old' ? freshToken(slug) : answer;
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return { kind: 'unavailable' };
  }
}
