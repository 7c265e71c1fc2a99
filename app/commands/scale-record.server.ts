import type pg from 'pg';
import { hourIndex } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { subjectOf, type Actor, type Fact } from '~/record/fact';
import { leafFields, makeLeaf } from '~/record/leaf.server';

/** Files the facts of one transaction and its leaf, as the record's own doors do, for the migrator's connection. */
export async function fileScaleFacts(client: pg.Client, actor: Actor, facts: readonly Fact[]): Promise<void> {
  const hour = hourIndex(now());
  const leaf = await makeLeaf(leafFields(actor, facts, hour));
  await client.query(
    `INSERT INTO app.fact (mission_id, subject, subject_id, subject_version, type, actor_role, hour_index, payload)
     SELECT $1, f.subject, f.id, f.version, f.type, $2, $3, f.payload::jsonb
     FROM unnest($4::text[], $5::uuid[], $6::int[], $7::text[], $8::text[]) AS f (subject, id, version, type, payload)`,
    [
      actor.missionId,
      actor.role,
      hour,
      facts.map(subjectOf),
      facts.map(({ subjectId }) => subjectId),
      facts.map(({ subjectVersion }) => subjectVersion),
      facts.map(({ type }) => type),
      facts.map(({ payload }) => JSON.stringify(payload ?? {})),
    ],
  );
  const { id, commitment, opening, metadataSalt, contentSalt, slot } = leaf;
  const bytes = [commitment, opening, metadataSalt, contentSalt].map((part) => Buffer.from(part));
  await client.query(
    `INSERT INTO app.leaf (id, mission_id, commitment, opening, metadata_salt, content_salt) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, actor.missionId, ...bytes],
  );
  await client.query(`INSERT INTO app.key_slot (object_id, wrapped, key_epoch, suite) VALUES ($1, $2, $3, $4)`, [
    slot.objectId,
    Buffer.from(slot.wrapped),
    slot.keyEpoch,
    slot.suite,
  ]);
}
