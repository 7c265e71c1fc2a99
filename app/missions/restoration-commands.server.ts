import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { dayOf, type Day } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { frozenRestoration, storeAcceptance } from './restoration-store.server';

/**
 * A protection officer says from which day on withdrawals are unknown, and takes it on that words are read again (SECURITY.md
 * §9). Refuses a day before the backup's data or still to come. Words of all missions open when the last one has accepted.
 */
export async function acceptRestoration(staff: Staff, unknownSince: Day): Promise<Result> {
  if (!staff.may('restoration.accept')) return refuse('workflow.not_allowed');
  const restoration = await readForDesk(staff, frozenRestoration);
  if (!restoration) return refuse('restoration.nothing_frozen');
  const today = dayOf(now());
  if (unknownSince < restoration.dataOf || unknownSince > today) return refuse('restoration.day_outside');
  await recordChange(
    staff.actor('restoration.accept'),
    [next('restoration.accepted', restoration, { unknown_since: unknownSince })],
    (tx) => storeAcceptance(tx, restoration, { unknownSince, by: staff.accountId, today }),
  );
  return done();
}
