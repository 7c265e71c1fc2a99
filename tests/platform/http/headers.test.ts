import type { RequestHandler } from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { ATTACHMENT_CSP, FIXED_HEADERS, PAGE_CSP, replyHeaders, type ReplyFacts } from '~/platform/http/headers.server';
import { loopbackSite, type LoopbackSite } from './raw-http';

const ONION = 'http://abcdefghijklmnop.onion';
const CONFIG = { origin: 'https://voices.example.org', onionOrigin: ONION, trustedProxies: [], port: 3000 };
const page: ReplyFacts = {
  method: 'GET',
  target: '/en/rounds?state=open',
  host: 'voices.example.org',
  status: 200,
  contentType: 'text/html; charset=utf-8',
  csp: '',
};

describe('what a reply says', () => {
  test('no script runs anywhere', () => {
    expect(PAGE_CSP).toContain("script-src 'none'");
    expect(PAGE_CSP).toContain("default-src 'none'");
    expect(PAGE_CSP).not.toMatch(/unsafe|nonce|\*/);
  });

  test('HSTS on https alone, never on an onion address or loopback', () => {
    expect(replyHeaders(page, CONFIG)['Strict-Transport-Security']).toBe('max-age=63072000');
    const none = [
      replyHeaders({ ...page, host: 'abcdefghijklmnop.onion' }, CONFIG),
      replyHeaders({ ...page, host: 'abc.onion:8443' }, { ...CONFIG, onionOrigin: 'https://abc.onion:8443' }),
      replyHeaders({ ...page, host: 'localhost:3000' }, { ...CONFIG, origin: 'http://localhost:3000' }),
      replyHeaders({ ...page, host: 'evil.example' }, CONFIG),
    ];
    for (const headers of none) expect(headers).not.toHaveProperty('Strict-Transport-Security');
  });

  test('the onion address goes without query, and only with a page that was read', () => {
    expect(replyHeaders(page, CONFIG)['Onion-Location']).toBe(`${ONION}/en/rounds`);
    const without: Partial<ReplyFacts>[] = [
      { method: 'POST' },
      { status: 404 },
      { contentType: 'application/json' },
      { host: 'abcdefghijklmnop.onion' },
      { target: '//evil.example' },
      { target: 'http://evil.example/' },
    ];
    for (const facts of without)
      expect(replyHeaders({ ...page, ...facts }, CONFIG)).not.toHaveProperty('Onion-Location');
    expect(replyHeaders(page, { ...CONFIG, onionOrigin: null })).not.toHaveProperty('Onion-Location');
  });

  test('only hashed files that were found are kept by the browser', () => {
    const kept = (facts: Partial<ReplyFacts>) => replyHeaders({ ...page, ...facts }, CONFIG)['Cache-Control'];
    expect(kept({ target: '/assets/root-abc.css' })).toBe('public, max-age=31536000, immutable');
    expect(kept({ target: '/assets/root-abc.css', status: 404 })).toBe('no-store');
    expect(kept({ target: '/en/assets/x' })).toBe('no-store');
    expect(kept({})).toBe('no-store');
  });

  test('the way out tells nothing of where one was', () => {
    expect(replyHeaders({ ...page, target: '/exit?from=return' }, CONFIG)['Referrer-Policy']).toBe('no-referrer');
    expect(replyHeaders(page, CONFIG)['Referrer-Policy']).toBe('same-origin');
  });
});

describe('over HTTP', () => {
  let site: LoopbackSite;
  afterEach(() => site.close());

  const serve = async (handler: RequestHandler) => {
    site = await loopbackSite([handler]);
    return site;
  };

  test('a route can neither weaken nor double a header, nor tell of its software', async () => {
    await serve((_req, res) => {
      res.append('Cache-Control', 'public').append('Content-Security-Policy', "script-src 'unsafe-inline'");
      res.set({ ETag: '"1"', 'X-Powered-By': 'x', 'X-Remix-Catch': 'yes', 'Referrer-Policy': 'unsafe-url' });
      res.writeHead(200, 'OK', { 'X-Frame-Options': 'ALLOWALL', 'Content-Type': 'text/html' });
      res.end('page');
    });
    const { headers } = await site.get('/en');
    for (const [name, value] of Object.entries(FIXED_HEADERS)) expect(headers[name.toLowerCase()]).toBe(value);
    expect(Object.keys(headers).filter((name) => /etag|powered|remix|server|last-modified/.test(name))).toEqual([]);
    expect(headers['content-type']).toBe('text/html');
  });

  test('redirects, thrown errors and missing pages bear them too', async () => {
    await serve((req, res, next) => {
      if (req.path === '/moved') return res.redirect(302, '/en');
      if (req.path === '/throws') throw new Error('canary');
      next();
    });
    for (const [target, status] of [
      ['/moved', 302],
      ['/throws', 500],
      ['/missing', 404],
      ['/exit', 303],
    ] as const) {
      const reply = await site.get(target);
      expect(reply.status).toBe(status);
      expect(reply.headers['cache-control']).toBe('no-store');
      expect(reply.headers['content-security-policy']).toBe(PAGE_CSP);
      expect(reply.body).not.toContain('canary');
    }
  });

  test('a participant gets no cookie, whatever a route does', async () => {
    await serve((_req, res) => void res.cookie('session', 'x').send('page'));
    for (const target of ['/', '/en', '/en/return', '/EN/Rounds/x/respond', '/ar/safety']) {
      expect((await site.get(target)).headers, target).not.toHaveProperty('set-cookie');
    }
    expect((await site.get('/en/sign-in')).headers['set-cookie']).toContain('session=x');
  });

  test('a file from outside may be locked in further', async () => {
    await serve((_req, res) => void res.set('Content-Security-Policy', ATTACHMENT_CSP).send('file'));
    expect((await site.get('/en/desk/files/1')).headers['content-security-policy']).toBe(ATTACHMENT_CSP);
  });

  test('the way out is a plain 303 that sends nothing along', async () => {
    await serve((_req, _res, next) => next());
    const reply = await site.get('/exit?code=canary', { Referer: `${site.origin}/en/return` });
    expect(reply.status).toBe(303);
    expect(reply.headers['location']).toBe('https://www.wikipedia.org/');
    expect(reply.headers['referrer-policy']).toBe('no-referrer');
    expect(reply.headers).not.toHaveProperty('clear-site-data');
    expect(reply.body).toBe('');
  });
});
