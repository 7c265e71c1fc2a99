import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { Prisma } from '~/generated/prisma/client';
import type { Staff } from '~/auth/staff.server';
import { newDataKey } from '~/platform/crypto/envelope.server';
import { dateOf, dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now, runtime } from '~/platform/runtime.server';
import { born, next } from '~/record/fact';
import { addKeySlots, deskSlot } from '~/record/key-slots.server';
import { expectOne, recordChange } from '~/record/record-change.server';
import { sealInner, sealOuter } from './box.server';
import { PSEUDONYMS, pseudonymOf, type EntryKind } from './entry';
import type { Identity } from './identity';
import { sealingKey } from './vault-keys-store.server';
import { readVault } from './vault-reading.server';

const TRIES = 5;

/** Two at once may draw the same pseudonym; the database keeps them apart. */
const isTaken = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.code === 'P2002' &&
  error.meta?.modelName === 'VaultEntry';

/**
 * Puts a person or an organisation outside government into the vault, sealed to the mission's vault key, and gives the
 * reference by which registers name them, with its pseudonym. Whoever adds an entry cannot read it again. Refuses while
 * the mission has no vault key: a name is never kept in any other way.
 */
export async function addEntry(
  staff: Staff,
  kind: EntryKind,
  identity: Identity,
): Promise<Result<{ id: string; pseudonym: string }>> {
  const missionId = staff.missionId ?? '';
  if (!staff.may('vault.add')) return refuse('workflow.not_allowed');
  const today = dayOf(now());
  const key = await readVault(missionId, (db) => sealingKey(db, { missionId, roundId: null }, today));
  if (!key) return refuse('entry.no_vault');
  const id = v7();
  const where = { table: 'vault.entry', record: id } as const;
  const dataKey = newDataKey();
  const sealed = sealOuter(dataKey, where, sealInner(where, missionId, key, identity));
  const slot = await deskSlot(runtime().keyring, id, dataKey);
  for (let attempt = 1; ; attempt += 1) {
    const pseudonym = pseudonymOf(randomInt(PSEUDONYMS));
    try {
      await recordChange(
        staff.actor('vault.add'),
        [born('entry.added', id, { kind })],
        async (tx) => {
          const data = { id, missionId, kind, pseudonym, sealed, addedOn: dateOf(today) };
          await tx.vaultEntry.create({ data, select: { id: true } });
          await addKeySlots(tx, [slot]);
        },
        { role: 'vault' },
      );
      return done({ id, pseudonym });
    } catch (error) {
      if (!isTaken(error) || attempt >= TRIES) throw error;
    }
  }
}

/** Destroys what an entry holds: its data key goes; the pseudonym stays, so that registers still read. */
export async function destroyEntry(staff: Staff, id: string): Promise<Result> {
  if (!staff.may('vault.open')) return refuse('workflow.not_allowed');
  const missionId = staff.missionId ?? '';
  const entry = await readVault(missionId, (db) =>
    db.vaultEntry.findUnique({ where: { id }, select: { id: true, state: true, version: true } }),
  );
  if (!entry) return refuse('entry.not_found');
  if (entry.state === 'destroyed') return refuse('entry.destroyed_already');
  await recordChange(
    staff.actor('vault.open'),
    [next('entry.destroyed', entry)],
    async (tx) => {
      const data = { state: 'destroyed', version: { increment: 1 } };
      expectOne(await tx.vaultEntry.updateMany({ where: { id, version: entry.version, state: 'kept' }, data }));
      await tx.keySlot.deleteMany({ where: { objectId: id } });
    },
    { role: 'vault' },
  );
  return done();
}
