import type pg from 'pg';
import { LEFT_OUT } from './backup-format';

/** A table as it stands in the database: `app.round`, with the columns that rows are written into. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Gives the reading role its right to every table, those of later migrations among them. Done by the migrator before each
 * backup; changes nothing where the right is there.
 */
export async function grantReading(client: pg.ClientBase): Promise<void> {
  await client.query(`DO $$
    DECLARE t record;
    BEGIN
      SET LOCAL ROLE answerable_owner;
      GRANT USAGE ON SCHEMA app, vault TO answerable_backup;
      FOR t IN SELECT n.nspname, c.relname, c.relrowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('app', 'vault') AND c.relkind = 'r' LOOP
        IF NOT has_table_privilege('answerable_backup', format('%I.%I', t.nspname, t.relname), 'SELECT') THEN
          EXECUTE format('GRANT SELECT ON %I.%I TO answerable_backup', t.nspname, t.relname);
        END IF;
        IF t.relrowsecurity AND NOT EXISTS (SELECT 1 FROM pg_policies p
          WHERE p.schemaname = t.nspname AND p.tablename = t.relname AND p.policyname = 'backup_reads') THEN
          EXECUTE format('CREATE POLICY backup_reads ON %I.%I FOR SELECT TO answerable_backup USING (true)', t.nspname, t.relname);
        END IF;
      END LOOP;
    END $$`);
}

/** All tables of the program but those that stay out, each after those that it points to. */
export async function tablesInOrder(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; points_to: string[] }>(
    `SELECT n.nspname || '.' || c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       (SELECT coalesce(array_agg(DISTINCT rn.nspname || '.' || r.relname), '{}') FROM pg_constraint k
        JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND r.oid <> c.oid) AS points_to
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('app', 'vault') AND c.relkind = 'r' ORDER BY 1`,
  );
  return inOrder(rows.filter(({ name }) => !LEFT_OUT.includes(name)));
}

/** Tables that point to none that is still to come first. Throws where they point to each other in a circle. */
export function inOrder<T extends { name: string; points_to: readonly string[] }>(tables: readonly T[]): T[] {
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: T[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ points_to }) => !points_to.some((name) => left.has(name)));
    if (ready.length === 0) throw new Error(`Tables that point to each other: ${[...left.keys()].join(', ')}`);
    for (const table of ready) {
      ordered.push(table);
      left.delete(table.name);
    }
  }
  return ordered;
}
