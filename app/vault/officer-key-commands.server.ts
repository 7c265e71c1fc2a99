import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { missionById } from '~/missions/mission-store.server';
import { equalBytes } from '~/platform/crypto/bytes.server';
import { dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next, type Actor, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { readCertificate } from './certificate.server';
import { keyOfStatement, rootFor } from './holders.server';
import {
  allRoundKeys,
  dropWraps,
  heldBy,
  insertOfficerKey,
  officerKeys,
  revokeOfficerKey,
  type OfficerKeyRow,
} from './vault-keys-store.server';
import { readVault } from './vault-reading.server';

/** Boxes belong to the whole mission: whoever opens them serves all of it, not one round. */
function servesMission(staff: Staff): boolean {
  return staff.roles.some(({ role, scope }) => role === 'protection_officer' && scope === 'mission');
}

function clash(keys: readonly OfficerKeyRow[], kind: string, publicKey: Uint8Array, accountId: string | null) {
  if (keys.some((key) => equalBytes(key.publicKey, publicKey))) return 'officer_key.enrolled_already' as const;
  const own = keys.find((key) => key.state === 'active' && key.kind === kind && key.accountId === accountId);
  if (!own) return null;
  return kind === 'recovery' ? ('officer_key.recovery_there' as const) : ('officer_key.own_there' as const);
}

/**
 * Enrols a key that the offline root signed: an officer's own (the session's user, nobody else's), or the recovery key of
 * the mission. Refuses any that the configured root did not sign for this mission, one that was here before (revoked ones
 * never come back), and a second one of the same person.
 */
export async function enrolKey(staff: Staff, text: string): Promise<Result<{ id: string }>> {
  if (!staff.may('vault.keys') || !staff.missionId) return refuse('workflow.not_allowed');
  if (!servesMission(staff)) return refuse('officer_key.not_whole_mission');
  const missionId = staff.missionId;
  const [mission, keys] = await readVault(missionId, async (db) => [
    await missionById(db, missionId),
    await officerKeys(db),
  ] as const); // prettier-ignore
  if (!mission) return refuse('officer_key.not_found');
  const today = dayOf(now());
  const read = readCertificate(text, { root: rootFor(mission.slug), mission: mission.slug, today });
  if (!read.ok) return read;
  const { kind } = read.value;
  const publicKey = keyOfStatement(read.value);
  const accountId = kind === 'officer' ? staff.accountId : null;
  const taken = clash(keys, kind, publicKey, accountId);
  if (taken) return refuse(taken);
  const id = v7();
  const certificate = text.replace(/\s+/g, '');
  await recordChange(
    staff.actor('vault.keys'),
    [born('officer_key.enrolled', id, { kind, until: read.value.expires })],
    (tx) => insertOfficerKey(tx, { id, missionId, accountId, kind, certificate, enrolledOn: today }, publicKey),
    { role: 'vault' },
  );
  return done({ id });
}

/**
 * Takes a key out of service, with every wrap made for it: each round's key is touched once, no record is. Keys that the
 * person could have read are retired; new ones for the rounds that go on are made by `renewRoundKeys`, until when those
 * rounds take no identity.
 */
export async function revokeKey(actor: Actor & { missionId: string }, id: string): Promise<Result> {
  const { missionId } = actor;
  const found = await readVault(missionId, async (db) => {
    const key = (await officerKeys(db)).find((one) => one.id === id);
    const held = (await heldBy(db)).filter(({ officerKeyId }) => officerKeyId === id);
    return { key, rounds: (await allRoundKeys(db)).filter((one) => held.some((wrap) => wrap.roundKeyId === one.id)) };
  });
  const { key, rounds } = found;
  if (!key) return refuse('officer_key.not_found');
  if (key.state !== 'active') return refuse('officer_key.revoked_already');
  const facts: [Fact, ...Fact[]] = [
    next('officer_key.revoked', key, { rounds: rounds.length }),
    ...rounds.map((one) => next('round_key.retired', one, { round: one.roundId, epoch: one.epoch })),
  ];
  await recordChange(
    actor,
    facts,
    async (tx) => {
      await revokeOfficerKey(tx, key, dayOf(now()));
      for (const one of rounds) await dropWraps(tx, one, id);
    },
    { role: 'vault' },
  );
  return done();
}

/** A protection officer takes a key out of service: the own one, or that of a colleague who is lost. */
export async function revokeKeyAs(staff: Staff, id: string): Promise<Result> {
  if (!staff.may('vault.keys') || !staff.missionId) return refuse('workflow.not_allowed');
  return revokeKey({ ...staff.actor('vault.keys'), missionId: staff.missionId }, id);
}
