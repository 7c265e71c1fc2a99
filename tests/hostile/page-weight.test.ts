import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Reply } from '../support/http-site';
import { fetchedBy, LARGEST_BYTES, MOST_REQUESTS, pageScales, weighedPages } from '../support/page-weight';
import { siteDatabase } from '../support/site-database';
import { getPage, LANGUAGES } from '../support/site-pages';

const weigh = pageScales(inject('origin'));

describe.each(LANGUAGES)('in %s', (lang) => {
  let pages: Record<string, Reply> = {};
  beforeAll(async () => {
    const database = await siteDatabase();
    pages = await weighedPages(inject('origin'), database, lang);
    await database.close();
  });

  test('every public and participant page fits into a first flight', async () => {
    const heavy: string[] = [];
    for (const [name, page] of Object.entries(pages)) {
      const { bytes, requests, fetched } = await weigh(page);
      if (requests > MOST_REQUESTS) heavy.push(`${name}: fetches ${fetched.join(', ')}`);
      if (bytes > LARGEST_BYTES) heavy.push(`${name}: ${bytes} bytes`);
    }
    expect(heavy).toEqual([]);
    expect(Object.keys(pages).length).toBeGreaterThan(20);
  });

  test('what holds no secret is sent compressed, what holds one is not', async () => {
    for (const path of Object.keys(pages).filter((name) => name.startsWith('/'))) {
      const reply = await getPage(path, { 'Accept-Encoding': 'br' });
      const secret = /\/(respond|news|return|safety|sign-in)$/.test(path);
      expect(reply.headers['content-encoding'], path).toBe(secret ? undefined : 'br');
    }
  });

  test('the style sheet asks for nothing more', async () => {
    const css = fetchedBy(pages[`/${lang}`]!).find((url) => url.endsWith('.css')) ?? '';
    expect((await getPage(css)).body).not.toMatch(/url\(|@import/);
  });
});
