import { equalBytes } from '~/platform/crypto/bytes.server';
import { actMessage, verifyAct } from './act-key.server';
import type { LedgerEntry } from './ledger.server';

/** What the participant signs: the mission's log by the mission's id, the leaf of the submission, the version made. */
export function withdrawalMessage(missionId: string, { leaf, version, scope }: LedgerEntry): Uint8Array {
  return actMessage({ log: missionId, leaf, version, act: 'withdraw', scope });
}

/** Of a submission, what a signature for its withdrawal is held against. */
export interface Withdrawable {
  missionId: string;
  /** Null where no code was wanted: nobody can withdraw it. */
  actPublicKey: Uint8Array | null;
  /** Commitment of the leaf that received it, hexadecimal. */
  leaf: string;
}

/** Whether the holder of the submission's code signed this entry, for this very leaf. */
export function isGenuine({ missionId, actPublicKey, leaf }: Withdrawable, entry: LedgerEntry): boolean {
  if (!actPublicKey || entry.leaf !== leaf) return false;
  return verifyAct(actPublicKey, withdrawalMessage(missionId, entry), Buffer.from(entry.signature, 'hex'));
}

/** A submission that the database calls withdrawn, as it lies there. */
export interface WithdrawnRow extends Omit<Withdrawable, 'leaf'> {
  id: string;
  version: number;
  /** Null where the leaf is gone. */
  leaf: string | null;
  /** The public key that was sealed into the leaf when it was sent; null where the leaf opens no more. */
  keyInLeaf: Uint8Array | null;
}

export type WithdrawalProof = 'proved' | 'no_leaf' | 'other_key' | 'not_in_ledger' | 'not_signed';

/**
 * Whether a withdrawal in the database was its sender's: the ledger has an entry of it, signed with the key that was in the
 * submission's leaf from the beginning. Anything else was written by somebody who held the database.
 */
export function proofOf(row: WithdrawnRow, ledger: readonly LedgerEntry[]): WithdrawalProof {
  const { leaf, actPublicKey, keyInLeaf } = row;
  if (leaf === null) return 'no_leaf';
  if (!actPublicKey || !keyInLeaf || !equalBytes(actPublicKey, keyInLeaf)) return 'other_key';
  const own = ledger.filter(({ submission, version }) => submission === row.id && version <= row.version);
  if (own.length === 0) return 'not_in_ledger';
  return own.some((entry) => isGenuine({ ...row, leaf }, entry)) ? 'proved' : 'not_signed';
}
