import { actMessage, verifyAct, type Act, type ActKey } from './act-key.server';
import type { Visit } from './visit';
import { readVisit } from './visit-door-store.server';

/** The commitment of the leaf that received the visited submission: acts by code are bound to it. */
export async function leafOf({ submission }: Pick<Visit, 'submission'>): Promise<string> {
  return readVisit(submission.missionId, submission.id, async (db) => {
    const rows = await db.$queryRaw<{ commitment: string }[]>`
      select encode(l.commitment, 'hex') as commitment from app.leaf l join app.fact f on f.tx = l.tx
      where f.type = 'submission.received' and f.subject_id = ${submission.id}::uuid`;
    const [row] = rows;
    if (!row) throw new Error('a submission without its leaf');
    return row.commitment;
  });
}

export interface SignedAct extends Omit<Act, 'log'> {
  /** Ed25519. */
  signature: Uint8Array<ArrayBuffer>;
}

/** Signs an act on the visited submission's next version with its code's key. */
export async function signAct(
  visit: Pick<Visit, 'submission'>,
  key: ActKey,
  what: Pick<Act, 'act' | 'scope'>,
): Promise<SignedAct> {
  const { missionId, version } = visit.submission;
  const unsigned = { ...what, version: version + 1, leaf: await leafOf(visit) };
  return { ...unsigned, signature: key.sign(actMessage({ ...unsigned, log: missionId })) };
}

/** Whether an act was signed with the code of this submission: what a verifier asks, from the record alone. */
export function isSigned(publicKey: Uint8Array, missionId: string, { signature, ...act }: SignedAct): boolean {
  return verifyAct(publicKey, actMessage({ ...act, log: missionId }), signature);
}
