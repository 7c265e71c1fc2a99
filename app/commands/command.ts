import type { ParseArgsConfig } from 'node:util';
import type { Config } from '~/platform/config.server';
import type { Runtime } from '~/platform/runtime.server';

/** A program that a command works in: database and keys are open until `close`. */
export interface OpenedProgram extends Runtime {
  /** With the migrator's rights. */
  databaseUrl: string;
  close(): Promise<void>;
}

/** What a command has around it; tests bring their own. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  open(config: Config): Promise<OpenedProgram>;
  /** To standard output: what was asked for. */
  say(line: string): void;
  /** To standard error: what went wrong. */
  complain(line: string): void;
  /** Rewrites one line while long work goes on; null where nobody is looking. */
  progress: ((text: string) => void) | null;
}

/** 0: done, or it holds. 1: refused, or it does not hold. 2: wrong use, an unreadable file among it. */
export type Exit = 0 | 1 | 2;

/** One thing that is wrong: where (a file's row, a field, a check), if it has a place, and what. */
export interface Problem {
  where: string | null;
  says: string;
}

export interface Outcome {
  exit: Exit;
  /** For people. */
  lines: readonly string[];
  problems: readonly Problem[];
  /** For programs: what `--json` prints beside `ok` and the problems. */
  data: Readonly<Record<string, unknown>>;
}

export function done(lines: readonly string[], data: Outcome['data'] = {}): Outcome {
  return { exit: 0, lines, problems: [], data };
}

export function refused(...problems: Problem[]): Outcome {
  return { exit: 1, lines: [], problems, data: {} };
}

export function wrongUse(says: string, where: string | null = null): Outcome {
  return { exit: 2, lines: [], problems: [{ where, says }], data: {} };
}

export interface Asked {
  config: Config;
  around: Surroundings;
  options: Readonly<Record<string, string | boolean | undefined>>;
  operands: readonly string[];
}

export interface Command {
  /** One word or two: `import codebook`. */
  name: string;
  /** The rest of the line that it takes. */
  usage: string;
  says: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** What each option means, in the order in which help shows them. */
  optionLines: readonly (readonly [option: string, says: string])[];
  /** How many operands it takes: neither more nor less. */
  operands: number;
  run(asked: Asked): Promise<Outcome>;
}
