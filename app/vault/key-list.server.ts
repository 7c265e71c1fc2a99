import type { Staff } from '~/auth/staff.server';
import { fingerprint, unprovenStatement } from './certificate.server';
import { provenKeys, rootFor } from './holders.server';
import { fromBase64url } from '~/platform/crypto/bytes.server';
import type { KeyLine, KeyStanding } from './key-line';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { missionById } from '~/missions/mission-store.server';
import { activeKeys, officerKeys, type OfficerKeyRow } from './vault-keys-store.server';

/** What a key calls itself, for lists: not proven by being shown. */
export function labelOf(key: Pick<OfficerKeyRow, 'certificate'>): string {
  return unprovenStatement(key.certificate)?.label ?? '';
}

export interface KeyList {
  /** Fingerprint of the configured root; null where none is set, and every key is refused. */
  root: string | null;
  keys: KeyLine[];
}

/** All keys of the mission as its protection officers see them. */
export async function keyList(db: Db, staff: Staff, today: Day): Promise<KeyList> {
  const mission = await missionById(db, staff.missionId ?? '');
  if (!mission) return { root: null, keys: [] };
  const rows = await officerKeys(db);
  const active = new Set((await activeKeys(db, mission, today)).map(({ id }) => id));
  const proven = new Set(provenKeys(rows, mission.slug, today).map(({ id }) => id));
  const standingOf = ({ id, state }: OfficerKeyRow): KeyStanding => {
    if (state === 'revoked') return 'revoked';
    if (active.has(id)) return 'counts';
    return proven.has(id) ? 'no_role' : 'not_signed';
  };
  const root = rootFor(mission.slug);
  return {
    root: root && fingerprint(fromBase64url(root) ?? new Uint8Array()),
    keys: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      label: labelOf(row),
      fingerprint: fingerprint(row.publicKey),
      until: unprovenStatement(row.certificate)?.expires ?? row.enrolledOn,
      standing: standingOf(row),
      own: row.accountId === staff.accountId,
      state: row.state,
    })),
  };
}
