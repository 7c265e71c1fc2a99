import { randomInt } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdtempSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { Location } from './location.server';

export const SUPERUSER = 'app';
export const DATABASE = 'answerable';

/** PostgreSQL's own maintenance database: there before ours is, and never replaced. */
export const MAINTENANCE = 'postgres';

/**
 * Where the embedded PostgreSQL listens. It opens no network port: the number is part of the socket file's name, and is
 * drawn anew for new files, so that a server whose folder was deleted under it cannot take its successor's socket away.
 */
export interface Socket {
  readonly folder: string;
  readonly port: number;
}

/** A socket's path must fit into 104 bytes on macOS, 108 on Linux. */
const LONGEST_SOCKET = 100;

/** Beginning of the folders made for sockets whose own place has too long a path. */
const SHORT_FOLDER = '/tmp/answerable-socket-';

/** The address of a database behind a socket, for `pg` and for Prisma alike. Holds no secret. */
export function socketUrl({ folder, port }: Socket, database = DATABASE): string {
  return `postgresql://${SUPERUSER}@localhost:${port}/${database}?host=${encodeURIComponent(folder)}`;
}

export function socketConfig({ folder, port }: Socket, database = MAINTENANCE): ClientConfig {
  return { host: folder, port, user: SUPERUSER, database, connectionTimeoutMillis: 10_000 };
}

/**
 * A socket in a folder that nobody but the database's user (and root) can enter: the database's home, or, where that
 * path is too long or would read as a list, one in /tmp of an unguessable name. `former` is taken again where it is
 * still good, so that addresses stay valid.
 */
export function chooseSocket({ home, user }: Location, former: Socket | undefined): Socket {
  const port = former?.port ?? randomInt(10_000, 60_000);
  if (Buffer.byteLength(join(home, `.s.PGSQL.${port}`)) <= LONGEST_SOCKET && !/[,"\\]/.test(home)) {
    return { folder: home, port };
  }
  if (former && isOwnShortFolder(former.folder, user?.uid ?? process.getuid?.())) return former;
  const folder = mkdtempSync(SHORT_FOLDER);
  if (user) chownSync(folder, user.uid, user.gid);
  return { folder, port };
}

function isOwnShortFolder(folder: string, uid: number | undefined): boolean {
  if (!isShortFolder(folder) || !existsSync(folder)) return false;
  const found = lstatSync(folder);
  return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
}

/** Removes a folder that `chooseSocket` made, once it is empty; leaves any other alone. */
export function removeSocketFolder({ folder }: Socket): void {
  if (!isShortFolder(folder)) return;
  try {
    rmdirSync(folder);
  } catch {
    // Gone, or in use: it costs nothing to leave it.
  }
}

/** Exactly such a folder, nothing below it: the database's own home may well lie under /tmp. */
function isShortFolder(folder: string): boolean {
  return folder.startsWith(SHORT_FOLDER) && !folder.slice(SHORT_FOLDER.length).includes('/');
}
