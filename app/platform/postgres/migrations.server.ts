import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseRefusal } from './database-refusal.server';

export interface Migration {
  /** Its folder: a time stamp and a name, so that names sort in the order of application. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hex, as Prisma records it. */
  readonly checksum: string;
}

/**
 * The program's own `prisma/migrations`, looked for upwards from this file: it lies beside `app/` in the sources and
 * beside `build/` in the built program, whatever folder the program is started from.
 */
export function findMigrations(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const migrations = join(folder, 'prisma', 'migrations');
    if (existsSync(migrations)) return migrations;
    if (folder === dirname(folder)) return resolve('prisma', 'migrations');
  }
}

/** Reads the migrations in the order of their names. Refuses a folder without any: the program is not whole. */
export function readMigrations(folder: string): Migration[] {
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => existsSync(join(folder, name, 'migration.sql')))
        .sort()
    : [];
  if (names.length === 0) throw new DatabaseRefusal('no_migrations', `There are no migrations in ${folder}.`);
  return names.map((name) => {
    const file = readFileSync(join(folder, name, 'migration.sql'));
    return { name, sql: file.toString('utf8'), checksum: createHash('sha256').update(file).digest('hex') };
  });
}
