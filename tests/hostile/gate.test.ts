import { describe, expect, inject, test } from 'vitest';
import { ask } from '../support/http-site';
import { openForm, press } from '../support/participant-client';
import { sendRaw, wire } from '../support/raw-socket';
import { as } from '../support/site-staff';

const origin = inject('origin');
const { host, port } = new URL(origin);
const PLACES = ['/', '/en', '/en/return', '/en/desk', '/assets/none.css', '/healthz', '/exit', '/nowhere'];

describe('the host of a request', () => {
  const foreign = [
    'evil.example',
    'localhost',
    `LOCALHOST:${port}`,
    `localhost.:${port}`,
    `127.0.0.1:${port}`,
    `localhost:${Number(port) + 1}`,
    `localhost:${port}@evil.example`,
    `evil.example, ${host}`,
    '',
  ];
  test.each(foreign)('"%s" is misdirected, whatever is asked of it', async (name) => {
    for (const place of PLACES) {
      expect(await ask(origin, place, { headers: { Host: name } }), place).toMatchObject({ status: 421 });
    }
  });

  test.each([
    ['two', wire('GET', '/en', { Host: [host, host] })],
    ['two, one of them foreign', wire('GET', '/en', { Host: [host, 'evil.example'] })],
    ['none', wire('GET', '/en', {})],
    ['none, as of old', 'GET /en HTTP/1.0\r\n\r\n'],
    ['one in the target beside it', wire('GET', 'http://evil.example/en', { Host: host })],
  ])('%s: refused as garbled', async (_what, bytes) => {
    expect(await sendRaw(origin, bytes)).toMatchObject({ status: 400 });
  });
});

describe('the method', () => {
  const others = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'LOCK'];
  test.each(others)('%s is allowed nowhere', async (method) => {
    for (const place of PLACES) {
      const reply = await sendRaw(origin, wire(method, place, { Host: host }));
      expect(reply.status, place).toBe(method === 'QUERY' && reply.status === 400 ? 400 : 405);
      if (reply.status === 405) expect(reply.headers.allow).toBe('GET, HEAD, POST');
    }
  });

  test('a tunnel is refused', async () => {
    expect(await sendRaw(origin, wire('CONNECT', 'evil.example:443', { Host: host }))).toMatchObject({ status: 405 });
  });

  test.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])('%s changes none', async (name) => {
    const plain = await ask(origin, '/en/safety');
    const reply = await ask(origin, '/en/safety', { headers: { [name]: 'DELETE' } });
    expect(reply.status).toBe(200);
    expect(reply.body).toBe(plain.body);
  });
});

describe("the framework's own doors", () => {
  test.each(['/__manifest', '/__manifest?p=/en/desk&version=1', '/__MANIFEST', '/__manifest/', '/%5F_manifest'])(
    '%s is not there',
    async (target) => {
      const reply = await ask(origin, target);
      expect(reply.status).toBe(404);
      expect(reply.body).not.toContain('routes/');
    },
  );

  const spellings = [
    '_data=root',
    '_data',
    '%5Fdata=root',
    '_d%61ta=routes%2Fdesk%2Fitems',
    'x=1&_data=root&y=2',
    '_data=&_data=root',
  ];
  test.each(spellings)('?%s is refused everywhere, also to somebody signed in', async (query) => {
    const { cookie } = await as('consultation_officer');
    for (const place of ['/en', '/en/return', '/en/sign-in', '/en/desk', '/en/audit', '/en/admin']) {
      const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', Origin: origin };
      for (const method of ['GET', 'POST']) {
        const reply = await ask(origin, `${place}?${query}`, { method, headers });
        expect(reply.status, `${method} ${place}`).toBe(400);
        expect(String(reply.headers['content-type'])).toContain('text/html');
      }
    }
  });

  test('there is no single fetch either', async () => {
    for (const place of ['/en.data', '/en/desk.data', '/_root.data', '/en/return.data?_routes=root']) {
      const reply = await ask(origin, place);
      expect(reply.status, place).toBe(404);
      expect(String(reply.headers['content-type']), place).toContain('text/html');
    }
  });
});

test('headers that only a proxy may send move nothing', async () => {
  const told = {
    'X-Forwarded-Host': 'evil.example:81',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-For': '203.0.113.9',
    'X-Original-URL': '/en/admin',
    'X-Rewrite-URL': '/en/admin',
    'X-Host': 'evil.example',
    Forwarded: 'host=evil.example;proto=https',
  };
  const [plain, moved] = [await ask(origin, '/en'), await ask(origin, '/en', { headers: told })];
  expect(moved.status).toBe(200);
  expect(moved.body).toBe(plain.body);
  const away = await ask(origin, '/en/desk', { headers: told });
  expect(away.headers.location).toBe('/en/sign-in?next=%2Fen%2Fdesk');
  expect(JSON.stringify([moved.headers, away])).not.toContain('evil');
});

describe('where a form was sent from', () => {
  const refused: [string, Record<string, string>][] = [
    ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
    ['another site, as an old browser says it', { Origin: 'https://evil.example' }],
    ['another site that claims to be the same', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' }],
    ['the same host over another scheme', { Origin: origin.replace('http:', 'https:') }],
    ['a host that begins alike', { Origin: `${origin}.evil.example` }],
    ['two places at once', { Origin: `${origin}, https://evil.example` }],
    ['a sister site', { Origin: origin, 'Sec-Fetch-Site': 'same-site' }],
    ['a page of another site, with our origin', { Origin: origin, 'Sec-Fetch-Site': 'cross-site' }],
    ['a null origin of another site', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
    ['nowhere', {}],
  ];

  async function sendFrom(path: string, token: string, headers: Record<string, string>): Promise<number> {
    const body = new URLSearchParams({ token, step: 'form', code: '' }).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(body.length) };
    return (await ask(origin, path, { method: 'POST', headers: { ...type, ...headers }, body })).status;
  }

  test.each(refused)('%s: refused although the token is true', async (_from, headers) => {
    const form = await openForm(origin, 'en', 'complaints-listening');
    expect(await sendFrom(form.path, String(form.fields.token), headers)).toBe(403);
    expect((await press(origin, form.path, form.fields, 'form')).status).toBe(200);
  });

  test('a null origin says nothing: the token decides, but on return pages the browser must vouch for it', async () => {
    const form = await openForm(origin, 'en', 'complaints-listening');
    expect(await sendFrom(form.path, String(form.fields.token), { Origin: 'null' })).toBe(200);
    const token = /name="token" value="([^"]+)"/.exec((await ask(origin, '/en/return')).body)?.[1] ?? '';
    expect(await sendFrom('/en/return', token, { Origin: 'null' })).toBe(403);
    expect(await sendFrom('/en/return', token, { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })).toBe(422);
  });
});
