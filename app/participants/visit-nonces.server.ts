import type pg from 'pg';
import { addDays, type Day } from '~/platform/day';

/**
 * Forgets which forms were taken on days before yesterday: a ticket lives twenty minutes, so none of them can come
 * again. For the daily job, on a connection with the migrator's rights. Gives how many.
 */
export async function dropOldNonces(client: Pick<pg.Client, 'query'>, today: Day): Promise<number> {
  const { rowCount } = await client.query('delete from app.visit_nonce where day < $1', [addDays(today, -1)]);
  return rowCount ?? 0;
}
