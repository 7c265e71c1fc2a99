import { missionById } from '~/missions/mission-store.server';
import { dayOf } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { recordChange, StaleChange } from '~/record/record-change.server';
import type { RoundState } from '~/rounds/round';
import { roundsOf } from '~/rounds/round-store.server';
import { planRoundKey } from '~/vault/round-key-plan.server';

/** Rounds whose risk review is signed and that take answers, or may again. */
const IN_USE: readonly RoundState[] = ['approved', 'open', 'paused_for_safety'];

async function renew(missionId: string, roundId: string | null): Promise<boolean> {
  const today = dayOf(now());
  const plan = await readForDesk({ missionId }, async (db) => {
    const mission = await missionById(db, missionId);
    return mission && planRoundKey(db, mission, roundId, today);
  });
  if (!plan) return false;
  const [first, ...rest] = plan.facts;
  if (!first) return false;
  try {
    await recordChange({ role: 'system', accountId: null, missionId }, [first, ...rest], plan.write);
    return true;
  } catch (error) {
    // Another process, or the signing of a review, was first: it made the key.
    if (!(error instanceof StaleChange)) throw error;
    return false;
  }
}

/**
 * Makes the vault keys that are due: for rounds in use that have none or whose holders are no longer all there, and for
 * the mission's own entries. One transaction a key, so that a run that was cut goes on where it stopped. Gives how many
 * were made; none while there are too few officers.
 */
export async function renewRoundKeys(missionId: string): Promise<number> {
  const rounds = await readForDesk({ missionId }, roundsOf);
  const due = [null, ...rounds.filter(({ state }) => IN_USE.includes(state)).map(({ id }) => id)];
  let made = 0;
  for (const roundId of due) if (await renew(missionId, roundId)) made += 1;
  return made;
}
