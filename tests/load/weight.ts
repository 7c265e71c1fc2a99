import { LARGEST_BYTES, MOST_REQUESTS, pageScales, weighedPages, type PageWeight } from '../support/page-weight';
import { siteDatabase } from '../support/site-database';
import { LANGUAGES } from '../support/site-pages';
import type { Bench, Benchmark, Report, Table } from './benchmark';
import { demoSite } from './demo-site';

interface Weighed extends PageWeight {
  lang: string;
  /** Its address without the language, or the name of what was pressed. */
  page: string;
}

async function weighAll(bench: Bench): Promise<Weighed[]> {
  const site = await demoSite(bench);
  const database = await siteDatabase(site.folder);
  bench.ending(() => database.close());
  const weigh = pageScales(site.origin);
  const all: Weighed[] = [];
  for (const lang of LANGUAGES) {
    bench.progress(`weighing the pages in ${lang} …`);
    const pages = await weighedPages(site.origin, database, lang);
    for (const [name, page] of Object.entries(pages)) {
      all.push({ lang, page: name.replace(`/${lang}`, '/').replace('//', '/'), ...(await weigh(page)) });
    }
  }
  return all;
}

/** One row a page, one column a language. */
function bytesTable(all: readonly Weighed[]): Table {
  const names = [...new Set(all.map(({ page }) => page))];
  const of = (page: string) => all.filter((one) => one.page === page);
  return {
    title: 'Bytes of HTML and style sheet together, brotli',
    columns: [{ name: 'page' }, ...LANGUAGES.map((name) => ({ name })), { name: 'requests' }, { name: 'scripts' }],
    rows: names.map((page) => [
      page,
      ...LANGUAGES.map((lang) => of(page).find((one) => one.lang === lang)?.bytes ?? null),
      Math.max(...of(page).map(({ requests }) => requests)),
      Math.max(...of(page).map(({ scripts }) => scripts)),
    ]),
  };
}

/** What every page costs on the line when it is opened for the first time. */
export const weight: Benchmark = {
  name: 'weight',
  says: 'bytes and requests of every public and participant page in every language',
  async run(bench): Promise<Report> {
    const all = await weighAll(bench);
    const heaviest = all.reduce((one, other) => (other.bytes > one.bytes ? other : one));
    const most = Math.max(...all.map(({ requests }) => requests));
    const scripts = all.reduce((sum, one) => sum + one.scripts, 0);
    return {
      tables: [bytesTable(all)],
      method: [
        `${all.length} pages of the demo’s site over HTTP. Pages with a token are sent uncompressed (a compressed length`,
        'gives secrets away) and are weighed as if brotli had been used, at the quality the server uses for the others.',
        'ar-xb is a made-up language, longer than English and from right to left.',
      ],
      verdicts: [
        {
          says: `at most ${LARGEST_BYTES} bytes: the heaviest, ${heaviest.page} in ${heaviest.lang}, has ${heaviest.bytes}`,
          met: heaviest.bytes <= LARGEST_BYTES,
        },
        { says: `at most ${MOST_REQUESTS} requests: ${most}`, met: most <= MOST_REQUESTS },
        { says: `no script: ${scripts}`, met: scripts === 0 },
      ],
    };
  },
};
