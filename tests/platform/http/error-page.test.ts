import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { ERROR_STATUSES, errorStatus, errorTextKeys } from '~/platform/http/error-key';
import { errorHtml, problemJson } from '~/platform/http/error-page.server';
import { errorLanguage } from '~/platform/http/error-text.server';
import { loopbackSite, type LoopbackSite } from './raw-http';

const LANGUAGES = ['en', 'fr', 'ar'] as const;

function leaves(value: unknown, path = ''): Record<string, string> {
  if (typeof value === 'string') return { [path]: value };
  return Object.assign(
    {},
    ...Object.entries(value as object).map(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key)),
  );
}

const texts = (lang: string) => leaves(JSON.parse(readFileSync(`locales/${lang}/errors.json`, 'utf8')));

describe('texts', () => {
  test('every status has its three texts in every language, and no two titles are the same', () => {
    for (const lang of LANGUAGES) {
      const given = texts(lang);
      const wanted = ERROR_STATUSES.flatMap((status) => Object.values(errorTextKeys(status)));
      expect(Object.keys(given).sort()).toEqual([...wanted, 'exit', 'home', 'reference'].sort());
      const titles = ERROR_STATUSES.map((status) => given[errorTextKeys(status).title]);
      expect(new Set(titles).size).toBe(titles.length);
      expect(given['reference']).toContain('{{id}}');
    }
  });

  test('a status without texts borrows those of its kind', () => {
    expect([431, 418, 502, 505].map(errorStatus)).toEqual([400, 400, 500, 500]);
  });
});

describe('language', () => {
  test.each([
    ['/ar/return', 'fr', 'ar'],
    ['/fr-td/rounds', 'ar', 'fr'],
    ['/ar-iq', undefined, 'ar'],
    ['/exit', 'xx, fr;q=0.4, ar-SD;q=0.8', 'ar'],
    ['/', 'ar;q=0, fr', 'fr'],
    ['/so/rounds', 'so', 'en'],
    ['//evil', '*;q=1, <script>, fr;q=2', 'en'],
    ['/', undefined, 'en'],
  ])('%s with %s is answered in %s', (target, accepted, lang) => {
    expect(errorLanguage(target, accepted).lang).toBe(lang);
  });
});

describe('page', () => {
  test('says what happened and what to do, in its language and direction, with both ways on', () => {
    for (const lang of LANGUAGES) {
      const html = errorHtml({ status: 413 }, errorLanguage(`/${lang}`, undefined), '/assets/root-1.css');
      expect(html).toContain(`<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}">`);
      const given = texts(lang);
      for (const key of Object.values(errorTextKeys(413))) expect(html).toContain(given[key]!);
      expect(html.indexOf('href="/exit"')).toBeLessThan(html.indexOf('<main>'));
      expect(html).toContain(`href="/${lang}"`);
      expect(html).toContain('href="/assets/root-1.css"');
      expect(html).not.toMatch(/<script|style=|\{\{/);
    }
  });

  test('the reference is shown for our own faults alone', () => {
    const language = errorLanguage('/en', undefined);
    expect(errorHtml({ status: 500, requestId: '0123456789abcdef' }, language)).toContain('0123456789abcdef');
    expect(errorHtml({ status: 404, requestId: '0123456789abcdef' }, language)).not.toContain('0123456789abcdef');
    expect(errorHtml({ status: 500, requestId: '<b>$&' }, language)).toContain('&#60;b&#62;$&#38;');
  });

  test('a program gets a problem document', () => {
    expect(JSON.parse(problemJson({ status: 421, problem: 'gate.host_foreign' }))).toEqual({
      type: 'about:blank',
      title: 'Misdirected Request',
      status: 421,
      code: 'gate.host_foreign',
    });
  });
});

describe('over HTTP', () => {
  let site: LoopbackSite;
  afterEach(() => site.close());

  test('an error says nothing of itself but an id that the log has too', async () => {
    const logged: unknown[][] = [];
    const log = { event: () => undefined, error: (...args: unknown[]) => void logged.push(args) };
    class CanaryTooLong extends Error {}
    site = await loopbackSite(
      [
        () => {
          throw new CanaryTooLong('canary text');
        },
      ],
      { log },
    );
    const { status, body } = await site.get('/fr/rounds/canary-slug?q=canary');
    expect(status).toBe(500);
    expect(body).not.toMatch(/canary/i);
    expect(body).toContain(texts('fr')['status_500.title']!);
    const id = /[0-9a-f]{16}/.exec(body)?.[0];
    expect(logged).toHaveLength(1);
    expect(logged[0]?.[1]).toBe(id);
  });

  test('a failure that the framework words itself becomes the neutral page', async () => {
    site = await loopbackSite([
      (req, res) => {
        res.status(req.path === '/en/shed' ? 503 : 500);
        if (req.path === '/en/page') return void res.type('html').send('<p>own page</p>');
        if (req.path === '/en/empty') return void res.end();
        res.type('text/plain').write('Unexpected Server Error\n\n');
        res.end('canary');
      },
    ]);
    for (const target of ['/en/plain', '/en/empty']) {
      const reply = await site.get(target);
      expect(reply.status).toBe(500);
      expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(reply.body).toContain(texts('en')['status_500.title']!);
      expect(reply.body).not.toMatch(/canary|Unexpected/);
    }
    expect((await site.get('/en/page')).body).toBe('<p>own page</p>');
    expect((await site.get('/en/shed')).headers['retry-after']).toBe('60');
  });

  test('the error of a program comes as application/problem+json', async () => {
    site = await loopbackSite([]);
    const reply = await site.get('/api/v1/nothing');
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(reply.body)).toEqual({ type: 'about:blank', title: 'Not Found', status: 404 });
    expect((await site.get('/api/v1/rounds?_data=x')).body).toContain('gate.data_request');
  });
});
