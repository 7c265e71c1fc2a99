import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { connectOrStartEmbedded } from '~/platform/postgres/embedded.server';

export interface SiteDatabase {
  url: string;
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** PostgreSQL's own folder, or null where the site stands on another's server. */
  folder: string | null;
  close(): Promise<void>;
}

/** The database of the site in `siteFolder` as its superuser sees it, to look at what the site has done. */
export async function siteDatabase(siteFolder = inject('siteFolder')): Promise<SiteDatabase> {
  const given = process.env.SITE_DATABASE_URL;
  const embedded = given ? null : await connectOrStartEmbedded(join(siteFolder, 'data'));
  const url = given ?? embedded?.url ?? '';
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    url,
    query: async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await client.query<Row>(sql, values)).rows,
    folder: embedded?.dataDirectory ?? null,
    async close() {
      await client.end();
      await embedded?.stop();
    },
  };
}

/** How many rows each table has: what must be alike before and after something that was refused. */
export async function allCounts(database: SiteDatabase): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('app', 'vault') and c.relname <> 'factor_use' order by 1`,
  );
  const columns = tables.map(({ name }) => `(select count(*)::int from ${name}) as "${name}"`);
  const [counts] = await database.query<Record<string, number>>(`select ${columns.join(', ')}`);
  return counts ?? {};
}
