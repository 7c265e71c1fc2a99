import { serverDatabase } from '../support/server-database';
import type { Bench, Benchmark, Report, Table, Verdict } from './benchmark';
import { deskWith, rowsOf, type Desk } from './queue-desk';
import { DESK_PAGES, type DeskPage } from './queue-pages';
import { median } from './statistics';

const SMALL = 100;
const MOST_TIMES = 1.5;
const WARM_UP = 3;

const UNFINISHED = /not searched yet/;

interface Build {
  items: number;
  /** Filling with `generate-scale`. */
  fillSeconds: number;
  searches: number;
  seconds: number;
}

/** Searches until every text is taken in, as a reader who presses again would: each takes in a part. */
async function buildSearch({ progress }: Bench, desk: Desk): Promise<Build> {
  const page = DESK_PAGES.find(({ words }) => words)!;
  const begun = performance.now();
  let searches = 0;
  for (let waits = true; waits; searches += 1) {
    if (searches > desk.items) throw new Error('the search never takes all in');
    waits = UNFINISHED.test((await desk.open(page)).reply.body);
    progress(`taking ${desk.items} items into the search, ${searches} searches …`);
  }
  return { items: desk.items, fillSeconds: desk.filled.seconds, searches, seconds: (performance.now() - begun) / 1000 };
}

interface Measured {
  page: DeskPage;
  small: { rows: number; ms: number };
  large: { rows: number; ms: number };
}

/** Asks both installations for the same page, turn about, so that what else the machine does meets both. */
async function measure(page: DeskPage, small: Desk, large: Desk, samples: number): Promise<Measured> {
  const taken = new Map<Desk, number[]>([small, large].map((desk) => [desk, []]));
  const rows = new Map<Desk, number>();
  for (let sample = -WARM_UP; sample < samples; sample += 1) {
    for (const desk of sample % 2 === 0 ? [small, large] : [large, small]) {
      const { reply, ms } = await desk.open(page);
      if (sample >= 0) taken.get(desk)!.push(ms);
      rows.set(desk, rowsOf(reply));
    }
  }
  const of = (desk: Desk) => ({ rows: rows.get(desk) ?? 0, ms: median(taken.get(desk)!) });
  return { page, small: of(small), large: of(large) };
}

const times = ({ small, large }: Measured) => large.ms / small.ms;
const isJudged = ({ page }: Measured) => !page.growsWithItems;

function pagesTable(all: readonly Measured[], items: number): Table {
  const at = (count: number) => count.toLocaleString('en-US');
  return {
    title: `Milliseconds of a page, median, at ${at(SMALL)} and at ${at(items)} items`,
    columns: [
      { name: 'page' },
      { name: 'order' },
      { name: 'place' },
      { name: `rows/${at(SMALL)}` },
      { name: `rows/${at(items)}` },
      { name: `ms/${at(SMALL)}`, places: 1 },
      { name: `ms/${at(items)}`, places: 1 },
      { name: 'times', places: 2 },
      { name: '' },
    ],
    rows: all.map((one) => [
      one.page.name,
      one.page.order,
      one.page.place,
      one.small.rows,
      one.large.rows,
      one.small.ms,
      one.large.ms,
      times(one),
      !isJudged(one) ? 'more rows: not judged' : times(one) > MOST_TIMES ? 'MISSED' : '',
    ]),
  };
}

const searchTable = (builds: readonly Build[]): Table => ({
  title: 'Filling, and taking all items into the search',
  columns: [{ name: 'items' }, { name: 'filled in s', places: 1 }, { name: 'searches' }, { name: 'taken in, in s', places: 1 }], // prettier-ignore
  rows: builds.map(({ items, fillSeconds, searches, seconds }) => [items, fillSeconds, searches, seconds]),
});

async function countIsCapped(desk: Desk): Promise<Verdict> {
  const { reply } = await desk.open(DESK_PAGES.find(({ name }) => name === 'all states')!);
  const shown = /(More than )?[\d,]+ items/.exec(reply.body)?.[0] ?? 'no count';
  const isMany = desk.items > 1_000;
  return { says: `counts end at 1,000: "${shown}"`, met: shown.startsWith('More than 1,000') === isMany };
}

/** Whether a long queue is as quick as a short one. */
export const queue: Benchmark = {
  name: 'queue',
  says: 'pages of the desk with many items against the same with 100',
  async run(bench): Promise<Report> {
    const { items, samples } = bench.limits;
    bench.progress('starting PostgreSQL …');
    const database = await serverDatabase();
    bench.ending(() => database.stop());
    const small = await deskWith(bench, database.url, SMALL);
    const large = await deskWith(bench, database.url, items === SMALL ? SMALL + 1 : items);
    const builds = [await buildSearch(bench, small), await buildSearch(bench, large)];
    const all: Measured[] = [];
    for (const page of DESK_PAGES) {
      bench.progress(`measuring ${page.name} ${page.order} ${page.place} …`);
      all.push(await measure(page, small, large, samples));
    }
    const worst = all.filter(isJudged).reduce((one, other) => (times(other) > times(one) ? other : one));
    const { name, order, place } = worst.page;
    return {
      tables: [searchTable(builds), pagesTable(all, items)],
      method: [
        `Two databases of one PostgreSQL server of this machine, a process of the program on each. ${samples} requests to each page`,
        'of each, turn about, by one client over a kept connection, after three that do not count. Items are sealed; a page',
        'opens the rows it shows. The last page is what a reader at the end of the list is sent. Searches go by POST.',
      ],
      verdicts: [
        { says: `at most ${MOST_TIMES} times: the worst, ${[name, order, place].filter(Boolean).join(', ')}, takes ${times(worst).toFixed(2)} times`, met: times(worst) <= MOST_TIMES }, // prettier-ignore
        await countIsCapped(large),
      ],
    };
  },
};
