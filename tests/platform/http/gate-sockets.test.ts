import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bearsAllHeaders, echo, form, framework } from './echo-site';
import { loopbackSite, type LoopbackSite } from './raw-http';

let site: LoopbackSite;

beforeAll(async () => {
  site = await loopbackSite([echo, framework]);
});
afterAll(() => site.close());

describe('requests that no browser sends', () => {
  const status = async (bytes: string) => {
    const reply = await site.send(bytes);
    bearsAllHeaders(reply);
    return reply.status;
  };
  const line = (target: string, method = 'GET') =>
    `${method} ${target} HTTP/1.1\r\nHost: ${site.host}\r\nConnection: close\r\n\r\n`;

  test.each([
    ['/en/%', 400],
    ['/en/%ff', 400],
    ['/en?q=%E0%A4%A', 400],
    ['/en/%00', 400],
    ['//evil.example', 400],
    ['//evil.example/..', 400],
    ['/en/../../etc/passwd', 400],
    ['/assets/..%2f..%2fpackage.json', 400],
    ['/en\\x', 400],
    ['/__manifest?p=%2Fen', 404],
    ['/en?_data=root', 400],
  ])('%s → %i', async (target, wanted) => {
    expect(await status(line(target))).toBe(wanted);
  });

  test('an absolute-form target is refused, our own host in it or another', async () => {
    expect(await status(line(`http://${site.host}/en`))).toBe(400);
    expect(await status(line('http://evil.example/en'))).toBe(400);
  });

  test('methods beyond the three say which are allowed', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
      const reply = await site.send(line('/en', method));
      expect(reply.status).toBe(405);
      expect(reply.headers['allow']).toBe('GET, HEAD, POST');
      bearsAllHeaders(reply);
    }
    expect(await status(line('evil.example:443', 'CONNECT'))).toBe(405);
    expect(await status(line('*', 'OPTIONS'))).toBe(405);
  });

  test('no host, two hosts, a foreign host', async () => {
    expect(await status('GET /en HTTP/1.1\r\nConnection: close\r\n\r\n')).toBe(400);
    expect(await status('GET /en HTTP/1.0\r\n\r\n')).toBe(400);
    expect(
      await status(`GET /en HTTP/1.1\r\nHost: ${site.host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`),
    ).toBe(400);
    expect(await status('GET /en HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toBe(421);
    expect(await status(`GET /en HTTP/1.1\r\nHost: 127.0.0.1:${site.port}\r\nConnection: close\r\n\r\n`)).toBe(421);
  });

  test('what does not parse, or is too long, or expects something, still gets our headers', async () => {
    expect(await status('nonsense\r\n\r\n')).toBe(400);
    expect(await status(line(`/${'a'.repeat(5_000)}`))).toBe(400);
    expect(await status(`GET /en HTTP/1.1\r\nHost: ${site.host}\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toBe(431);
    expect(
      await status(`GET /en HTTP/1.1\r\nHost: ${site.host}\r\nExpect: miracles\r\nConnection: close\r\n\r\n`),
    ).toBe(200);
  });

  test('no path redirects', async () => {
    for (const target of ['/en/', '/en/desk/', '/assets', '/assets/', '/%2f%2fevil.example/', '/.evil.example']) {
      const reply = await site.get(target);
      expect(reply.headers['location'], target).toBeUndefined();
      expect(reply.status).not.toBe(301);
    }
  });
});

describe('headers', () => {
  test('the site sees no forwarding header from a stranger', async () => {
    const sent = {
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-For': '203.0.113.9',
      Forwarded: 'for=203.0.113.9',
      'X-Original-URL': '/canary',
      'X-HTTP-Method-Override': 'PUT',
    };
    const { body } = await site.get('/en', sent);
    expect(body).not.toMatch(/evil|203\.0\.113|canary|PUT/);
  });

  test('a proxy is believed about the address, not about the host', async () => {
    const behind = await loopbackSite([echo], { config: { trustedProxies: ['127.0.0.0/8'] } });
    const { body } = await behind.get('/en', { 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Host': 'evil.example' });
    await behind.close();
    expect(body).toContain('203.0.113.9');
    expect(body).not.toContain('evil');
  });

  test('a null origin that may pass does not reach the framework, which would fail on it', async () => {
    const reply = await site.send(form(site, '/framework', { Origin: 'null', 'Content-Length': '3' }), 'a=b');
    expect(reply.status).toBe(200);
    const refused = await site.send(form(site, '/en/return', { Origin: 'null', 'Content-Length': '3' }), 'a=b');
    expect(refused.status).toBe(403);
  });

  test('a misspelt proxy stops the start', async () => {
    await expect(loopbackSite([echo], { config: { trustedProxies: ['10.0.0.0/99'] } })).rejects.toThrow();
    await expect(loopbackSite([echo], { config: { trustedProxies: ['proxy'] } })).rejects.toThrow();
  });
});
