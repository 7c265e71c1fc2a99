import type { QueryResultRow } from 'pg';
import { runtime } from '~/platform/runtime.server';
import { finishReading, type Db } from '~/platform/db.server';

/** One statement over the views of schema `audit`. Days are asked for as text: `day::text`. */
export type AuditQuery = <Row extends QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/**
 * One read-only transaction as the auditor's database role, which sees the views of schema `audit` and nothing else, of
 * one mission alone.
 */
export async function readAsAuditor<T>(missionId: string, work: (query: AuditQuery) => Promise<T>): Promise<T> {
  const client = await runtime().databases.sql.auditor.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query(`select set_config('app.mission', $1, true)`, [missionId]);
    const query: AuditQuery = async (sql, values = []) => (await client.query(sql, [...values])).rows as never;
    const result = await work(query);
    await finishReading(query);
    return result;
  } finally {
    await client.query('rollback').catch((error: Error) => (broken = error));
    client.release(broken);
  }
}

interface SlotRow extends QueryResultRow {
  objectId: string;
  wrapped: Uint8Array;
  keyEpoch: number;
  suite: number;
}

/** Where `openTexts` finds key slots when an auditor reads: in the auditor's own view. */
export function auditedSlots(query: AuditQuery): Pick<Db, 'keySlot'> {
  const findMany = ({ where }: { where: { objectId: { in: string[] } } }) =>
    query<SlotRow>(
      `select object_id as "objectId", wrapped, key_epoch as "keyEpoch", suite from audit.key_slot where object_id = any($1)`,
      [where.objectId.in],
    );
  return { keySlot: { findMany } } as unknown as Pick<Db, 'keySlot'>;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a part of an address can be an id: PostgreSQL answers anything else with an error. */
export function isId(text: string | null | undefined): text is string {
  return UUID.test(text ?? '');
}
