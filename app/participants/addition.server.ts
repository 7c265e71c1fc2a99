import { ageOfForm } from '~/platform/crypto/form-token.server';
import { bodyTag, canonicalBody, type BodyFields } from './canonical-body.server';
import { replayIsOpen } from './submission';
import { findReplay } from './submission-store.server';
import { keysOf, type TrueToken } from './submit.server';
import { say } from './visit-commands.server';
import { FormTaken } from './visit-door-store.server';
import { loadVisit } from './visit-store.server';

export type Added = { kind: 'added' } | { kind: 'already' } | { kind: 'unknown' };

/**
 * Adds another text to what the same form sent before, as a message to the desk: for whoever changed the answers after
 * sending them. The same addition sent twice is taken once. Once the code is not shown any more (`already`), the way to
 * add something is the code itself.
 */
export async function addToSubmission(token: TrueToken, text: string, body: BodyFields): Promise<Added> {
  const replay = await findReplay(keysOf(token).lookup);
  if (!replay) return { kind: 'unknown' };
  if (!replayIsOpen(replay, ageOfForm(token.ageSeconds))) return { kind: 'already' };
  const visit = await loadVisit(replay.missionId, replay.submissionId);
  const nonce = bodyTag(token.nonce, canonicalBody({ ...body, step: 'add' }));
  try {
    await say(visit, nonce, { kind: 'addition', text });
  } catch (error) {
    if (!(error instanceof FormTaken)) throw error;
  }
  return { kind: 'added' };
}
