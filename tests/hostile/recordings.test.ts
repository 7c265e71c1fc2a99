import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { joinBytes } from '~/platform/audio/audio-reading';
import { mp3File, opusFile } from '../support/audio';
import { ask, type Reply } from '../support/http-site';
import { sendRaw, wire } from '../support/raw-socket';
import { siteDatabase, type SiteDatabase } from '../support/site-database';
import { OPEN_ROUND } from '../support/site-pages';
import { as } from '../support/site-staff';
import type { StaffClient } from '../support/staff-client';

const origin = inject('origin');
const PATH = `/en/desk/rounds/${OPEN_ROUND}/recordings`;
const MIB = 1024 * 1024;
const BOUNDARY = 'x7a8b9c';

let database: SiteDatabase;
let officer: StaffClient;
let token: string;

beforeAll(async () => {
  database = await siteDatabase();
  officer = await as('consultation_officer', 'kanem-sahara');
  token = await officer.token();
});
afterAll(() => database.close());

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

interface Part {
  /** The whole of what stands behind `form-data;`. */
  name: string;
  body: Uint8Array;
}

const field = (name: string, value: string): Part => ({ name: `name="${name}"`, body: bytes(value) });
const aFile = (body: Uint8Array, filename = 'a.opus'): Part => ({ name: `name="file"; filename="${filename}"`, body });
const FIELDS = () => [
  field('token', token),
  field('intent', 'upload'),
  field('place', 'risks'),
  field('language', 'ar'),
];

