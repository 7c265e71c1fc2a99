import { fromBase64url, toBase64url } from '~/platform/crypto/bytes.server';
import type { Day } from '~/platform/day';
import { runtime } from '~/platform/runtime.server';
import { rootOf } from '~/platform/vault-roots';
import { readCertificate, type KeyStatement } from './certificate.server';

/** A key as it stands in the database, before the root was asked about it. */
export interface StoredKey {
  id: string;
  kind: string;
  publicKey: Uint8Array;
  certificate: string;
}

export interface ProvenKey extends StoredKey {
  statement: KeyStatement;
}

/** Least number of officers without whom no identity is taken: an opening needs two people (SECURITY.md §3). */
export const LEAST_OFFICERS = 2;

/** The mission's root from the configuration, or null. */
export function rootFor(mission: string): string | null {
  return rootOf(runtime().config.vaultRoots, mission);
}

/**
 * The keys that the mission's offline root vouches for today. A row whose certificate names another key or kind, or that
 * no root signed, is left out, whatever the database says of it.
 */
export function provenKeys(keys: readonly StoredKey[], mission: string, today: Day): ProvenKey[] {
  const root = rootFor(mission);
  return keys.flatMap((key) => {
    const read = readCertificate(key.certificate, { root, mission, today });
    if (!read.ok || read.value.kind !== key.kind) return [];
    return read.value.key === toBase64url(key.publicKey) ? [{ ...key, statement: read.value }] : [];
  });
}

/** Whether identities may be taken: two officers at least, and a recovery key that survives all of them. */
export function areEnough(keys: readonly Pick<ProvenKey, 'kind'>[]): boolean {
  const count = (kind: string) => keys.filter((key) => key.kind === kind).length;
  return count('officer') >= LEAST_OFFICERS && count('recovery') >= 1;
}

/** The public half that a certificate names. */
export function keyOfStatement({ key }: KeyStatement): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64url(key);
  if (!bytes) throw new Error('a statement without a key passed its reading');
  return bytes;
}
