import { createHash, createHmac } from 'node:crypto';
import pg from 'pg';

/** Everything that stands in the tables, as text: what a thief of the database would search first. */
export async function dumpOfTables(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`,
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
      parts.push(...rows.map(({ line }) => line));
    }
    return parts.join('\n');
  } finally {
    await client.end();
  }
}

/** What an attacker can compute of a word with what the public forms and pages give away: no key but what is public. */
export function tokensOf(word: string, known: readonly string[]): string[] {
  const forms = [...new Set([word, word.toLowerCase(), word.normalize('NFD'), word.normalize('NFKC')])];
  return forms.flatMap((form) => {
    const digests = ['sha256', 'sha1', 'md5', 'sha512'].map((name) => createHash(name).update(form).digest());
    const keyed = known.map((key) => createHmac('sha256', key).update(form).digest());
    return [...digests, ...keyed].flatMap((digest) => [digest.toString('hex'), digest.toString('base64').slice(0, 40)]);
  });
}
