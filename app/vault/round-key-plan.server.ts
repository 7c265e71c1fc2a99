import { v7 } from 'uuid';
import type { Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';
import { born, next, type Fact } from '~/record/fact';
import { areEnough } from './holders.server';
import { makeRoundKey } from './round-key.server';
import { activeKeys, heldBy, insertRoundKey, roundKeysOf } from './vault-keys-store.server';

export interface KeyPlan {
  facts: Fact[];
  /** To be called in the transaction that files the facts. */
  write(tx: Tx): Promise<void>;
}

/** A current key goes on while everybody who holds it still counts; else a new epoch is due. */
export function isDue(current: boolean, holders: readonly string[], active: readonly string[]): boolean {
  return !current || holders.some((one) => !active.includes(one));
}

/**
 * The next vault key of a round (or, with null, of the mission's entries), its private half wrapped to each officer who
 * counts today and to the recovery key. Null where the present one goes on, and where there are too few officers: then
 * the round stays anonymous only. Reads before the transaction; nothing secret outlives it but the wraps.
 */
export async function planRoundKey(
  db: Db,
  mission: { id: string; slug: string },
  roundId: string | null,
  today: Day,
): Promise<KeyPlan | null> {
  const holders = await activeKeys(db, mission, today);
  if (!areEnough(holders)) return null;
  const keys = await roundKeysOf(db, roundId);
  const current = keys.find(({ state }) => state === 'current') ?? null;
  const wraps = (await heldBy(db)).filter(({ roundKeyId }) => roundKeyId === current?.id);
  const active = holders.map(({ id }) => id);
  const held = wraps.map(({ officerKeyId }) => officerKeyId);
  if (!isDue(current !== null, held, active)) return null;
  const epoch = (keys[0]?.epoch ?? 0) + 1;
  const id = v7();
  const made = makeRoundKey(runtime().keyring, { id, scope: roundId ?? mission.id, epoch }, holders);
  const payload = { round: roundId, epoch, holders: active };
  return {
    facts: [
      born('round_key.made', id, payload),
      ...(current ? [next('round_key.retired', current, { round: roundId, epoch: current.epoch })] : []),
    ],
    write: (tx) => insertRoundKey(tx, { id, missionId: mission.id, roundId, epoch, madeOn: today }, made, current),
  };
}
