import { beforeAll, describe, expect, inject, test } from 'vitest';
import { ask, post, type Reply } from '../support/http-site';
import { siteDatabase } from '../support/site-database';
import { objectsOf } from '../support/site-objects';
import { getPage, LANGUAGES, participantPages, publicAddresses } from '../support/site-pages';
import { addressOf, isStaff, siteRoutes } from '../support/site-routes';
import { as } from '../support/site-staff';
import { sendRaw, wire } from '../support/raw-socket';

const origin = inject('origin');
const { host } = new URL(origin);

/** SECURITY.md §8, written out by hand: not what the program says of itself. */
const WANTED: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const OFF = [
  'camera',
  'microphone',
  'geolocation',
  'browsing-topics',
  'payment',
  'usb',
  'clipboard-read',
  'fullscreen',
];
const NEVER = [
  'x-powered-by',
  'server',
  'etag',
  'last-modified',
  'strict-transport-security',
  'via',
  'x-remix-response',
];

type Headers = Reply['headers'];

function expectHardened(what: string, headers: Headers, wanted: Record<string, string> = {}): void {
  const all = { ...WANTED, 'cache-control': 'no-store', ...wanted };
  for (const [name, value] of Object.entries(all)) expect(headers[name], `${name} of ${what}`).toBe(value);
  for (const feature of OFF) expect(String(headers['permissions-policy']), what).toContain(`${feature}=()`);
  for (const name of NEVER) expect(headers[name], `${name} of ${what}`).toBeUndefined();
}

describe('every kind of reply carries the headers', () => {
  const get =
    (path: string, headers = {}) =>
    () =>
      ask(origin, path, { headers });
  const replies: [string, number, () => Promise<{ status: number; headers: Headers }>][] = [
    ['a page', 200, get('/en')],
    ['a page by HEAD', 200, () => ask(origin, '/en/safety', { method: 'HEAD' })],
    ['the root', 302, get('/')],
    ['health', 200, get('/healthz')],
    ['readiness', 200, get('/readyz')],
    ['a page that is not there', 404, get('/en/nowhere/at/all')],
    ['an asset that is not there', 404, get('/assets/none.css')],
    ['the manifest', 404, get('/__manifest')],
    ['a way to sign-in', 303, get('/en/desk')],
    ['a sign-in page', 200, get('/en/sign-in')],
    ['a garbled target', 400, get('/en/%ff')],
    ['a data request', 400, get('/en?_data=root')],
    ['a false token', 403, () => post(origin, '/en/return', { token: 'x' })],
    ['another method', 405, () => ask(origin, '/en', { method: 'PUT' })],
    ['too large a body', 413, () => sendRaw(origin, wire('POST', '/en/sign-in', { Host: host, Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': '99999999' }))], // prettier-ignore
    ['another type of body', 415, () => post(origin, '/en/return', {}, { 'Content-Type': 'text/plain' })],
    ['a foreign host', 421, get('/en', { Host: 'evil.example' })],
    ['what is no HTTP at all', 400, () => sendRaw(origin, 'nonsense\r\n\r\n')],
    ['a header too long', 431, () => sendRaw(origin, wire('GET', '/en', { Host: host, 'X-Long': 'x'.repeat(40_000) }))],
    ['a page of the program interface', 404, get('/api/v1/nothing')],
  ];
  test.each(replies)('%s (%i)', async (what, status, reply) => {
    const { status: given, headers } = await reply();
    expect(given).toBe(status);
    expectHardened(what, headers);
  });

  test('the way out tells the next site nothing', async () => {
    const { status, headers } = await ask(origin, '/exit');
    expect(status).toBe(303);
    expectHardened('exit', headers, { 'referrer-policy': 'no-referrer' });
  });

  test('assets, and they alone, may be kept', async () => {
    const css = /href="(\/assets\/[^"]+\.css)"/.exec((await ask(origin, '/en')).body)?.[1] ?? '';
    const { status, headers } = await ask(origin, css);
    expect(status).toBe(200);
    expectHardened('css', headers, { 'cache-control': 'public, max-age=31536000, immutable' });
    expect((await ask(origin, css, { method: 'POST' })).headers['cache-control']).toBe('no-store');
  });

  test('signing out clears what the browser kept, and nothing that hangs it', async () => {
    const { signIn, StaffClient } = await import('../support/staff-client');
    const deputy = inject('signIns')
      .filter(({ role }) => role === 'protection_officer')
      .at(-1)!;
    const { cookie } = await signIn(origin, deputy);
    const staff = new StaffClient(origin, cookie);
    const reply = await staff.post('/en/sign-out', { token: await staff.token() });
    expect(reply.headers['clear-site-data']).toBe('"cookies", "storage"');
    expectHardened('sign-out', reply.headers);
    expect(await staff.isSignedIn()).toBe(false);
  });
});

const EXECUTABLE =
  /<script|<iframe|<object|<embed|<base\b|javascript:|\son[a-z]+\s*=\s*"|http-equiv|<style|\sstyle=|<link(?![^>]*rel="(stylesheet|icon|alternate|canonical)")/i;
/** Everything that a browser would fetch by itself. */
const FETCHED = /\s(?:src|srcset|poster|data)="([^"]+)"/g;