function multipart(parts: readonly Part[]): Uint8Array {
  const written = parts.flatMap(({ name, body }) => [
    bytes(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${name}\r\n\r\n`),
    body,
    bytes('\r\n'),
  ]);
  return joinBytes([...written, bytes(`--${BOUNDARY}--\r\n`)]);
}

/** A request with bytes for a body, as a browser sends a form with a file. */
function send(body: Uint8Array, path = PATH, more: Record<string, string> = {}): Promise<Reply> {
  const { port } = new URL(origin);
  const headers = {
    Host: new URL(origin).host,
    Origin: origin,
    'Sec-Fetch-Site': 'same-origin',
    Cookie: officer.cookie,
    'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
    'Content-Length': String(body.length),
    ...more,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('end', () => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts).toString() });
      });
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const stored = async () =>
  database.query<{ recordings: number; pieces: number }>(
    `select (select count(*)::int from app.recording) as recordings, (select count(*)::int from app.recording_piece) as pieces`,
  );

describe('bodies with a file', () => {
  test('are taken at the page of recordings alone', async () => {
    for (const path of [
      '/en/return',
      '/en/sign-in',
      '/en/desk/account',
      `/en/desk/rounds/${OPEN_ROUND}`,
      `/en/rounds/${OPEN_ROUND}/respond`,
      `${PATH}/x`,
    ]) {
      // prettier-ignore
      expect((await send(multipart(FIELDS()), path)).status, path).toBe(415);
    }
  });

  test('larger than the limit are refused by their length, and cut where they tell none', async () => {
    const head = {
      Host: new URL(origin).host,
      Origin: origin,
      'Sec-Fetch-Site': 'same-origin',
      Cookie: officer.cookie,
    };
    const type = `multipart/form-data; boundary=${BOUNDARY}`;
    const declared = wire('POST', PATH, { ...head, 'Content-Type': type, 'Content-Length': String(11 * MIB) });
    expect((await sendRaw(origin, declared)).status).toBe(413);
    expect((await send(multipart([...FIELDS(), aFile(new Uint8Array(10 * MIB + 1))]))).status).toBe(413);
  });

  test.each<[string, () => Uint8Array]>([
    ['no boundary in it', () => bytes('nonsense')],
    ['no end', () => multipart([...FIELDS(), aFile(opusFile())]).subarray(0, -12)],
    ['two files', () => multipart([...FIELDS(), aFile(opusFile()), aFile(opusFile())])],
    ['a thousand fields', () => multipart(Array.from({ length: 1_000 }, (_, at) => field(`f${at}`, 'x')))],
    ['an endless header', () => multipart([...FIELDS(), aFile(opusFile(), 'a'.repeat(9_000))])],
  ])('with %s are refused, with a page', async (_, body) => {
    const reply = await send(body());
    expect(reply.status).toBe(400);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.body).not.toMatch(/Error|node_modules|boundary/);
  });

  test('without a session, a true token or the permission do nothing', async () => {
    const whole = multipart([...FIELDS(), aFile(opusFile())]);
    expect(await send(whole, PATH, { Cookie: '' })).toMatchObject({
      status: 303,
      headers: { location: '/en/sign-in' },
    });
    const [, ...tokenless] = FIELDS();
    expect((await send(multipart([...tokenless, aFile(opusFile())]))).status).toBe(403);
    expect((await send(multipart([field('token', 'x'), ...tokenless, aFile(opusFile())]))).status).toBe(403);
    const auditor = await as('auditor', 'kanem-sahara');
    expect((await send(whole, PATH, { Cookie: auditor.cookie })).status).toBe(403);
    expect((await send(whole, PATH, { Origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('files', () => {
  test.each<[string, Uint8Array, string]>([
    ['a page under the name of a recording', bytes('<!doctype html><script>alert(1)</script>'), 'a.opus'],
    ['a drawing', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg'],
    ['a recording under another name', opusFile(), 'a.mp3'],
    ['a recording with a page behind it', joinBytes([opusFile(), bytes('<html>')]), 'a.opus'],
    [
      'a recording with an archive behind it',
      joinBytes([mp3File(), bytes('PK\u0005\u0006'), new Uint8Array(18)]),
      'a.mp3',
    ],
    ['half a recording', opusFile({ seconds: 20 }).subarray(0, 3_000), 'a.opus'],
    ['ten megabytes of nothing', new Uint8Array(10 * MIB), 'a.mp3'],
    ['a name that goes up', bytes('OggS'), '../../../../etc/passwd.opus'],
    ['a name that turns around', bytes('OggS'), '\u202Esupo.exe'],
    ['no name', opusFile(), ''],
  ])('%s is refused beside its field, and leaves nothing', async (_, body, name) => {
    const before = await stored();
    const reply = await send(multipart([...FIELDS(), aFile(body, name)]));
    expect(reply.status).toBe(422);
    expect(reply.body).toMatch(/id="file-error"/);
    expect(reply.body).toMatch(/<option value="ar"[^>]*selected/);
    expect(await stored()).toEqual(before);
  });

  test('a good one is stored, given out as a file alone, and gone when it is removed', async () => {
    const before = await stored();
    expect((await send(multipart([...FIELDS(), aFile(opusFile(), 'Amina’s.opus')]))).status).toBe(303);
    const [{ id } = { id: '' }] = await database.query<{ id: string }>(
      `select id from app.recording where state = 'uploaded' and part = 'risks'`,
    );
    const heard = await officer.get(`${PATH}/${id}`);
    expect(heard).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'audio/ogg',
        'content-disposition': 'attachment; filename="recording.ogg"',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
        'accept-ranges': 'bytes',
      },
    });
    const range = { Cookie: officer.cookie, Range: 'bytes=1-4' };
    const part = await ask(origin, `${PATH}/${id}`, { headers: range });
    expect([part.status, part.headers['content-length'], part.body.slice(0, 3)]).toEqual([206, '4', 'ggS']);
    expect((await ask(origin, `${PATH}/${id}`, { method: 'HEAD', headers: { Cookie: officer.cookie } })).status).toBe(
      200,
    );
    // Nobody outside before a second person has heard it; and never under the other door.
    expect((await ask(origin, `/ar/rounds/${OPEN_ROUND}/recordings/${id}`)).status).toBe(404);
    expect((await ask(origin, `${PATH}/${id}`)).status).toBe(303);
    const removed = await officer.post(PATH, { token, intent: 'remove', recording: id, seen: '1' });
    expect(removed.status).toBe(303);
    expect((await officer.get(`${PATH}/${id}`)).status).toBe(404);
    expect((await stored())[0]?.pieces).toBe(before[0]?.pieces);
  });
});
