import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayCompress } from '~/platform/http/compress.server';
import { COMPRESSIBLE_PATHS } from '~/platform/http/site-areas';
import { loopbackSite, type LoopbackSite } from './raw-http';

const PAGE = '<p>نص الصفحة</p>'.repeat(100);
const BIG = 'x'.repeat(3 * 1024 * 1024);

describe('what may be compressed', () => {
  const may = (target: string, extra = {}) => mayCompress({ method: 'GET', target, hasCookie: false, ...extra });

  test('public pages that hold no secret', () => {
    for (const target of [
      '/en',
      '/ar/rounds?state=open',
      '/fr/answers/night-patrols',
      '/feeds/ar.xml',
      '/api/v1/rounds',
    ]) {
      expect(may(target), target).toBe(true);
    }
  });

  test('no page with a token or a code, no staff page, however it is spelt', () => {
    const secret = [
      '/en/rounds/x/respond',
      '/en/rounds/x/respond/check',
      '/en/return',
      '/en/safety',
      '/en/sign-in',
      '/en/desk',
      '/en/organisation/drafts',
      '/en/admin/users',
      '/EN/Return',
      '/en/%72eturn/',
      '//en',
    ];
    for (const target of secret) expect(may(target), target).toBe(false);
    const areas = /respond|return|safety|sign-in|desk|audit|organisation|admin|\*.*\*/;
    expect(COMPRESSIBLE_PATHS.filter((pattern) => areas.test(pattern))).toEqual([]);
  });

  test('nothing but reading, and nothing for who carries a cookie', () => {
    expect(may('/en', { method: 'POST' })).toBe(false);
    expect(may('/en', { hasCookie: true })).toBe(false);
  });
});

describe('over HTTP', () => {
  let site: LoopbackSite;
  const br = { 'Accept-Encoding': 'br' };

  beforeAll(async () => {
    site = await loopbackSite([
      (req, res) => {
        if (req.path === '/en/answers') return void res.redirect('/en');
        if (req.path === '/en/programs') return void res.type('png').send(Buffer.alloc(5_000));
        if (req.path === '/en/record') return void res.status(500).end();
        res.type('html');
        if (req.path === '/feeds/big.xml') {
          for (let at = 0; at < BIG.length; at += 65_536) res.write(BIG.slice(at, at + 65_536));
          return void res.end();
        }
        res.write(PAGE.slice(0, 50));
        res.end(PAGE.slice(50));
      },
    ]);
  });
  afterAll(() => site.close());

  test('a public page comes whole, smaller and with its length', async () => {
    const reply = await site.get('/ar/rounds', br);
    expect(reply.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(Number(reply.headers['content-length'])).toBe(reply.bytes.length);
    expect(reply.bytes.length).toBeLessThan(PAGE.length / 5);
    expect(brotliDecompressSync(reply.bytes).toString()).toBe(PAGE);
  });

  test('without brotli, or with a cookie, it comes as it is', async () => {
    for (const headers of [{ 'Accept-Encoding': 'gzip' }, { ...br, Cookie: 'session=x' }]) {
      const reply = await site.get('/ar/rounds', headers);
      expect(reply.headers).not.toHaveProperty('content-encoding');
      expect(reply.body).toContain(PAGE.slice(50));
    }
  });

  test('pictures, redirects and failures are left alone', async () => {
    expect((await site.get('/en/programs', br)).bytes.length).toBe(5_000);
    expect((await site.get('/en/answers', br)).headers['location']).toBe('/en');
    const failed = await site.get('/en/record', br);
    expect(failed.status).toBe(500);
    expect(failed.headers['content-type']).toContain('text/html');
  });

  test('what is too large to hold back streams through unharmed', async () => {
    const reply = await site.get('/feeds/big.xml', br);
    expect(reply.headers).not.toHaveProperty('content-encoding');
    expect(reply.bytes.toString('latin1').match(/x/g)?.length).toBe(BIG.length);
  });
});
