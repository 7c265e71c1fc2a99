import { brotliCompressSync, constants } from 'node:zlib';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { ask, type Reply } from '../support/http-site';
import { siteDatabase } from '../support/site-database';
import { objectsOf } from '../support/site-objects';
import { getPage, LANGUAGES, participantPages, publicAddresses } from '../support/site-pages';

/** What a first flight of TCP carries (ten segments of 1,460 bytes, less what their headers take). */
const LARGEST_BYTES = 14_336;
const MOST_REQUESTS = 3;

/** As small as the server's own compression makes it; pages with a token go out as they are, and count as if not. */
const weight = (body: string) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).byteLength;

/** What a browser fetches for a page without being asked to. */
function fetchedBy({ body }: Reply): string[] {
  const links = [...body.matchAll(/<link\b[^>]*>/g)].filter(([tag]) => /rel="(stylesheet|icon|preload|modulepreload)"/.test(tag)); // prettier-ignore
  const hrefs = links.map(([tag]) => /href="([^"]+)"/.exec(tag)?.[1] ?? '');
  const sources = [...body.matchAll(/<(?:img|source|video|audio|iframe|script)\b[^>]*\ssrc="([^"]+)"/g)].map(([, url = '']) => url); // prettier-ignore
  return [...new Set([...hrefs, ...sources])];
}

const bytesOf = new Map<string, number>();
async function bytesAt(url: string): Promise<number> {
  const known = bytesOf.get(url);
  if (known !== undefined) return known;
  const { status, headers } = await ask(inject('origin'), url, { headers: { 'Accept-Encoding': 'br' } });
  expect(status, url).toBe(200);
  bytesOf.set(url, Number(headers['content-length']));
  return bytesOf.get(url) ?? NaN;
}

describe.each(LANGUAGES)('in %s', (lang) => {
  const pages: Record<string, Reply> = {};
  beforeAll(async () => {
    const database = await siteDatabase();
    const { programs = '' } = await objectsOf(database, 'kanem-sahara');
    await database.close();
    for (const path of publicAddresses(lang, programs)) pages[path] = await getPage(path);
    Object.assign(pages, await participantPages(lang));
  });

  test('every public and participant page fits into a first flight', async () => {
    const heavy: string[] = [];
    for (const [name, page] of Object.entries(pages)) {
      const fetched = fetchedBy(page);
      if (1 + fetched.length > MOST_REQUESTS) heavy.push(`${name}: fetches ${fetched.join(', ')}`);
      const parts = await Promise.all(fetched.map(bytesAt));
      const bytes = weight(page.body) + parts.reduce((sum, one) => sum + one, 0);
      if (!(bytes <= LARGEST_BYTES)) heavy.push(`${name}: ${bytes} bytes`);
    }
    expect(heavy).toEqual([]);
    expect(Object.keys(pages).length).toBeGreaterThan(20);
  });

  test('what holds no secret is sent compressed, what holds one is not', async () => {
    for (const path of Object.keys(pages).filter((name) => name.startsWith('/'))) {
      const reply = await getPage(path, { 'Accept-Encoding': 'br' });
      const secret = /\/(respond|return|safety|sign-in)$/.test(path);
      expect(reply.headers['content-encoding'], path).toBe(secret ? undefined : 'br');
    }
  });

  test('the style sheet asks for nothing more', async () => {
    const css = fetchedBy(pages[`/${lang}`]!).find((url) => url.endsWith('.css')) ?? '';
    expect((await getPage(css)).body).not.toMatch(/url\(|@import/);
  });
});
