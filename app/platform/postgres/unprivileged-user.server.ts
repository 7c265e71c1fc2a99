import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { DatabaseRefusal } from './database-refusal.server';

/** The system user PostgreSQL runs as. */
export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: true when it must be handed to another user. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Who PostgreSQL runs as, or null for the present user. As root: the owner of the database that exists already, else
 * `postgres`, else `nobody`, as the system's user list has them (initdb fails for a number without an entry).
 * Refuses a database that belongs to somebody else, when we cannot become that user.
 */
export function databaseUser(existingData: string | null): DatabaseUser | null {
  const owner = existingData === null ? null : statSync(existingData);
  if (!runsAsRoot()) {
    if (owner && process.getuid && owner.uid !== process.getuid()) {
      throw new DatabaseRefusal(
        'not_ours',
        `The database in ${existingData} belongs to user ${owner.uid}: start as it.`,
      );
    }
    return null;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (user) return user;
  throw new DatabaseRefusal(
    'no_place',
    'PostgreSQL does not run as root, and there is no user postgres or nobody: start as an ordinary user.',
  );
}

function lookUp(name: string): DatabaseUser | null {
  const ask = (what: '-u' | '-g') =>
    Number.parseInt(spawnSync('id', [what, name], { encoding: 'utf8' }).stdout ?? '', 10);
  const [uid, gid] = [ask('-u'), ask('-g')];
  return Number.isNaN(uid) || Number.isNaN(gid) || uid === 0 ? null : { uid, gid };
}

/** Whether the user can enter the folder. Asked of the system itself, so that access lists and mounts count too. */
export function canEnter(user: DatabaseUser | null, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/' }).status === 0;
}
