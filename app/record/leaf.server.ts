import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { sealText, newDataKey } from '~/platform/crypto/envelope.server';
import { runtime } from '~/platform/runtime.server';
import { subjectOf, type Actor, type Fact } from '~/record/fact';
import { deskSlot, type KeySlot } from '~/record/key-slots.server';

/** The field tags of a leaf; a change of form is a new tag. */
const FIELD_TAG = 'answerable/leaf-field/v1';
const LEAF_TAG = 'answerable/leaf/v1';

export interface Leaf {
  id: string;
  commitment: Uint8Array;
  opening: Uint8Array;
  metadataSalt: Uint8Array;
  contentSalt: Uint8Array;
  slot: KeySlot;
}

/** What a leaf commits to: metadata that survives a withdrawal, and content that dies with its salt. */
export interface LeafFields {
  metadata: Readonly<Record<string, string>>;
  content: Readonly<Record<string, string>>;
}

/** One salt a field, each derived from the group's salt: opening one field tells nothing of another (as in SD-JWT). */
export function fieldSalt(groupSalt: Uint8Array, name: string): Buffer {
  return createHmac('sha256', groupSalt).update(name).digest();
}

/** `SHA-256(tag ‖ 0 ‖ salt32 ‖ length(name) ‖ name ‖ value)`. */
export function fieldCommitment(salt: Uint8Array, name: string, value: string): Buffer {
  const nameBytes = Buffer.from(name, 'utf8');
  return createHash('sha256')
    .update(`${FIELD_TAG}\0`)
    .update(salt)
    .update(Uint8Array.of(nameBytes.length))
    .update(nameBytes)
    .update(value)
    .digest();
}

/** The leaf's commitment: a hash over the field commitments, metadata first, each group in the order of names. */
export function leafCommitment(fields: LeafFields, metadataSalt: Uint8Array, contentSalt: Uint8Array): Buffer {
  const hash = createHash('sha256').update(`${LEAF_TAG}\0`);
  const groups = [
    [fields.metadata, metadataSalt],
    [fields.content, contentSalt],
  ] as const;
  for (const [group, salt] of groups) {
    const names = Object.keys(group).sort();
    hash.update(Uint8Array.of(names.length));
    for (const name of names) hash.update(fieldCommitment(fieldSalt(salt, name), name, group[name] ?? ''));
  }
  return hash.digest();
}

/** The fields of one transaction's leaf: everything an auditor may be shown of its facts. */
export function leafFields(
  actor: Actor,
  facts: readonly Fact[],
  hour: number,
  more: Readonly<Record<string, string>> = {},
): LeafFields {
  return {
    metadata: {
      actor_role: actor.role,
      facts: JSON.stringify(facts.map((fact) => [fact.type, subjectOf(fact), fact.subjectId, fact.subjectVersion])),
      hour: String(hour),
      ...more,
    },
    content: { payloads: JSON.stringify(facts.map((fact) => fact.payload ?? {})) },
  };
}

/** Makes the outbox row of one transaction: salted, sealed to the desk's public key, ready for the sequencer. */
export async function makeLeaf(fields: LeafFields): Promise<Leaf> {
  const [metadataSalt, contentSalt] = [randomBytes(32), randomBytes(32)];
  const id = randomUUID();
  const dataKey = newDataKey();
  return {
    id,
    commitment: leafCommitment(fields, metadataSalt, contentSalt),
    opening: sealText(dataKey, { table: 'leaf', record: id, field: 'opening' }, JSON.stringify(fields)),
    metadataSalt,
    contentSalt,
    slot: await deskSlot(runtime().keyring, id, dataKey),
  };
}
