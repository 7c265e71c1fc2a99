import type { Config } from '~/platform/config.server';
import type { Keyring } from '~/platform/crypto/keyring.server';
import type { Databases } from '~/platform/db.server';

/** What a running program holds: opened once at the start, closed once at the end. */
export interface Runtime {
  config: Config;
  databases: Databases;
  keyring: Keyring;
  now: () => Date;
}

let current: Runtime | undefined;

/** Installs the program's runtime; tests install their own, with their own clock and database. */
export function installRuntime(runtime: Runtime): void {
  current = runtime;
}

/** The running program's parts. Throws before the start: nothing may be served then. */
export function runtime(): Runtime {
  if (!current) throw new Error('the program has not been started');
  return current;
}

/** Now, by the program's clock: the only clock that commands may ask. */
export function now(): Date {
  return runtime().now();
}
