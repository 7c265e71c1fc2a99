import type { Staff } from '~/auth/staff.server';
import { equalBytes, toBase64url } from '~/platform/crypto/bytes.server';
import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { openDataKey } from '~/record/key-slots.server';
import { epochOf, openOuter, sealInner } from './box.server';
import { isAsAsked, loadOpening, recordStep, stepOpening } from './opening-commands.server';
import { approvalMark } from './opening-proof.server';
import type { Opening } from './opening-store.server';
import { activeKeys, roundKeysOf, sealingKey } from './vault-keys-store.server';
import { FORMATS } from './vault-places';
import { readVault } from './vault-reading.server';
import { missionById } from '~/missions/mission-store.server';

/** Finds the box of a submission: its handle is sealed in the header, on a floor above. Null when it was withdrawn. */
export type HandleOf = (submissionId: string) => Promise<string | null>;

interface Found {
  table: 'vault.box' | 'vault.entry';
  record: string;
  sealed: Uint8Array;
}

async function findBox(db: Db, opening: Opening, handleOf: HandleOf): Promise<Found | null> {
  if (opening.target === 'entry') {
    const entry = await db.vaultEntry.findUnique({
      where: { id: opening.targetId },
      select: { id: true, sealed: true },
    });
    return entry && { table: 'vault.entry', record: entry.id, sealed: entry.sealed };
  }
  const handle = await handleOf(opening.targetId);
  const box = handle && (await db.box.findUnique({ where: { handle } }));
  return box ? { table: 'vault.box', record: box.handle, sealed: box.sealed } : null;
}

/** Whether the approval in the row is one that this server gave, by somebody whose key is in force still. */
async function isApproved(db: Db, opening: Opening): Promise<boolean> {
  const { kind, approver, approverKey, approval } = opening;
  if (kind === 'break_glass') return true;
  if (!approver || !approverKey || !approval || approver === opening.requester) return false;
  const mission = await missionById(db, opening.missionId);
  const active = mission ? await activeKeys(db, mission, dayOf(now())) : [];
  return (
    active.some(({ id }) => id === approverKey) && equalBytes(approvalMark(opening, approver, approverKey), approval)
  );
}

/**
 * The inner layer as it lies in the box. A box from before the round had a key holds nothing, sealed to nobody: it is
 * sealed anew to the present key, so that what is given out is alike for everybody.
 */
async function innerOf(db: Db, opening: Opening, { table, record, sealed }: Found): Promise<Uint8Array | null> {
  const dataKey = await openDataKey(db, record);
  if (!dataKey) return null;
  const inner = openOuter(dataKey, { table, record }, sealed);
  if (epochOf(inner) > 0) return inner;
  const { missionId, roundId } = opening;
  const key = await sealingKey(db, { missionId, roundId }, dayOf(now()));
  return key && sealInner({ table, record }, key.scope, key, null);
}

async function fileFor(db: Db, opening: Opening, handleOf: HandleOf): Promise<Result<string>> {
  const box = await findBox(db, opening, handleOf);
  const inner = box && (await innerOf(db, opening, box));
  if (!box || !inner) return refuse('opening.record_gone');
  const epoch = epochOf(inner);
  const key = (await roundKeysOf(db, opening.roundId)).find((one) => one.epoch === epoch);
  const wrap = key && (await db.roundKeyWrap.findUnique({
    where: { roundKeyId_officerKeyId: { roundKeyId: key.id, officerKeyId: opening.requesterKey } },
    select: { wrapped: true },
  })); // prettier-ignore
  if (!key || !wrap) return refuse('opening.no_wrap');
  const file = {
    format: FORMATS.opening,
    opening: opening.id,
    table: box.table,
    record: box.record,
    scope: opening.roundId ?? opening.missionId,
    epoch,
    key: key.id,
    wrapped: toBase64url(wrap.wrapped),
    box: toBase64url(inner),
  };
  return done(`${JSON.stringify(file, null, 1)}\n`);
}

/**
 * Gives out what was approved, to the officer who asked and nobody else: the box without its outer layer and the round's
 * key wrapped for that officer. The portal cannot tell what is in it; the fact is filed before anything leaves. The file
 * has one form and length, whoever the submission is from.
 */
export async function deliverOpening(staff: Staff, id: string, handleOf: HandleOf): Promise<Result<string>> {
  const loaded = await loadOpening(staff, id);
  if (!loaded) return refuse('opening.not_found');
  const { opening, key } = loaded;
  const stepped = stepOpening(staff, opening, 'deliver');
  if (!stepped.ok) return stepped;
  if (!key || key.id !== opening.requesterKey) return refuse('opening.no_key');
  if (!isAsAsked(opening)) return refuse('opening.changed');
  const made = await readVault(opening.missionId, async (db): Promise<Result<string>> => {
    return (await isApproved(db, opening)) ? fileFor(db, opening, handleOf) : refuse('opening.not_approved');
  });
  if (!made.ok) return made;
  await recordStep(staff, opening, 'deliver');
  return made;
}