function expectInert(what: string, { body }: Reply): void {
  const own = body.replace(/<textarea[\s\S]*?<\/textarea>/g, '');
  expect(EXECUTABLE.exec(own)?.[0], what).toBeUndefined();
  for (const [, url = ''] of own.matchAll(FETCHED)) expect(url, what).toMatch(/^\//);
}

describe.each(LANGUAGES)('participants and the public in %s', (lang) => {
  let pages: Record<string, Reply>;
  beforeAll(async () => {
    const database = await siteDatabase();
    const { programs = '' } = await objectsOf(database, 'kanem-sahara');
    await database.close();
    const addresses = publicAddresses(lang, programs);
    const read = await Promise.all(addresses.map(async (path) => [path, await getPage(path, { Cookie: 'a=b; __Host-answerable=x' })] as const)); // prettier-ignore
    pages = { ...Object.fromEntries(read), ...(await participantPages(lang)) };
  });

  test('no cookie, no script, no store, nothing from elsewhere', () => {
    for (const [what, reply] of Object.entries(pages)) {
      expect([200, 409, 422], what).toContain(reply.status);
      expect(reply.headers['set-cookie'], what).toBeUndefined();
      expectHardened(what, reply.headers);
      expectInert(what, reply);
    }
  });

  test('every page says its language and direction, and has the way out as its first link', () => {
    for (const [what, { body }] of Object.entries(pages)) {
      expect(body, what).toContain(`<html lang="${lang}" dir="${lang.startsWith('ar') ? 'rtl' : 'ltr'}"`);
      expect(/<a\s[^>]*href="([^"]+)"/.exec(body)?.[1], what).toBe('/exit');
    }
  });

  test('no code and no topic stands in a title or an address', () => {
    for (const [what, { body }] of Object.entries(pages)) {
      const title = /<title>([^<]*)/.exec(body)?.[1] ?? '';
      expect(title, what).not.toMatch(/complaint|night|patrol|[0-9A-Z]{4}-[0-9A-Z]{4}/);
      expect([...body.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, url]) => url).join(' '), what).not.toMatch(
        /([0-9A-Z]{4}-){6}/,
      );
    }
  });
});

test('pages of staff are as inert', async () => {
  const database = await siteDatabase();
  const parts = await objectsOf(database, 'kanem-sahara');
  await database.close();
  let read = 0;
  for (const role of ['consultation_officer', 'chief_of_mission', 'auditor', 'admin']) {
    const staff = await as(role, 'kanem-sahara');
    for (const { pattern } of (await siteRoutes()).filter(isStaff)) {
      const reply = await staff.get(addressOf(pattern, parts) ?? '/en/desk');
      const isRecording = String(reply.headers['content-type']).startsWith('audio/');
      const sandboxed = { 'content-security-policy': "default-src 'none'; sandbox" };
      expectHardened(`${role} ${pattern}`, reply.headers, isRecording ? sandboxed : {});
      expectInert(`${role} ${pattern}`, reply);
      read += reply.status === 200 ? 1 : 0;
    }
  }
  expect(read).toBeGreaterThan(40);
});
