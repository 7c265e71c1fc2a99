import { parseArgs } from 'node:util';

/** How much is measured. All of it is bounded: a benchmark ends. */
export interface Limits {
  /** Of the large queue. */
  items: number;
  /** Requests to each page of a queue. */
  samples: number;
  /** Submissions of one turn. */
  submissions: number;
  /** Turns of each of the two sides. */
  turns: number;
  /** First openings of a form in each language. */
  runs: number;
  guesses: number;
}

interface Option {
  usual: number;
  least: number;
  most: number;
  says: string;
}

export const OPTIONS: Readonly<Record<keyof Limits, Option>> = {
  items: { usual: 100_000, least: 100, most: 1_000_000, says: 'queue: items of the large queue' },
  samples: { usual: 40, least: 5, most: 1_000, says: 'queue: requests to each page' },
  submissions: { usual: 800, least: 16, most: 20_000, says: 'submit: submissions of one turn' },
  turns: { usual: 4, least: 1, most: 50, says: 'submit: turns of each side' },
  runs: { usual: 5, least: 1, most: 50, says: 'slow-line: first openings in each language' },
  guesses: { usual: 2_000, least: 60, most: 100_000, says: 'codes: guesses in all' },
};

export type Arguments =
  { kind: 'run'; names: string[]; json: boolean; limits: Limits } | { kind: 'help' } | { kind: 'wrong'; says: string };

const names = Object.keys(OPTIONS) as (keyof Limits)[];

function optionOf(name: keyof Limits, text: string | undefined): number | string {
  const { usual, least, most } = OPTIONS[name];
  if (text === undefined) return usual;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : `--${name}: give a whole number from ${least} to ${most}.`;
}

/** Reads a line of arguments. No name means every benchmark, in the order of `known`; a name counts once. */
export function readArguments(argv: readonly string[], known: readonly string[]): Arguments {
  const numbers = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const options = { ...numbers, help: { type: 'boolean' as const, short: 'h' }, json: { type: 'boolean' as const } };
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    return { kind: 'wrong', says: (error as Error).message };
  }
  const values = parsed.values as Record<string, string | boolean | undefined>;
  if (values.help) return { kind: 'help' };
  const stranger = parsed.positionals.find((name) => !known.includes(name));
  if (stranger !== undefined) {
    return { kind: 'wrong', says: `There is no benchmark "${stranger}". There are: ${known.join(', ')}.` };
  }
  const limits: Partial<Limits> = {};
  for (const name of names) {
    const value = optionOf(name, values[name] as string | undefined);
    if (typeof value === 'string') return { kind: 'wrong', says: value };
    limits[name] = value;
  }
  const wanted = known.filter((name) => parsed.positionals.length === 0 || parsed.positionals.includes(name));
  return { kind: 'run', names: wanted, json: values.json === true, limits: limits as Limits };
}

/** What `--help` prints. */
export function helpLines(benchmarks: readonly { name: string; says: string }[]): string[] {
  const options = [
    ...names.map((name) => [`--${name} N`, `${OPTIONS[name].says} [${OPTIONS[name].usual}]`] as const),
    ['--json', 'print one JSON object'] as const,
    ['--help', 'print this'] as const,
  ];
  const width = Math.max(...options.map(([option]) => option.length), ...benchmarks.map(({ name }) => name.length));
  return [
    'Usage: npm run bench -- [BENCHMARK …] [OPTION …]',
    '',
    ...benchmarks.map(({ name, says }) => `  ${name.padEnd(width)}  ${says}`),
    '',
    ...options.map(([option, says]) => `  ${option.padEnd(width)}  ${says}`),
    '',
    'Ends with 0 when every target is met, 1 when one is missed, 2 when it was used wrongly.',
  ];
}
