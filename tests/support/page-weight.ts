import { brotliCompressSync, constants } from 'node:zlib';
import { ask, type Reply } from './http-site';
import { objectsOf } from './site-objects';
import type { SiteDatabase } from './site-database';
import { participantPages, publicAddresses } from './site-pages';

/** What a first flight of TCP carries (ten segments of 1,460 bytes, less what their headers take). */
export const LARGEST_BYTES = 14_336;
export const MOST_REQUESTS = 3;

/** As small as the server's own compression makes it; pages with a token go out as they are, and count as if not. */
const compressedBytes = (body: string): number =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).byteLength;

/** What a browser fetches for a page without being asked to. */
export function fetchedBy({ body }: Reply): string[] {
  const links = [...body.matchAll(/<link\b[^>]*>/g)].filter(([tag]) => /rel="(stylesheet|icon|preload|modulepreload)"/.test(tag)); // prettier-ignore
  const hrefs = links.map(([tag]) => /href="([^"]+)"/.exec(tag)?.[1] ?? '');
  const sources = [...body.matchAll(/<(?:img|source|video|audio|iframe|script)\b[^>]*\ssrc="([^"]+)"/g)].map(([, url = '']) => url); // prettier-ignore
  return [...new Set([...hrefs, ...sources])];
}

export interface PageWeight {
  /** Of the page itself, compressed. */
  pageBytes: number;
  /** Of the page and of all that it fetches. */
  bytes: number;
  /** The page's own, and one for each thing it fetches. */
  requests: number;
  scripts: number;
  fetched: readonly string[];
}

/** Weighs pages of one site; what many pages fetch is asked for once. */
export function pageScales(origin: string): (page: Reply) => Promise<PageWeight> {
  const known = new Map<string, Promise<number>>();
  const bytesAt = (url: string): Promise<number> => {
    const asked = known.get(url) ?? transferred(origin, url);
    known.set(url, asked);
    return asked;
  };
  return async (page) => {
    const fetched = fetchedBy(page);
    const parts = await Promise.all(fetched.map(bytesAt));
    const pageBytes = compressedBytes(page.body);
    return {
      pageBytes,
      bytes: parts.reduce((sum, one) => sum + one, pageBytes),
      requests: 1 + fetched.length,
      scripts: [...page.body.matchAll(/<script\b/g)].length,
      fetched,
    };
  };
}

async function transferred(origin: string, url: string): Promise<number> {
  const { status, headers } = await ask(origin, url, { headers: { 'Accept-Encoding': 'br' } });
  const bytes = Number(headers['content-length']);
  if (status !== 200 || Number.isNaN(bytes)) throw new Error(`${url} answered ${status} without a length`);
  return bytes;
}

/** Every public page of the demo by its address, and every page that a participant meets by its name, in one language. */
export async function weighedPages(
  origin: string,
  database: SiteDatabase,
  lang: string,
): Promise<Record<string, Reply>> {
  const { programs = '' } = await objectsOf(database, 'kanem-sahara');
  const pages: Record<string, Reply> = {};
  for (const path of publicAddresses(lang, programs)) {
    const page = await ask(origin, path);
    if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
    pages[path] = page;
  }
  return Object.assign(pages, await participantPages(lang, origin));
}
