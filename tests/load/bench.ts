import { helpLines, readArguments, type Limits } from './bench-arguments';
import { Endings, type Benchmark, type Report } from './benchmark';
import { codes } from './codes';
import { queue } from './queue';
import { slowLine } from './slow-line';
import { submit } from './submit';
import { reportLines } from './table-text';
import { weight } from './weight';

/** In the order in which they run: what is quick comes first. */
const BENCHMARKS: readonly Benchmark[] = [weight, slowLine, submit, queue, codes];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** On a terminal one line that is written over; elsewhere nothing, so that a file holds the tables alone. */
const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
};

let isBrokenOff = false;

/** Whoever breaks a run off leaves no server and no folder behind. */
function endOnSignal(endings: Endings): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      isBrokenOff = true;
      void endings.run().finally(() => process.exit(130));
    });
  }
}

async function measure(benchmark: Benchmark, limits: Limits, endings: Endings): Promise<Report> {
  try {
    return await benchmark.run({ limits, ending: (close) => endings.add(close), progress });
  } finally {
    progress('');
    await endings.run();
  }
}

async function bench(): Promise<number> {
  const reading = readArguments(process.argv.slice(2), BENCHMARKS.map(({ name }) => name)); // prettier-ignore
  if (reading.kind === 'wrong') {
    process.stderr.write(`${reading.says}\n`);
    return 2;
  }
  if (reading.kind === 'help') {
    helpLines(BENCHMARKS).forEach(say);
    return 0;
  }
  const endings = new Endings();
  endOnSignal(endings);
  const reports: Record<string, Report> = {};
  for (const benchmark of BENCHMARKS.filter(({ name }) => reading.names.includes(name))) {
    const report = await measure(benchmark, reading.limits, endings);
    reports[benchmark.name] = report;
    if (!reading.json) reportLines(benchmark.name, report).forEach(say);
  }
  const ok = Object.values(reports).every(({ verdicts }) => verdicts.every(({ met }) => met));
  if (reading.json) say(JSON.stringify({ ok, limits: reading.limits, reports }));
  return ok ? 0 : 1;
}

try {
  process.exit(await bench());
} catch (error) {
  // What fails because its servers were ended is no failure; the ending ends the process.
  if (isBrokenOff) await new Promise(() => undefined);
  throw error;
}
