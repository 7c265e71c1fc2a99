import { query } from '../support/database';

const TABLES = [
  'app.submission',
  'app.code_lookup',
  'app.item',
  'app.item_version',
  'app.consent',
  'app.key_slot',
  'app.leaf',
  'vault.box',
] as const;

/** How many rows each table of a submission has, as the database's superuser sees them. */
export async function rowCounts(url: string): Promise<Record<string, number>> {
  const columns = TABLES.map((table) => `(select count(*)::int from ${table}) as "${table}"`);
  const facts = `(select count(*)::int from app.fact where subject = 'submission') as "app.fact"`;
  const [row] = await query<Record<string, number>>(url, `select ${[...columns, facts].join(', ')}`);
  return row ?? {};
}

/** The rows that one submission with so many answers in words, and so many by choice, leaves behind. */
export function rowsOfOne(words: number, choices: number): Record<string, number> {
  return {
    'app.submission': 1,
    'app.code_lookup': 1,
    'app.item': words + choices,
    'app.item_version': 0,
    'app.consent': 8,
    // One each for header, box, leaf and text.
    'app.key_slot': 3 + words,
    'app.leaf': 1,
    'vault.box': 1,
    'app.fact': 1,
  };
}

/** What came, less what was there. */
export function grown(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(after).map(([table, count]) => [table, count - (before[table] ?? 0)]));
}
