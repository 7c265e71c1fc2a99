import type { Staff } from '~/auth/staff.server';
import { referralsOf } from '~/feedback/officers-store.server';
import { done, refuse, type Result } from '~/platform/result';
import { readForDesk } from '~/auth/desk-reading.server';
import { next } from '~/record/fact';
import { expectOne, recordChange } from '~/record/record-change.server';

/**
 * Keeps the mission's list of organisations and lines that help people in danger. It names no persons: it stands in clear
 * in the database. For protection officers alone.
 */
export async function setReferrals(staff: Staff, text: string): Promise<Result> {
  const { missionId } = staff;
  if (!missionId || !staff.may('item.sensitive')) return refuse('workflow.not_allowed');
  const { version } = await readForDesk(staff, (db) => referralsOf(db, missionId));
  const fact = next('mission.referrals_set', { id: missionId, version });
  await recordChange(staff.actor('item.sensitive'), [fact], async (tx) => {
    const data = { referrals: text === '' ? null : text, version: { increment: 1 } };
    expectOne(await tx.mission.updateMany({ where: { id: missionId, version }, data }));
  });
  return done();
}
