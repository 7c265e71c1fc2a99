import { setTimeout as pause } from 'node:timers/promises';
import { type Socket, socketUrl } from './address.server';
import { DatabaseRefusal } from './database-refusal.server';
import { initialise } from './initialise.server';
import { type Location, settleLocation, SYSTEM_FOLDER } from './location.server';
import { platformPackage } from './platform-package.server';
import { type Postmaster, shutDown } from './postmaster.server';
import { bePresent, type Presence, type Use } from './presence.server';
import { usableProgram } from './program.server';
import { ensureRunning } from './running.server';
import { runsAsRoot } from './unprivileged-user.server';

/** The embedded PostgreSQL as one process uses it. */
export interface Embedded {
  /** For `pg` and `@prisma/adapter-pg`; stays the same when the database has to be restarted. */
  readonly url: string;
  /** PostgreSQL's data folder. */
  readonly dataDirectory: string;
  /** True when it could not lie in DATA_DIR (see `Location`). */
  readonly elsewhere: boolean;
  /** False when it ran already: beside a server, or left behind by one that was killed. */
  readonly startedByUs: boolean;
  /** Ends the use; shuts PostgreSQL down cleanly unless another process still uses it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** PostgreSQL settings on top of the fixed ones. */
  readonly settings?: Record<string, string>;
  /** Told in one line when the database died and when it is back. */
  readonly tell?: (line: string) => void;
  /** Where root puts what the database's user cannot reach in DATA_DIR. */
  readonly systemFolder?: string;
}

/** How long to try when the database keeps going away while we announce ourselves. */
const JOIN_LIMIT_MS = 15_000;

/**
 * For the server: the embedded database of a data folder, made when there is none, adopted when a killed server left it
 * running. Held for this process alone: a second server on the folder is refused (`second_server`). If PostgreSQL dies
 * it is started again, at the same address, until `stop`.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const session = await join(dataDir, 'server', options);
  let stopping = false;
  let present: Promise<Joined> = Promise.resolve(session);
  const watch = ({ presence }: Joined) => {
    void presence.lost.then(() => {
      if (stopping) return;
      present = rejoin(dataDir, options, session, () => stopping);
      present.then(watch, () => undefined);
    });
  };
  watch(session);
  return handle(session, async () => {
    stopping = true;
    await leave(await present.catch(() => session));
  });
}

/**
 * For a command: connects to the database of a running server, or starts it and, if nobody came meanwhile, shuts it down
 * again at `stop`.
 */
export async function connectOrStartEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const session = await join(dataDir, 'command', options);
  return handle(session, () => leave(session));
}

interface Joined {
  readonly location: Location;
  readonly postmaster: Postmaster;
  readonly startedByUs: boolean;
  readonly presence: Presence;
}

function handle({ location, postmaster, startedByUs }: Joined, end: () => Promise<void>): Embedded {
  let ended: Promise<void> | undefined;
  return {
    url: socketUrl(postmaster.socket),
    dataDirectory: location.data,
    elsewhere: location.elsewhere,
    startedByUs,
    stop: () => (ended ??= end()),
  };
}

async function leave({ location, postmaster, presence }: Joined): Promise<void> {
  if (await presence.leave()) await shutDown(location.data, postmaster);
}

async function join(dataDir: string, use: Use, options: EmbeddedOptions, formerSocket?: Socket): Promise<Joined> {
  const installed = platformPackage();
  const location = settleLocation(dataDir, options.systemFolder);
  const copies = runsAsRoot() ? (options.systemFolder ?? SYSTEM_FOLDER) : location.home;
  const program = usableProgram(installed, location.user, copies);
  initialise(program, location);
  for (const until = Date.now() + JOIN_LIMIT_MS; ; await pause(50)) {
    try {
      const running = await ensureRunning(program, location, { settings: options.settings, formerSocket });
      return { location, ...running, presence: await bePresent(running.postmaster.socket, use) };
    } catch (error) {
      // Its last user may shut it down between our finding it and our announcing ourselves: then it is started again.
      if (error instanceof DatabaseRefusal || Date.now() > until) throw error;
    }
  }
}

/** Tries for as long as it takes: a full disk becomes free, a killed server's last processes end. */
async function rejoin(dataDir: string, options: EmbeddedOptions, former: Joined, done: () => boolean): Promise<Joined> {
  const tell = options.tell ?? ((line: string) => void process.stderr.write(`${line}\n`));
  tell('The embedded database has stopped; starting it again.');
  for (let wait = 200; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      const joined = await join(dataDir, 'server', options, former.postmaster.socket);
      tell('The embedded database is back.');
      return joined;
    } catch (error) {
      if (done()) throw error;
      tell((error as Error).message);
      await pause(wait);
    }
  }
}
