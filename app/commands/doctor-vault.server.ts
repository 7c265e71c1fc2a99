import type pg from 'pg';
import type { VaultRoots } from '~/platform/vault-roots';
import type { Check } from './doctor-checks.server';

const check = (state: Check['state'], says: string): Check => ({ name: 'vault', state, says });

interface Missing {
  mission: string;
  round: string;
  epoch: number;
  missing: number;
}

/** Keys, of rounds and of missions' own entries, that somebody who counts today cannot open. */
const MISSING = `
  SELECT m.slug AS mission, coalesce(r.slug, k.round_id::text, 'entries') AS round, k.epoch, count(*)::int AS missing
  FROM vault.round_key k JOIN app.mission m ON m.id = k.mission_id
    CROSS JOIN LATERAL vault.active_keys(m.id, current_date) a LEFT JOIN app.round r ON r.id = k.round_id
  WHERE NOT EXISTS (SELECT 1 FROM vault.round_key_wrap w WHERE w.round_key_id = k.id AND w.officer_key_id = a.id)
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

/** Whether every officer of each mission can open every key, and whether a root is set where there are officers. */
export async function checkVault(client: pg.Client, roots: VaultRoots): Promise<Check[]> {
  const { rows: counts } = await client.query<{ keys: number }>(
    `SELECT count(*)::int AS keys FROM vault.officer_key WHERE state = 'active'`,
  );
  const keys = counts[0]?.keys ?? 0;
  if (keys === 0) return [check('good', 'No officer has a key: rounds are anonymous only.')];
  if (Object.keys(roots).length === 0) return [check('warning', 'VAULT_ROOT is not set: rounds are anonymous only.')];
  const { rows } = await client.query<Missing>(MISSING);
  if (rows.length === 0) return [check('good', `${keys} keys in force; each opens every round.`)];
  return rows.map(({ mission, round, epoch, missing }) =>
    check('warning', `${mission}, ${round}, epoch ${epoch}: not wrapped for ${missing} in force. See vault-task.`),
  );
}
