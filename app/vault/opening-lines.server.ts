import type { Staff } from '~/auth/staff.server';
import { dayOf } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { labelOf } from './key-list.server';
import type { OpeningLine } from './opening-line';
import { openingsOf } from './opening-store.server';
import { officerKeys } from './vault-keys-store.server';
import { readVault } from './vault-reading.server';

/** The mission's openings, newest first, as its protection officers see them. */
export function openingLines({ missionId }: Pick<Staff, 'missionId'>): Promise<OpeningLine[]> {
  return readVault(missionId ?? '', async (db) => {
    const labels = new Map((await officerKeys(db)).map((key) => [key.id, labelOf(key)]));
    const at = now();
    return (await openingsOf(db)).map(({ id, kind, state, target, requesterKey, requestedAt, expiresAt }) => ({
      id,
      kind,
      state,
      target,
      by: labels.get(requesterKey) ?? '',
      requestedOn: dayOf(requestedAt),
      over: at >= expiresAt || state === 'declined' || state === 'reviewed',
    }));
  });
}
