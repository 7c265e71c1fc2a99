import type { Browser, CDPSession } from 'playwright-core';
import { aPage, openBrowser, PHONE } from '../support/browser';
import { OPEN_ROUND } from '../support/site-pages';
import type { Bench, Benchmark, Report } from './benchmark';
import { demoSite } from './demo-site';
import { median } from './statistics';

const LANGS = ['en', 'ar'] as const;
const KBIT_A_SECOND = 50;
const LATENCY_MS = 500;
const CPU_SLOWER = 4;
const MOST_SECONDS = 5;
/** Whatever takes longer is a fault, not a slow line. */
const PATIENCE_MS = 60_000;

interface Opening {
  seconds: number;
  /** Of all that came over the line, heads included. */
  bytes: number;
  requests: number;
}

/** A cheap phone on an old network, as far as the browser can be told to be one. */
async function slowDown(cdp: CDPSession): Promise<void> {
  const throughput = (KBIT_A_SECOND * 1000) / 8;
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
}

/**
 * Milliseconds from the start of the navigation until something is painted and the first text area takes the focus. Asked
 * at every frame: there is none before the style sheet is there. Runs in the page.
 */
function usableAt(): number | false {
  const field = document.querySelector('form textarea');
  const isPainted = performance.getEntriesByName('first-contentful-paint').length > 0;
  if (!(field instanceof HTMLElement) || !isPainted || field.getClientRects().length === 0) return false;
  field.focus();
  return document.activeElement === field ? performance.now() : false;
}

/** Opens a form in a browser that has never been there. */
async function openOnce(browser: Browser, url: string): Promise<Opening> {
  const page = await aPage(browser, PHONE);
  const context = page.context();
  try {
    const cdp = await context.newCDPSession(page);
    await slowDown(cdp);
    let [bytes, requests] = [0, 0];
    cdp.on('Network.requestWillBeSent', () => void (requests += 1));
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength));
    await page.goto(url, { waitUntil: 'commit', timeout: PATIENCE_MS });
    const usable = await page.waitForFunction(usableAt, undefined, { polling: 'raf', timeout: PATIENCE_MS });
    const milliseconds = await usable.jsonValue();
    await page.waitForLoadState('load', { timeout: PATIENCE_MS });
    return { seconds: Number(milliseconds) / 1000, bytes, requests };
  } finally {
    await context.close();
  }
}

async function openings(bench: Bench, browser: Browser, origin: string, lang: string): Promise<Opening[]> {
  const url = `${origin}/${lang}/rounds/${OPEN_ROUND}/respond`;
  const all: Opening[] = [];
  for (let run = 1; run <= bench.limits.runs; run += 1) {
    bench.progress(`opening the form in ${lang}, ${run} of ${bench.limits.runs} …`);
    all.push(await openOnce(browser, url));
  }
  return all;
}

/** How long somebody with an old phone and a slow line waits before they can write. */
export const slowLine: Benchmark = {
  name: 'slow-line',
  says: 'seconds until the answer form is usable on a slow line and a slow phone',
  async run(bench): Promise<Report> {
    const site = await demoSite(bench);
    const browser = await openBrowser();
    bench.ending(() => browser.close());
    const rows: { lang: string; all: Opening[] }[] = [];
    for (const lang of LANGS) rows.push({ lang, all: await openings(bench, browser, site.origin, lang) });
    const seconds = (all: readonly Opening[]) => all.map((one) => one.seconds);
    return {
      tables: [
        {
          title: `Seconds until the answer form is usable, ${bench.limits.runs} first openings each`,
          columns: [
            { name: 'language' },
            { name: 'min', places: 2 },
            { name: 'median', places: 2 },
            { name: 'max', places: 2 },
            { name: 'bytes' },
            { name: 'requests' },
          ],
          rows: rows.map(({ lang, all }) => [
            lang,
            Math.min(...seconds(all)),
            median(seconds(all)),
            Math.max(...seconds(all)),
            Math.max(...all.map(({ bytes }) => bytes)),
            Math.max(...all.map(({ requests }) => requests)),
          ]),
        },
      ],
      method: [
        `${browser.version()} (Chromium), nothing cached, ${KBIT_A_SECOND} kbit/s both ways, ${LATENCY_MS} ms before each reply,`,
        `a processor ${CPU_SLOWER} times slower than this one. Usable: painted, and the first text area takes the focus.`,
        'The emulation has no handshakes: a first connection over TLS 1.3 adds two round trips, 1 s.',
      ],
      verdicts: rows.map(({ lang, all }) => ({
        says: `at most ${MOST_SECONDS} s in ${lang}: median ${median(seconds(all)).toFixed(2)} s`,
        met: median(seconds(all)) <= MOST_SECONDS,
      })),
    };
  },
};
