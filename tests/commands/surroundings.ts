import type { Surroundings } from '~/commands/command';
import { runCommand } from '~/commands/run.server';
import type { TestRuntime } from '../support/runtime';

export interface Ran {
  exit: number;
  said: string[];
  complained: string[];
  /** What `--json` printed. */
  json: Record<string, unknown>;
}

/** Runs one line of the command line beside a program that is open already; without one, opening it fails the test. */
export async function command(line: readonly string[], env: NodeJS.ProcessEnv, program?: TestRuntime): Promise<Ran> {
  const [said, complained]: [string[], string[]] = [[], []];
  const around: Surroundings = {
    env,
    open: async () => {
      if (!program) throw new Error('the command opened the database');
      return { ...program, close: async () => undefined };
    },
    say: (text) => void said.push(text),
    complain: (text) => void complained.push(text),
    progress: null,
  };
  const exit = await runCommand(line, around);
  const json = line.includes('--json') ? (JSON.parse(said.join('\n')) as Record<string, unknown>) : {};
  return { exit, said, complained, json };
}
