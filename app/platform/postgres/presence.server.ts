import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Socket, socketConfig } from './address.server';
import { DatabaseRefusal } from './database-refusal.server';

/** What a process does with the embedded database: serve (one at a time), or work beside a server. */
export type Use = 'server' | 'command';

/**
 * A process's presence at the embedded database: one connection whose locks PostgreSQL itself drops when the process
 * dies, however it dies.
 */
export interface Presence {
  /** Resolves when the connection is gone without `leave` having been called: the database died or was restarted. */
  readonly lost: Promise<void>;
  /** Ends the presence. True when nobody else is present: the last one out shuts the database down. */
  leave(): Promise<boolean>;
}

/** Both locks are taken in this space ("answ"), in the maintenance database. */
const SPACE = 0x616e7377;
const PRESENT = 1;
const SERVER = 2;

/** How long a server waits for one that was just killed, or is on its way out, to let go. */
const PATIENCE_MS = 3_000;

/**
 * Announces this process at the database behind the socket. Refuses a second server (`second_server`); throws what `pg`
 * throws when the database goes away meanwhile.
 */
export async function bePresent(socket: Socket, use: Use): Promise<Presence> {
  const client = new pg.Client({ ...socketConfig(socket), application_name: `answerable ${use}`, keepAlive: true });
  client.on('error', () => undefined);
  let leaving = false;
  const lost = new Promise<void>((resolve) => client.once('end', () => leaving || resolve()));
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock_shared($1, $2)', [SPACE, PRESENT]);
    if (use === 'server') await lockForServer(client);
  } catch (error) {
    leaving = true;
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    lost,
    leave: async () => {
      leaving = true;
      try {
        await client.query('SELECT pg_advisory_unlock_shared($1, $2)', [SPACE, PRESENT]);
        const alone = await tryLock(client, PRESENT);
        // Kept until the database has ended, so that whoever comes meanwhile waits, and then starts it anew.
        if (!alone) await client.end();
        return alone;
      } catch {
        return false;
      }
    },
  };
}

async function lockForServer(client: pg.Client): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await tryLock(client, SERVER))) {
    if (Date.now() > until) {
      throw new DatabaseRefusal(
        'second_server',
        'Another server already runs on this DATA_DIR: stop it, or use another.',
      );
    }
    await pause(100);
  }
}

async function tryLock(client: pg.Client, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS got', [SPACE, lock]);
  return rows[0]?.got === true;
}
