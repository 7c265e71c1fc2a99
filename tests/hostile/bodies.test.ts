import { beforeAll, describe, expect, inject, test } from 'vitest';
import { ask } from '../support/http-site';
import { sendRaw, wire } from '../support/raw-socket';
import { as } from '../support/site-staff';

const origin = inject('origin');
const { host } = new URL(origin);
const KIB = 1024;
const FORM = 'application/x-www-form-urlencoded';
const SAME = { Host: host, Origin: origin, 'Sec-Fetch-Site': 'same-origin', Cookie: '' };

// Signed in: a desk page reads nothing of a stranger's body at all.
beforeAll(async () => void (SAME.Cookie = (await as('consultation_officer')).cookie));

const SHORT = ['/en/sign-in', '/en/desk/account', '/en/desk/mission', '/en/sign-out', '/en/admin', '/en/invitation/x'];
const LONG = [
  '/en/rounds/complaints-listening/respond',
  '/en/return',
  '/en/desk/items/x',
  '/en/desk/points/x',
  '/en/desk/decisions/x',
  '/en/desk/answers/x',
  '/en/desk/programs/x',
  '/en/desk/rounds/x/texts/fr',
];
const limited = [...SHORT.map((path) => [path, 64] as const), ...LONG.map((path) => [path, 512] as const)];

/** A body that names its length, and is not sent: the refusal must come by the header alone. */
const declared = (path: string, bytes: number) =>
  sendRaw(origin, wire('POST', path, { ...SAME, 'Content-Type': FORM, 'Content-Length': String(bytes) }));

const whole = (path: string, bytes: number) =>
  ask(origin, path, {
    method: 'POST',
    headers: { ...SAME, 'Content-Type': FORM, 'Content-Length': String(bytes) },
    body: 'x'.repeat(bytes),
  });

function chunked(path: string, bytes: number) {
  const step = 16 * KIB;
  const sizes = [...Array.from({ length: Math.floor(bytes / step) }, () => step), bytes % step].filter(
    (size) => size > 0,
  );
  const chunks = sizes.map((size) => `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`);
  const head = wire('POST', path, { ...SAME, 'Content-Type': FORM, 'Transfer-Encoding': 'chunked' });
  return sendRaw(origin, head, ...chunks, '0\r\n\r\n');
}

describe.each(limited)('%s takes %i KiB', (path, kib) => {
  test('and no more, by its declared length', async () => {
    expect((await declared(path, kib * KIB + 1)).status).toBe(413);
    // What fits is read, and refused for its missing token.
    expect((await whole(path, kib * KIB)).status).toBe(403);
  });

  test('and no more, in pieces without a length', async () => {
    expect((await chunked(path, kib * KIB + 1)).status).toBe(413);
    expect((await chunked(path, kib * KIB)).status).toBe(403);
  });
});

describe('the form of a body', () => {
  const types = [
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/xml',
    `${FORM}; charset=utf-7`,
    `${FORM}, text/plain`,
    '',
  ];
  test.each(types)('"%s" is not read', async (type) => {
    for (const path of ['/en/return', '/en/sign-in', '/en/desk/account', LONG[0]!]) {
      const headers = { ...SAME, 'Content-Length': '2', ...(type && { 'Content-Type': type }) };
      expect((await ask(origin, path, { method: 'POST', headers, body: '{}' })).status, path).toBe(415);
    }
  });

  test.each(['gzip', 'br', 'deflate', 'identity, gzip'])('coded as %s: not read', async (coding) => {
    const headers = { ...SAME, 'Content-Type': FORM, 'Content-Length': '2', 'Content-Encoding': coding };
    expect((await ask(origin, '/en/return', { method: 'POST', headers, body: 'xx' })).status).toBe(415);
  });

  test('what only looks like a body, or has two lengths, is refused', async () => {
    const post = (headers: Record<string, string | string[]>, body: string) =>
      sendRaw(origin, wire('POST', '/en/return', { ...SAME, 'Content-Type': FORM, ...headers }, body));
    expect((await post({ 'Content-Length': '3', 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n')).status).toBe(400);
    expect((await post({ 'Content-Length': ['3', '4'] }, 'xxxx')).status).toBe(400);
    expect((await post({ 'Transfer-Encoding': 'gzip, chunked' }, '0\r\n\r\n')).status).toBe(400);
    expect((await sendRaw(origin, wire('GET', '/en', { Host: host, 'Content-Length': '3' }, 'abc'))).status).toBe(400);
  });
});
