import type { Staff } from '~/auth/staff.server';
import { toBase64url } from '~/platform/crypto/bytes.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';
import { issueCertificate, newRoot, type KeyStatement, type RootPair } from '~/vault/certificate.server';
import type { OpenedKey } from '~/vault/key-file.server';
import { enrolKey } from '~/vault/officer-key-commands.server';
import { someone } from './people';
import { succeeded } from './rounds';

export const ROOT: RootPair = newRoot();
/** The settings of an installation that trusts the test's root for every mission. */
export const WITH_ROOT = { VAULT_ROOT: ROOT.publicKey };

export interface Officer {
  staff: Staff;
  /** The officer's key, as it lies opened on the officer's own device. */
  key: OpenedKey;
  keyId: string;
}

/** A key pair with its certificate, in force through the tests' year. */
export function aSignedKey(more: Partial<KeyStatement> = {}, root: RootPair = ROOT) {
  const pair = newDeskPair();
  const key: OpenedKey = { publicKey: toBase64url(pair.publicKey), privateKey: pair.privateKey };
  const statement: KeyStatement = {
    kind: 'officer',
    key: key.publicKey,
    label: `desk-${key.publicKey
      .slice(0, 6)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, 'x')}`,
    missions: ['*'],
    issued: '2026-01-01',
    expires: '2026-12-31',
    ...more,
  };
  return { key, statement, certificate: issueCertificate(root.privateKey, statement) };
}

/** A protection officer of the mission with an enrolled key. */
export async function anOfficer(mission: { id: string }, more: Partial<KeyStatement> = {}): Promise<Officer> {
  const staff = await someone(mission, 'protection_officer');
  const { key, certificate } = aSignedKey(more);
  const { id } = succeeded(await enrolKey(staff, certificate));
  return { staff, key, keyId: id };
}

/** Two officers and the recovery key: what it takes for a round to take names. */
export async function aVault(mission: { id: string }) {
  const [first, second] = [await anOfficer(mission), await anOfficer(mission)];
  const { key, certificate } = aSignedKey({ kind: 'recovery', label: 'recovery' });
  const { id } = succeeded(await enrolKey(first.staff, certificate));
  return { first, second, recovery: { key, keyId: id } };
}
