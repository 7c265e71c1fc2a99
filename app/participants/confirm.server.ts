import { ageOfForm } from '~/platform/crypto/form-token.server';
import { next } from '~/record/fact';
import { recordChange, StaleChange } from '~/record/record-change.server';
import { matchesTypedGroups } from './return-code.server';
import { replayIsOpen } from './submission';
import { closeReplay, findReplay, roundOf } from './submission-store.server';
import { keysOf, type TrueToken } from './submit.server';

export type Shown =
  | { kind: 'again'; id: string; code: string }
  /** Stored, and the code is not shown any more. */
  | { kind: 'already' }
  /** Nothing is stored under this form. */
  | { kind: 'unknown' };

/** The code of what this form sent, for as long as it may be shown: to whoever came back with another text. */
export async function showCodeAgain(token: TrueToken): Promise<Shown> {
  const { lookup, code } = keysOf(token);
  const replay = await findReplay(lookup);
  if (!replay) return { kind: 'unknown' };
  if (!replayIsOpen(replay, ageOfForm(token.ageSeconds))) return { kind: 'already' };
  return { kind: 'again', id: replay.submissionId, code };
}

export interface TypedGroups {
  second: string;
  fifth: string;
}

export type Confirmed = Exclude<Shown, { kind: 'again' }> | { kind: 'confirmed' } | { kind: 'mismatch'; code: string };

async function confirmOnce(token: TrueToken, { second, fifth }: TypedGroups): Promise<Confirmed> {
  const { lookup, code } = keysOf(token);
  const replay = await findReplay(lookup);
  if (!replay) return { kind: 'unknown' };
  const matches = matchesTypedGroups(code, second, fifth);
  if (!replayIsOpen(replay, ageOfForm(token.ageSeconds))) return { kind: matches ? 'confirmed' : 'already' };
  if (!matches) return { kind: 'mismatch', code };
  await recordChange(
    { role: 'participant', accountId: null, missionId: replay.missionId },
    [next('submission.confirmed', { id: replay.submissionId, version: replay.version })],
    (tx) => closeReplay(tx, replay),
    { role: 'visit', submission: replay.submissionId, metadata: { round: await roundOf(replay) } },
  );
  return { kind: 'confirmed' };
}

/**
 * Two groups typed back show that the code was kept; then it is never shown again and the tag of the text goes. Never a
 * condition: a submission that nobody confirms is processed like any other. A second press, or one on another node, is
 * answered as the first.
 */
export async function confirmCode(token: TrueToken, typed: TypedGroups): Promise<Confirmed> {
  try {
    return await confirmOnce(token, typed);
  } catch (error) {
    if (!(error instanceof StaleChange)) throw error;
    return confirmOnce(token, typed);
  }
}
