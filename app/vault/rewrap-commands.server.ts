import { missionById } from '~/missions/mission-store.server';
import { toBase64url } from '~/platform/crypto/bytes.server';
import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next, type Actor } from '~/record/fact';
import { recordChange, StaleChange } from '~/record/record-change.server';
import type { ProvenKey } from './holders.server';
import { readRewrapResult, type NewWrap, type RewrapTask } from './rewrap.server';
import { FORMATS } from './vault-places';
import { activeKeys, addWrap, allRoundKeys, heldBy, type RoundKeyRow } from './vault-keys-store.server';
import { readVault } from './vault-reading.server';

interface Standing {
  mission: { id: string; slug: string };
  active: ProvenKey[];
  keys: RoundKeyRow[];
  isHeld(key: { id: string }, holder: { id: string }): boolean;
}

async function standing(db: Db, missionId: string): Promise<Standing | null> {
  const mission = await missionById(db, missionId);
  if (!mission) return null;
  const active = await activeKeys(db, mission, dayOf(now()));
  const keys = await allRoundKeys(db);
  const held = new Set((await heldBy(db)).map((wrap) => `${wrap.roundKeyId} ${wrap.officerKeyId}`));
  return { mission, active, keys, isHeld: (key, holder) => held.has(`${key.id} ${holder.id}`) };
}

/** How many wraps are missing: keys times officers who count today and cannot open them yet. */
export async function missingWraps(missionId: string): Promise<number> {
  const found = await readVault(missionId, (db) => standing(db, missionId));
  if (!found) return 0;
  const { active, keys, isHeld } = found;
  return keys.reduce((sum, key) => sum + active.filter((holder) => !isHeld(key, holder)).length, 0);
}

/**
 * What the holder of a key takes along to wrap rounds' keys for those who lack them: own wraps and others' signed public
 * keys, none of which opens anything without the holder's private half. All epochs, whatever became of the rounds.
 */
export async function rewrapTask(missionId: string, officerKeyId: string): Promise<Result<RewrapTask>> {
  return readVault(missionId, async (db) => {
    const found = await standing(db, missionId);
    const holder = found?.active.find(({ id }) => id === officerKeyId);
    if (!found || !holder) return refuse('officer_key.not_found');
    const { mission, active, keys, isHeld } = found;
    const wraps = await db.roundKeyWrap.findMany({
      where: { officerKeyId },
      select: { roundKeyId: true, wrapped: true },
    });
    const mine = new Map(wraps.map(({ roundKeyId, wrapped }) => [roundKeyId, wrapped]));
    const own = keys.filter(({ id }) => mine.has(id));
    return done({
      format: FORMATS.task,
      mission: mission.slug,
      keys: own.map((key) => ({
        id: key.id,
        scope: key.roundId ?? mission.id,
        epoch: key.epoch,
        public: toBase64url(key.publicKey),
        wrapped: toBase64url(mine.get(key.id)!),
        missing: active.filter((one) => !isHeld(key, one)).map(({ id, certificate }) => ({ id, certificate })),
      })),
    });
  });
}

async function takeOne(actor: Actor & { missionId: string }, wrap: NewWrap): Promise<boolean> {
  const { missionId } = actor;
  const found = await readVault(missionId, (db) => standing(db, missionId));
  const key = found?.keys.find(({ id }) => id === wrap.key);
  const officer = found?.active.find(({ id }) => id === wrap.officer);
  if (!found || !key || !officer || found.isHeld(key, officer)) return false;
  const fact = next('round_key.wrapped', key, { round: key.roundId, epoch: key.epoch, holder: officer.id });
  try {
    const made = { officerKeyId: officer.id, wrapped: wrap.wrapped };
    await recordChange(actor, [fact], (tx) => addWrap(tx, missionId, key, made), { role: 'vault' });
    return true;
  } catch (error) {
    if (!(error instanceof StaleChange)) throw error;
    return false;
  }
}

/**
 * Takes the wraps that a holder made offline, one transaction each: a run that is cut goes on with the same text, and
 * what is there already is passed over. Wraps for keys that do not count, or of unknown rounds, are left out. Gives how
 * many were taken.
 */
export async function takeWraps(
  actor: Actor & { missionId: string },
  text: string,
): Promise<Result<{ taken: number }>> {
  const wraps = readRewrapResult(text);
  if (!wraps) return refuse('officer_key.no_wraps');
  let taken = 0;
  for (const wrap of wraps) if (await takeOne(actor, wrap)) taken += 1;
  return done({ taken });
}
