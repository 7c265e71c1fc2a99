import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { hourIndex, type Day } from '~/platform/day';
import { now, runtime } from '~/platform/runtime.server';

/** In the order in which `app.submit` writes them: two that take locks in one order never wait for each other. */
const SETTLED = [
  'app.invitation',
  'app.code_lookup',
  'app.submission',
  'app.item',
  'app.item_version',
  'app.consent',
  'app.key_slot',
  'vault.box',
];

/** Writers queue behind a waiting settle: after this it gives way and lets them pass. */
const LOCK_WAIT = '8s';

/**
 * Whether rows still tell by their transaction which box came with which submission. Boxes that all bear one
 * transaction's number link nothing: they were settled, and none has come since.
 */
async function anythingToSettle(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ links: boolean }>(
    'select count(distinct xmin::text) > 1 as links from vault.box',
  );
  return rows[0]?.links === true;
}

async function move(client: pg.PoolClient, today: Day): Promise<number> {
  await client.query('begin isolation level read committed');
  try {
    await client.query(`set local lock_timeout = '${LOCK_WAIT}'`);
    await client.query(`lock table ${SETTLED.join(', ')} in share row exclusive mode`);
    const { rows } = await client.query<{ moved: number }>('select app.settle($1::date, $2::uuid, $3) as moved', [
      today,
      randomUUID(),
      hourIndex(now()),
    ]);
    await client.query('commit');
    return rows[0]?.moved ?? 0;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/**
 * Takes away what rows say by accident (PROTOCOL.md, "Settle"): all submissions of the days before
 * `today`, every box and every key slot are laid anew in random order in one transaction. Gives the number of submissions
 * moved, or null when nothing had to be. Writers wait while it runs; it throws, having changed nothing, when it could
 * not get the tables to itself in a few seconds: try again later. Then call `vacuumSettled`.
 */
export async function settle(today: Day): Promise<number | null> {
  const client = await runtime().databases.sql.settler.connect();
  try {
    return (await anythingToSettle(client)) ? await move(client, today) : null;
  } finally {
    client.release();
  }
}

/**
 * Gives the rows' former places back, where their old order still stood. Needs the tables' owner or MAINTAIN, which the
 * settler has not: hand in a connection of the migrator, outside any transaction.
 */
export async function vacuumSettled(owner: pg.Pool | pg.Client): Promise<void> {
  await owner.query(`vacuum ${SETTLED.join(', ')}`);
}

/** The daily job: settle, then vacuum by `owner` where anything was moved. Gives what `settle` gives. */
export async function settleDays(owner: pg.Pool | pg.Client, today: Day): Promise<number | null> {
  const moved = await settle(today);
  if (moved !== null) await vacuumSettled(owner);
  return moved;
}
