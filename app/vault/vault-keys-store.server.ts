import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';
import { areEnough, provenKeys, type ProvenKey, type StoredKey } from './holders.server';
import type { NewRoundKey } from './round-key.server';
import { isAttested } from './round-key.server';
import { runtime } from '~/platform/runtime.server';
import type { BoxKey } from './box.server';

interface SealingRow {
  id: string;
  mission: string;
  epoch: number;
  public_key: string;
  attestation: string;
  attested_with: number;
  holders: { kind: string; public_key: string; certificate: string }[];
}

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/**
 * The key that identities in a round (or, with null, entries of the mission) are sealed to now, or null: then nothing
 * but anonymity is offered. Asked at every sealing: the installation must have made the key, and the mission's offline
 * root must vouch today for two officers and a recovery key that hold it. Fails closed.
 */
export async function sealingKey(
  db: Pick<Db, '$queryRaw'>,
  { missionId, roundId }: { missionId: string; roundId: string | null },
  today: Day,
): Promise<BoxKey | null> {
  const rows = await db.$queryRaw<{ found: SealingRow }[]>`
    select vault.sealing_key(${missionId}::uuid, ${roundId}::uuid, ${today}::date) as found`;
  const found = rows[0]?.found;
  if (!found) return null;
  const scope = roundId ?? missionId;
  const place = { id: found.id, scope, epoch: found.epoch };
  const publicKey = hex(found.public_key);
  const attested = { publicKey, attestation: hex(found.attestation), attestedWith: found.attested_with };
  if (!isAttested(runtime().keyring, place, attested)) return null;
  const stored = found.holders.map(({ kind, public_key, certificate }) => {
    return { id: '', kind, publicKey: hex(public_key), certificate };
  });
  return areEnough(provenKeys(stored, found.mission, today)) ? { scope, epoch: found.epoch, publicKey } : null;
}

/** The mission's keys that count today: not revoked, the role held, the root's signature in force. */
export async function activeKeys(
  db: Pick<Db, '$queryRaw'>,
  mission: { id: string; slug: string },
  today: Day,
): Promise<ProvenKey[]> {
  const rows = await db.$queryRaw<(Omit<StoredKey, 'publicKey'> & { public_key: Uint8Array })[]>`
    select id, kind, public_key, certificate from vault.active_keys(${mission.id}::uuid, ${today}::date)`;
  const stored = rows.map(({ public_key, ...row }) => ({ ...row, publicKey: new Uint8Array(public_key) }));
  return provenKeys(stored, mission.slug, today);
}

export interface OfficerKeyRow extends StoredKey {
  accountId: string | null;
  state: string;
  enrolledOn: Day;
  version: number;
}

/** Every key ever enrolled in the mission, newest first. */
export async function officerKeys(db: Pick<Db, 'officerKey'>): Promise<OfficerKeyRow[]> {
  const rows = await db.officerKey.findMany({
    select: { id: true, accountId: true, kind: true, publicKey: true, certificate: true, state: true, enrolledOn: true, version: true },
    orderBy: { id: 'desc' },
  }); // prettier-ignore
  return rows.map((row) => ({ ...row, enrolledOn: dayOf(row.enrolledOn) }));
}

export interface RoundKeyRow {
  id: string;
  roundId: string | null;
  epoch: number;
  state: string;
  publicKey: Uint8Array;
  attestation: Uint8Array;
  attestedWith: number;
  version: number;
}

const ROUND_KEY = {
  id: true,
  roundId: true,
  epoch: true,
  state: true,
  publicKey: true,
  attestation: true,
  attestedWith: true,
  version: true,
} as const;

/** All epochs of one round's key, newest first; with null, of the mission's own. */
export function roundKeysOf(db: Pick<Db, 'roundKey'>, roundId: string | null): Promise<RoundKeyRow[]> {
  return db.roundKey.findMany({ where: { roundId }, select: ROUND_KEY, orderBy: { epoch: 'desc' } });
}

export function allRoundKeys(db: Pick<Db, 'roundKey'>): Promise<RoundKeyRow[]> {
  return db.roundKey.findMany({ select: ROUND_KEY, orderBy: { id: 'asc' } });
}

/** Who holds a wrap of which key; the wraps themselves stay where they are. */
export function heldBy(db: Pick<Db, 'roundKeyWrap'>): Promise<{ roundKeyId: string; officerKeyId: string }[]> {
  return db.roundKeyWrap.findMany({ select: { roundKeyId: true, officerKeyId: true } });
}

/** Writes a new current key with its wraps, and retires the one before it. */
export async function insertRoundKey(
  tx: Tx,
  row: { id: string; missionId: string; roundId: string | null; epoch: number; madeOn: Day },
  key: NewRoundKey,
  former: Pick<RoundKeyRow, 'id' | 'version'> | null,
): Promise<void> {
  if (former) await retire(tx, former);
  await tx.roundKey.create({
    data: {
      ...row,
      madeOn: dateOf(row.madeOn),
      publicKey: new Uint8Array(key.publicKey),
      attestation: new Uint8Array(key.attestation),
      attestedWith: key.attestedWith,
    },
    select: { id: true },
  });
  await tx.roundKeyWrap.createMany({
    data: key.wraps.map((wrap) => ({ ...wrap, roundKeyId: row.id, missionId: row.missionId })),
  });
}

async function retire(tx: Tx, { id, version }: Pick<RoundKeyRow, 'id' | 'version'>): Promise<void> {
  const data = { state: 'retired', version: { increment: 1 } };
  expectOne(await tx.roundKey.updateMany({ where: { id, version, state: 'current' }, data }));
}

/** Takes wraps away: the key row's version moves on with them, and a current key is retired. */
export async function dropWraps(tx: Tx, key: Pick<RoundKeyRow, 'id' | 'version'>, officerKeyId: string): Promise<void> {
  const data = { state: 'retired', version: { increment: 1 } };
  expectOne(await tx.roundKey.updateMany({ where: { id: key.id, version: key.version }, data }));
  await tx.roundKeyWrap.deleteMany({ where: { roundKeyId: key.id, officerKeyId } });
}

/** Adds one wrap; throws `StaleChange` where somebody changed the key in between. */
export async function addWrap(
  tx: Tx,
  missionId: string,
  key: Pick<RoundKeyRow, 'id' | 'version'>,
  wrap: { officerKeyId: string; wrapped: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const data = { version: { increment: 1 } };
  expectOne(await tx.roundKey.updateMany({ where: { id: key.id, version: key.version }, data }));
  await tx.roundKeyWrap.createMany({ data: [{ ...wrap, roundKeyId: key.id, missionId }] });
}

export async function insertOfficerKey(
  tx: Tx,
  row: { id: string; missionId: string; accountId: string | null; kind: string; certificate: string; enrolledOn: Day },
  publicKey: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await tx.officerKey.create({ data: { ...row, publicKey, enrolledOn: dateOf(row.enrolledOn) }, select: { id: true } });
}

export async function revokeOfficerKey(tx: Tx, key: Pick<OfficerKeyRow, 'id' | 'version'>, today: Day): Promise<void> {
  const data = { state: 'revoked', revokedOn: dateOf(today), version: { increment: 1 } };
  expectOne(await tx.officerKey.updateMany({ where: { id: key.id, version: key.version, state: 'active' }, data }));
}
