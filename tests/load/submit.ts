import { availableParallelism } from 'node:os';
import { AppProcess } from '../support/app-process';
import { query } from '../support/database';
import { hardScene, type HardScene } from '../support/hard-scene';
import { serverDatabase } from '../support/server-database';
import { partialSubmissions, strayRows } from '../support/stored-submissions';
import { bareTransactions, type BareTransactions } from './bare-transactions';
import type { Bench, Benchmark, Report, Verdict } from './benchmark';
import { median } from './statistics';
import { CLIENTS, MARK, submitTurn, type Turn } from './submit-turns';

const LEAST_SHARE = 0.08;
/** So long, pgbench takes its turn at least and at most. */
const BARE_SECONDS = { least: 2, most: 30 };

interface Setting {
  scene: HardScene;
  nodes: AppProcess[];
  bare: BareTransactions;
}

/** One server, as many processes of the program as there are processors, and four bare tables beside its own. */
async function setUp(bench: Bench, cores: number): Promise<Setting> {
  bench.progress('starting PostgreSQL and the program …');
  const database = await serverDatabase();
  bench.ending(() => database.stop());
  const scene = await hardScene(database.url);
  bench.ending(() => scene.close());
  const bare = await bareTransactions(database.url, CLIENTS, cores);
  bench.ending(() => bare.remove());
  const nodes: AppProcess[] = [];
  for (let node = 0; node < cores; node += 1) {
    const started = await AppProcess.at({ databaseUrl: database.url, folder: scene.folder, data: `data-${node}` });
    bench.ending(() => started.end('SIGTERM'));
    nodes.push(await started.serve());
  }
  return { scene, nodes, bare };
}

interface Pair extends Turn {
  /** Submissions a second. */
  rate: number;
  bareRate: number;
}

/** One turn of the program, then as long a one of the bare database, and so on: what else the machine does meets both. */
async function takeTurns({ limits, progress }: Bench, { scene, nodes, bare }: Setting): Promise<Pair[]> {
  const { slug } = scene.round;
  progress('warming up …');
  await submitTurn(nodes, slug, Math.ceil(limits.submissions / 4));
  await bare.rate(1);
  const pairs: Pair[] = [];
  for (let turn = 1; turn <= limits.turns; turn += 1) {
    progress(`submitting, turn ${turn} of ${limits.turns} …`);
    const done = await submitTurn(nodes, slug, limits.submissions);
    progress(`bare transactions, turn ${turn} of ${limits.turns} …`);
    const seconds = Math.min(BARE_SECONDS.most, Math.max(BARE_SECONDS.least, Math.round(done.seconds)));
    pairs.push({ ...done, rate: done.acknowledged / done.seconds, bareRate: await bare.rate(seconds) });
  }
  return pairs;
}

/** What was acknowledged must be there whole, and sealed; only then is it a submission at all. */
async function verdictsOnRows({ scene }: Setting, expected: number): Promise<Verdict[]> {
  const url = scene.databaseUrl;
  const words = scene.round.questions.filter(({ kind }) => kind === 'long_text').length;
  const [row] = await query<{ stored: number; plain: number; settings: string }>(
    url,
    `select (select count(*)::int from app.submission) as stored,
       (select count(*)::int from app.item where position($1::bytea in body) > 0) as plain,
       current_setting('fsync') || ', ' || current_setting('synchronous_commit') || ', ' || current_setting('full_page_writes') as settings`,
    [Buffer.from(MARK)],
  );
  const partial = await partialSubmissions(url, words);
  const stray = Object.values(await strayRows(url)).reduce((sum, one) => sum + Math.abs(one), 0);
  return [
    { says: `every one acknowledged and stored: ${row?.stored} of ${expected}`, met: row?.stored === expected },
    { says: `every one whole, with its facts: ${partial.length} partial, ${stray} stray rows`, met: partial.length + stray === 0 }, // prettier-ignore
    { says: `every text sealed: ${row?.plain} readable`, met: row?.plain === 0 },
    { says: `fsync, synchronous_commit, full_page_writes: ${row?.settings}`, met: row?.settings === 'on, on, on' },
  ];
}

function reportOf(pairs: readonly Pair[], cores: number, more: readonly Verdict[]): Report {
  const share = median(pairs.map(({ rate, bareRate }) => rate / bareRate));
  const row = (name: string | number, one: Pair) => [name, one.rate, one.bareRate, (100 * one.rate) / one.bareRate, (100 * one.ownCpuSeconds) / one.seconds]; // prettier-ignore
  const middle = (of: (pair: Pair) => number) => median(pairs.map(of));
  return {
    tables: [
      {
        title: `Submissions against bare transactions of four inserts, ${CLIENTS} clients each`,
        columns: [
          { name: 'turn' },
          { name: 'submissions/s', places: 1 },
          { name: 'bare/s', places: 1 },
          { name: 'share %', places: 1 },
          { name: 'load’s own CPU %', places: 0 },
        ],
        rows: [
          ...pairs.map((pair, at) => row(String(at + 1), pair)),
          ['median', middle(({ rate }) => rate), middle(({ bareRate }) => bareRate), 100 * share, middle((one) => (100 * one.ownCpuSeconds) / one.seconds)], // prettier-ignore
        ],
      },
    ],
    method: [
      `${cores} processes of the program on one PostgreSQL server of this machine, turn about with pgbench on the same server`,
      '(simple protocol, four tables with a key and 200 bytes). Timed is the POST that submits; forms are fetched, filled and',
      'encoded before. The load comes from one process on this machine: connections kept, nothing parsed while the clock',
      'runs; its share of a processor stands in the last column, and is taken from the program. pgbench’s is too.',
      'Each submission: three answers sealed, header, box, consents, code, keys, fact and leaf; 200 only after the commit.',
    ],
    verdicts: [{ says: `at least ${100 * LEAST_SHARE} % of bare transactions: ${(100 * share).toFixed(1)} %`, met: share >= LEAST_SHARE }, ...more], // prettier-ignore
  };
}

/** What a whole, safe submission costs against what the database could do if nothing were asked of it. */
export const submit: Benchmark = {
  name: 'submit',
  says: 'submissions a second against bare transactions of the same PostgreSQL',
  async run(bench): Promise<Report> {
    const cores = availableParallelism();
    const setting = await setUp(bench, cores);
    const pairs = await takeTurns(bench, setting);
    bench.progress('looking at what was stored …');
    const expected = bench.limits.submissions * bench.limits.turns + Math.ceil(bench.limits.submissions / 4);
    return reportOf(pairs, cores, await verdictsOnRows(setting, expected));
  },
};
