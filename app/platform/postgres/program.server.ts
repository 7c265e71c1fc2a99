import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseRefusal } from './database-refusal.server';
import { makeLibraryLinks, type PlatformPackage } from './platform-package.server';
import type { DatabaseUser } from './unprivileged-user.server';

/** PostgreSQL's programs, in a place where the database's user can run them. */
export interface Program {
  readonly postgres: string;
  readonly initdb: string;
}

/** LC_CTYPE decides whether pg_trgm sees letters outside ASCII. macOS has no C.UTF-8. */
export const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

/** All that PostgreSQL inherits: none of our own settings, which may hold passwords. */
export const PROGRAM_ENV = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: LOCALE,
  TZ: 'UTC',
} as unknown as NodeJS.ProcessEnv;

/**
 * The installed programs if the user can run them, else a copy (60 MB, made once a version) under `copiesIn`. Refuses
 * when neither runs.
 */
export function usableProgram(installed: PlatformPackage, user: DatabaseUser | null, copiesIn: string): Program {
  makeLibraryLinks(installed.native);
  if (runs(installed.native, user)) return programIn(installed.native);
  const copy = join(copiesIn, `postgresql-${installed.version}`);
  if (!runs(copy, user)) copyProgram(installed.native, copiesIn, copy);
  if (runs(copy, user)) return programIn(copy);
  const reason = spawnSync(programIn(copy).postgres, ['--version'], {
    ...user,
    env: PROGRAM_ENV,
    cwd: '/',
    encoding: 'utf8',
  });
  throw new DatabaseRefusal('no_program', `PostgreSQL does not run here: ${reason.error?.message ?? reason.stderr}`);
}

function programIn(native: string): Program {
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') };
}

function runs(native: string, user: DatabaseUser | null): boolean {
  const { postgres, initdb } = programIn(native);
  return [postgres, initdb].every(
    (program) => spawnSync(program, ['--version'], { ...user, env: PROGRAM_ENV, cwd: '/' }).status === 0,
  );
}

/** Copied aside and then renamed: a copy that was cut off is never taken for a whole one. */
function copyProgram(native: string, copiesIn: string, copy: string): void {
  try {
    mkdirSync(copiesIn, { recursive: true });
    const aside = mkdtempSync(`${copy}.`);
    // The library links are relative to their own folder, which must survive the copy as they are.
    cpSync(native, join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLibraryLinks(join(aside, 'native'));
    openToAll(join(aside, 'native'));
    rmSync(copy, { recursive: true, force: true });
    renameSync(join(aside, 'native'), copy);
    rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new DatabaseRefusal('no_program', `PostgreSQL cannot be copied to ${copy} (${code}): set DATABASE_URL.`);
  }
}

/** The programs are public; an installation made under a strict umask is not readable by the database's user. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
