import { AppProcess } from '../support/app-process';
import { hardScene } from '../support/hard-scene';
import { ask, encoded } from '../support/http-site';
import { seeded } from '../support/kill-run';
import { formTo } from '../support/participant-client';
import { serverDatabase } from '../support/server-database';
import type { Bench, Benchmark, Report, Table, Verdict } from './benchmark';
import { guesses, KINDS, withdrawnCodes, type Guess, type Kind } from './code-guesses';
import { drain, LoadClient } from './load-client';
import { ksDistance, median, medianSpread, permutationChance, quantile, shuffled } from './statistics';

const CLIENTS = 4;
const WITHDRAWN = 12;
const DEALS = 999;
/** Below this chance, and above this many milliseconds, somebody who guesses would learn something. */
const LEAST_CHANCE = 0.01;
const MOST_MS = 1;
const PATH = '/en/return';

interface Answer {
  kind: Kind;
  status: number;
  bytes: number;
  ms: number;
}

interface Door {
  origin: string;
  withdrawn: string[];
}

async function setUp(bench: Bench): Promise<Door> {
  bench.progress('starting PostgreSQL and the program …');
  const database = await serverDatabase();
  bench.ending(() => database.stop());
  const scene = await hardScene(database.url);
  bench.ending(() => scene.close());
  const node = await AppProcess.at({ databaseUrl: database.url, folder: scene.folder });
  bench.ending(() => node.end('SIGTERM'));
  await node.serve();
  bench.progress('sending and withdrawing …');
  return { origin: node.origin, withdrawn: await withdrawnCodes(node.origin, scene.round.slug, WITHDRAWN) };
}

/** Types every guess at the door, in a random order, each with the token of one form. */
async function typeAll({ origin, withdrawn }: Door, { limits, progress }: Bench): Promise<Answer[]> {
  const { fields } = formTo(await ask(origin, PATH), PATH);
  const clients = Array.from({ length: CLIENTS }, () => new LoadClient(origin));
  const answers: Answer[] = [];
  const order = shuffled(guesses(limits.guesses, withdrawn), seeded(Date.now()));
  const warmUp = guesses(KINDS.length * CLIENTS, withdrawn);
  const guess = async (client: LoadClient, { kind, code }: Guess): Promise<Answer> => {
    const body = encoded({ ...fields, code });
    const begun = performance.now();
    const reply = await client.post(PATH, body);
    return { kind, status: reply.status, bytes: Buffer.byteLength(reply.body), ms: performance.now() - begun };
  };
  await drain(clients, warmUp, async (client, one) => void (await guess(client, one)));
  await drain(clients, order, async (client, one, at) => {
    answers.push(await guess(client, one));
    if (at % 20 === 0) progress(`guessing, ${at} of ${order.length} …`);
  });
  clients.forEach((client) => client.end());
  return answers;
}

const listed = (values: readonly number[]) => [...new Set(values)].sort((one, other) => one - other).join(', ');

function kindsTable(answers: readonly Answer[]): Table {
  const of = (kind: Kind) => answers.filter((one) => one.kind === kind);
  const ms = (kind: Kind) => of(kind).map((one) => one.ms);
  return {
    title: `${answers.length} guesses of return codes`,
    columns: [
      { name: 'code' },
      { name: 'guesses' },
      { name: 'status' },
      { name: 'bytes' },
      { name: 'median ms', places: 2 },
      { name: '5 %', places: 2 },
      { name: '95 %', places: 2 },
    ],
    rows: KINDS.map((kind) => [
      kind,
      of(kind).length,
      listed(of(kind).map(({ status }) => status)),
      listed(of(kind).map(({ bytes }) => bytes)),
      median(ms(kind)),
      quantile(ms(kind), 0.05),
      quantile(ms(kind), 0.95),
    ]),
  };
}

interface Apart {
  pair: string;
  medians: number;
  chance: number;
  distance: number;
  distanceChance: number;
}

function pairsApart(answers: readonly Answer[]): Apart[] {
  const ms = (kind: Kind) => answers.filter((one) => one.kind === kind).map((one) => one.ms);
  const ks = ([one = [], other = []]: readonly (readonly number[])[]) => ksDistance(one, other);
  const pairs = KINDS.flatMap((one, at) => KINDS.slice(at + 1).map((other) => [one, other] as const));
  return pairs.map(([one, other]) => {
    const groups = [ms(one), ms(other)];
    return {
      pair: `${one} and ${other}`,
      medians: medianSpread(groups),
      chance: permutationChance(groups, medianSpread, DEALS, seeded(1)),
      distance: ks(groups),
      distanceChance: permutationChance(groups, ks, DEALS, seeded(2)),
    };
  });
}

const apartTable = (pairs: readonly Apart[]): Table => ({
  title: 'How far apart, and how likely codes that are answered alike would be as far apart by accident',
  columns: [
    { name: 'codes' },
    { name: 'medians, ms', places: 3 },
    { name: 'chance', places: 3 },
    { name: 'distributions (KS)', places: 3 },
    { name: 'chance', places: 3 },
  ],
  rows: pairs.map(({ pair, medians, chance, distance, distanceChance }) => [pair, medians, chance, distance, distanceChance]), // prettier-ignore
});

function verdictsOf(answers: readonly Answer[], pairs: readonly Apart[]): Verdict[] {
  const statuses = listed(answers.map(({ status }) => status));
  const bytes = listed(answers.map((one) => one.bytes));
  // Three pairs are looked at, each twice: the least chance is shared among them.
  const told = pairs.filter(({ chance, distanceChance, medians }) => medians > MOST_MS && Math.min(chance, distanceChance) < LEAST_CHANCE / (2 * pairs.length)); // prettier-ignore
  const widest = Math.max(...pairs.map(({ medians }) => medians));
  return [
    { says: `one status: ${statuses}`, met: statuses === '422' },
    { says: `one length: ${bytes} bytes`, met: !bytes.includes(',') },
    { says: `medians within ${MOST_MS} ms, or apart by accident: ${widest.toFixed(3)} ms`, met: told.length === 0 },
  ];
}

/** Whether somebody who types codes that lead nowhere learns which of them once led somewhere. */
export const codes: Benchmark = {
  name: 'codes',
  says: 'unknown, withdrawn and malformed return codes: status, length and time of the answer',
  async run(bench): Promise<Report> {
    const door = await setUp(bench);
    const answers = await typeAll(door, bench);
    bench.progress('comparing …');
    const pairs = pairsApart(answers);
    return {
      tables: [kindsTable(answers), apartTable(pairs)],
      method: [
        `${CLIENTS} clients over kept connections, the kinds in a random order. ${WITHDRAWN} codes were sent and withdrawn through the`,
        'pages. Malformed: a well-made code with one sign wrong. Chances by permutation: the times are dealt anew',
        `${DEALS} times, and it is counted how often the deals are as far apart; ${(1 / (DEALS + 1)).toFixed(3)} is the least there is.`,
      ],
      verdicts: verdictsOf(answers, pairs),
    };
  },
};
