export type DatabaseRefusalCode =
  | 'not_here'
  | 'no_program'
  | 'no_place'
  | 'not_ours'
  | 'did_not_start'
  | 'second_server'
  | 'unreachable'
  | 'too_old'
  | 'not_utf8'
  | 'blind_to_scripts'
  | 'no_migrations'
  | 'newer_than_program'
  | 'migration_changed'
  | 'migration_unfinished'
  | 'migration_failed'
  | 'not_migrated';

/** Why the program will not work with its database: a code, and one line for whoever runs the server. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';

  constructor(
    readonly code: DatabaseRefusalCode,
    line: string,
  ) {
    super(line.replace(/\s+/g, ' ').trim());
  }
}
