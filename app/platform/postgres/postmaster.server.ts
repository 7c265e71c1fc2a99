import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, readSync, realpathSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { chooseSocket, removeSocketFolder, type Socket, socketConfig } from './address.server';
import type { Location } from './location.server';
import { PROGRAM_ENV, type Program } from './program.server';

/** A PostgreSQL server that runs on a data folder: its process, and where its socket lies. */
export interface Postmaster {
  readonly pid: number;
  readonly socket: Socket;
}

/**
 * What every embedded server runs with. An acknowledged commit is on disk. The log tells of the server alone: a refused
 * statement could hold somebody's words, and the hours of checkpoints tell when somebody wrote.
 */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** What `postmaster.pid` says, which may be left over from a server that was killed. */
export function readPostmaster(data: string): Postmaster | null {
  const [pid, , , port, folder] = readIfThere(join(data, 'postmaster.pid')).split('\n');
  return pid && folder ? { pid: Number(pid), socket: { folder, port: Number(port) } } : null;
}

/** PostgreSQL removes its file at any moment. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The server that answers on this data folder now, and on no other; `starting` while it is not ready yet. */
export async function answering(data: string): Promise<Postmaster | 'starting' | null> {
  const postmaster = readPostmaster(data);
  if (!postmaster) return null;
  const client = new pg.Client(socketConfig(postmaster.socket));
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return realpathSync(rows[0]?.data_directory ?? '/') === realpathSync(data) ? postmaster : null;
  } catch (error) {
    // 57P03: the server starts, recovers or shuts down.
    return (error as { code?: string }).code === '57P03' ? 'starting' : null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export interface Launch {
  /** PostgreSQL settings on top of the fixed ones. */
  readonly settings?: Record<string, string>;
  /** The socket to use again. */
  readonly formerSocket?: Socket;
}

/** A start of PostgreSQL, which may come to nothing. */
export interface Launched {
  readonly process: ChildProcess;
  /** The last complaint in its log, for the line that says why it did not start. */
  lastComplaint(): string;
  /** Lets go of its log; to be called once, when it is known how the start went. */
  forget(): void;
}

/**
 * Starts PostgreSQL as a process of its own that outlives us: a key press that ends the program must not end the
 * database before the program has said good-bye. Whether it becomes ready is asked with `answering`.
 */
export function launch({ postgres }: Program, location: Location, { settings, formerSocket }: Launch): Launched {
  const { home, data, user } = location;
  const socket = chooseSocket(location, formerSocket ?? readPostmaster(data)?.socket);
  const all = { ...SETTINGS, ...settings, unix_socket_directories: socket.folder, port: String(socket.port) };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  putFormerLogAside(home);
  // Kept open: another start at the same moment puts this log aside too, and ours must be told from its own.
  const log = openSync(logOf(home), 'a+', 0o600);
  const stdio: ['ignore', number, number] = ['ignore', log, log];
  const child = spawn(postgres, ['-D', data, ...options], {
    ...user,
    cwd: home,
    env: PROGRAM_ENV,
    detached: true,
    stdio,
  });
  child.on('error', () => undefined);
  child.unref();
  return { process: child, lastComplaint: () => complaintIn(log), forget: () => closeSync(log) };
}

function putFormerLogAside(home: string): void {
  try {
    renameSync(logOf(home), `${logOf(home)}.before`);
  } catch {
    // There is none, or another start was quicker.
  }
}

function complaintIn(log: number): string {
  // Read from its beginning by position: the server's own writing moves the place we share with it.
  const text = Buffer.alloc(fstatSync(log).size);
  readSync(log, text, 0, text.length, 0);
  const lines = text.toString('utf8').trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? (lines.at(-1) || 'it left no log');
}

function logOf(home: string): string {
  return join(home, 'log');
}

/** How long an ended process may stay listed. */
const REAP_LIMIT_MS = 1_000;

/** Ends the server as `pg_ctl stop -m fast` does: open transactions roll back, everything is written. */
export async function shutDown(data: string, postmaster: Postmaster): Promise<void> {
  signal(postmaster.pid, 'SIGINT');
  while (readPostmaster(data)?.pid === postmaster.pid && signal(postmaster.pid, 0)) await pause(20);
  // Its file goes last, the process a moment later; one that nobody reaps stays listed for ever.
  for (const until = Date.now() + REAP_LIMIT_MS; signal(postmaster.pid, 0) && Date.now() < until;) await pause(10);
  removeSocketFolder(postmaster.socket);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
