import type pg from 'pg';
import { DatabaseRefusal } from './database-refusal.server';

/** "Government" in Amharic: a server with the C locale sees no letter in it. */
const ETHIOPIC = 'መንግስት';

const OLDEST = 150_000;

/** Refuses a server or database that the program cannot work with. Leaves no trace. */
export async function checkDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
  );
  const { version = 0, encoding = '' } = rows[0] ?? {};
  if (version < OLDEST) {
    throw new DatabaseRefusal('too_old', `PostgreSQL 15 or newer is needed; this is ${Math.floor(version / 10_000)}.`);
  }
  if (encoding !== 'UTF8') {
    throw new DatabaseRefusal(
      'not_utf8',
      `The database's encoding is ${encoding}; it must be made with ENCODING 'UTF8'.`,
    );
  }
  if ((await trigramsOf(client, ETHIOPIC)) === 0) {
    throw new DatabaseRefusal(
      'blind_to_scripts',
      `The database's LC_CTYPE sees no letters outside ASCII; it must be made with LC_CTYPE 'C.UTF-8' or another UTF-8 locale.`,
    );
  }
}

/**
 * How many trigrams pg_trgm finds: the one reliable way to know. The extension is made for the question where it is not
 * there yet, and taken back; null where that is not allowed (a migration that needs it will say so).
 */
async function trigramsOf(client: pg.Client, word: string): Promise<number | null> {
  await client.query('BEGIN');
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    const { rows: homes } = await client.query<{ home: string }>(
      `SELECT quote_ident(nspname) AS home FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace
       WHERE extname = 'pg_trgm'`,
    );
    const { rows } = await client.query<{ found: number }>(
      `SELECT cardinality(${homes[0]?.home}.show_trgm($1)) AS found`,
      [word],
    );
    return rows[0]?.found ?? null;
  } catch {
    return null;
  } finally {
    await client.query('ROLLBACK');
  }
}
