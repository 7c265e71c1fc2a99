import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DATABASE, type Socket, socketConfig, SUPERUSER } from './address.server';
import { DatabaseRefusal } from './database-refusal.server';
import type { Location } from './location.server';
import { answering, launch, type Launch, type Launched, type Postmaster } from './postmaster.server';
import type { Program } from './program.server';

/** Recovery after a crash replays what was written; it may take minutes on a slow disk. */
const START_LIMIT_MS = 300_000;

/** How long another start, or the last processes of a killed server, may stand in the way. */
const OBSTACLE_LIMIT_MS = 15_000;
const OBSTACLE = /lock file .* (already exists|is empty)|bogus data in lock file|pre-existing shared memory/;

export interface Running {
  readonly postmaster: Postmaster;
  /** False when it ran already, or when another process was quicker to start it. */
  readonly startedByUs: boolean;
}

/**
 * Sees to it that PostgreSQL runs on the data folder, answers, and has our database. Refuses with PostgreSQL's own last
 * complaint when it does not start.
 */
export async function ensureRunning(program: Program, location: Location, how: Launch): Promise<Running> {
  const begun = Date.now();
  let started: Launched | undefined;
  try {
    for (; Date.now() < begun + START_LIMIT_MS; await pause(25)) {
      const state = await answering(location.data);
      if (state && state !== 'starting') {
        await makeDatabase(state.socket);
        return { postmaster: state, startedByUs: started?.process.pid === state.pid };
      }
      if (state === 'starting' || (started && lives(started.process))) continue;
      if (started) {
        refuseUnlessPassing(started.lastComplaint(), begun);
        started.forget();
        started = undefined;
        await pause(200);
      }
      started = launch(program, location, how);
    }
  } finally {
    started?.forget();
  }
  throw new DatabaseRefusal('did_not_start', `The embedded database in ${location.home} is not ready after 5 minutes.`);
}

function refuseUnlessPassing(complaint: string, begun: number): void {
  if (OBSTACLE.test(complaint) && Date.now() < begun + OBSTACLE_LIMIT_MS) return;
  throw new DatabaseRefusal('did_not_start', `The embedded database does not start: ${complaint}`);
}

function lives(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function makeDatabase(socket: Socket): Promise<void> {
  const client = new pg.Client(socketConfig(socket));
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${SUPERUSER}`);
  } catch (error) {
    // Two starts at the same moment both find none; one is told that it is there.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
