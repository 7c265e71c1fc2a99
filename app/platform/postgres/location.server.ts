import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseRefusal } from './database-refusal.server';
import { canEnter, databaseUser, runsAsRoot, type DatabaseUser } from './unprivileged-user.server';

/** Where the embedded database of a data folder lies, and whom it belongs to (null: the present user). */
export interface Location {
  /** A 0700 folder with `data` (PostgreSQL's own), `log`, and the socket if its path is short enough. */
  readonly home: string;
  readonly data: string;
  /** True when it could not lie in the data folder itself; to be told to whoever runs the server. */
  readonly elsewhere: boolean;
  readonly user: DatabaseUser | null;
}

/** Where root may put what the database's user cannot reach in the data folder. */
export const SYSTEM_FOLDER = '/var/lib/answerable';

/**
 * Finds the place of the database without making one: null when there is none yet. A database that exists stays where
 * it is, whatever has changed about the folders since.
 */
export function findLocation(dataDir: string, systemFolder = SYSTEM_FOLDER): Location | null {
  for (const { home, elsewhere } of candidates(dataDir, systemFolder)) {
    const data = join(home, 'data');
    if (existsSync(data)) return { home, data, elsewhere, user: databaseUser(data) };
    if (elsewhere && existsSync(home) && !runsAsRoot()) {
      throw new DatabaseRefusal(
        'not_ours',
        `The database of ${dataDir} lies in ${home} and was made by root: start as root.`,
      );
    }
  }
  return null;
}

/**
 * Finds or prepares the place of the database: `DATA_DIR/postgres`, or `/var/lib/answerable/<hash>` when we are root and
 * the database's user cannot enter the data folder. Refuses when neither can be had.
 */
export function settleLocation(dataDir: string, systemFolder = SYSTEM_FOLDER): Location {
  try {
    // Others may pass through the data folder (the database's user must), but not list it.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    const found = findLocation(dataDir, systemFolder);
    if (found) return found;
    const user = databaseUser(null);
    mark(dataDir);
    for (const { home, elsewhere } of candidates(dataDir, systemFolder)) {
      if (elsewhere) makePassable(systemFolder);
      if (prepare(home, user)) return { home, data: join(home, 'data'), elsewhere, user };
    }
  } catch (error) {
    if (error instanceof DatabaseRefusal) throw error;
    throw new DatabaseRefusal('no_place', `The database cannot lie in ${dataDir}: ${(error as Error).message}.`);
  }
  throw new DatabaseRefusal('no_place', `The database's user can reach neither ${dataDir} nor ${systemFolder}.`);
}

/** Tells this data folder from a former one at the same path, whose database may still lie elsewhere. */
const MARK = 'database-mark';

function mark(dataDir: string): void {
  const file = join(dataDir, MARK);
  if (existsSync(file)) return;
  try {
    writeFileSync(file, `${randomBytes(16).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Of two that start at once, the other one marked it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

function candidates(dataDir: string, systemFolder: string): { home: string; elsewhere: boolean }[] {
  const here = existsSync(dataDir);
  const real = here ? realpathSync(dataDir) : dataDir;
  const file = join(dataDir, MARK);
  const marked = existsSync(file) ? [shortHash(`${real}\n${readFileSync(file, 'utf8').trim()}`)] : [];
  // Folders were not marked once. A database that is older than the folder belonged to a former one at this path.
  const unmarked = join(systemFolder, shortHash(real));
  const isOurs = here && existsSync(unmarked) && statSync(unmarked).birthtimeMs >= statSync(real).birthtimeMs;
  const elsewhere = [...(isOurs ? [shortHash(real)] : []), ...marked];
  return [
    { home: join(real, 'postgres'), elsewhere: false },
    ...elsewhere.map((name) => ({ home: join(systemFolder, name), elsewhere: true })),
  ];
}

function makePassable(systemFolder: string): void {
  if (mkdirSync(systemFolder, { recursive: true }) !== undefined) chmodSync(systemFolder, 0o755);
}

function prepare(home: string, user: DatabaseUser | null): boolean {
  const isNew = mkdirSync(home, { recursive: true }) !== undefined;
  if (user) chownSync(home, user.uid, user.gid);
  chmodSync(home, 0o700);
  if (canEnter(user, home)) return true;
  if (isNew) rmdirSync(home);
  return false;
}
