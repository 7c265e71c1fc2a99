import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SUPERUSER } from './address.server';
import { DatabaseRefusal } from './database-refusal.server';
import type { Location } from './location.server';
import { LOCALE, PROGRAM_ENV, type Program } from './program.server';

/**
 * Makes the database's files, once. They are made aside and then renamed: a start that was cut off, or two at the same
 * moment, leave one whole database or none.
 */
export function initialise({ initdb }: Program, { home, data, user }: Location): void {
  if (existsSync(data)) return;
  const aside = join(home, `new-${process.pid}-${Date.now()}`);
  const files = ['-D', aside, '-U', SUPERUSER, '-A', 'trust', '-E', 'UTF8', '--data-checksums'];
  const language = ['--locale-provider=icu', '--icu-locale=und', `--locale=${LOCALE}`, '--lc-messages=C'];
  const made = spawnSync(initdb, [...files, ...language], { ...user, cwd: home, env: PROGRAM_ENV, encoding: 'utf8' });
  if (made.status === 0 && renamed(aside, data)) return syncFolder(home);
  rmSync(aside, { recursive: true, force: true });
  if (existsSync(data)) return;
  throw new DatabaseRefusal(
    'did_not_start',
    `The database cannot be made in ${home}: ${made.error?.message ?? made.stderr}`,
  );
}

function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
