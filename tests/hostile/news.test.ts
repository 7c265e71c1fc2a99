import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openNewsEntry } from '~/news/news-entry.server';
import { mailPrivateKey } from '~/platform/crypto/mail-keys.server';
import { ask, post } from '../support/http-site';
import { formTo } from '../support/participant-client';
import { siteDatabase, type SiteDatabase } from '../support/site-database';

const origin = inject('origin');
const LIST = '/ar/rounds/complaints-listening/news';
let database: SiteDatabase;

beforeAll(async () => void (database = await siteDatabase()));
afterAll(() => database.close());

async function give(address: string) {
  const { fields } = formTo(await ask(origin, LIST), LIST);
  return post(origin, LIST, { ...fields, address });
}

interface Row extends Record<string, unknown> {
  id: string;
  round_id: string;
  sealed: Buffer;
}
/** The links that the mails to an address would hold. */
async function linksOf(address: string): Promise<string[]> {
  const rows = await database.query<Row>('select id, round_id, sealed from app.news_list');
  const keyOf = (version: number) => mailPrivateKey(join(inject('siteFolder'), 'keys'), version);
  const entries = rows.map((row) => openNewsEntry(keyOf, { id: row.id, roundId: row.round_id }, row.sealed));
  return entries
    .filter((entry) => entry?.address === address)
    .map((entry) => `/${entry!.language}/news/${entry!.secret}`);
}

describe('giving an address', () => {
  test('sets no cookie, stands in no address, and says the same of one that is listed', async () => {
    const first = await give('same@x.example');
    const second = await give('same@x.example');
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.headers['set-cookie']).toBeUndefined();
    expect(second.body).toBe(first.body);
    expect(first.body).not.toContain('same@x.example');
  });

  test.each(['', 'nobody', 'a@x.example, b@x.example', 'a@x.example\r\nBcc: b@x.example', '"><script>@x.example'])(
    'refuses %j beside its field and keeps it',
    async (address) => {
      const reply = await give(address);
      expect(reply.status).toBe(422);
      expect(reply.body).toContain('aria-invalid="true"');
      expect(reply.body).not.toContain('<script>');
      if (address === 'nobody') expect(reply.body).toContain('value="nobody"');
    },
  );

  test('is not there for a round that nobody sees, or that is none', async () => {
    for (const slug of ['nothing', '%E2%80%AE', "'--"]) {
      expect((await ask(origin, `/en/rounds/${slug}/news`)).status).toBe(404);
    }
  });
});

describe('the owner’s link', () => {
  test('changes nothing when it is looked at, says yes and deletes when pressed, and then leads nowhere', async () => {
    await give('owner@x.example');
    const [link = ''] = await linksOf('owner@x.example');
    for (let look = 0; look < 2; look += 1)
      expect((await ask(origin, link)).body).toContain('name="act" value="confirm"');
    const { fields } = formTo(await ask(origin, link), link);
    expect((await post(origin, link, { ...fields, act: 'confirm' })).status).toBe(200);
    expect((await ask(origin, link)).body).not.toContain('value="confirm"');
    expect((await post(origin, link, { ...fields, act: 'leave' })).status).toBe(200);
    expect((await post(origin, link, { ...fields, act: 'leave' })).status).toBe(200);
    expect((await post(origin, link, { ...fields, act: 'confirm' })).status).toBe(404);
    expect(await linksOf('owner@x.example')).toEqual([]);
    const [over, unknown] = [await ask(origin, link), await ask(origin, '/ar/news/AAAAAAAAAAAAAAAAAAAAAA')];
    expect([over.status, unknown.status]).toEqual([404, 404]);
    const withoutForm = (body: string) => body.replace(/\/news\/[\w-]+/g, '/news/x');
    expect(withoutForm(over.body)).toBe(withoutForm(unknown.body));
  });

  test('says nothing of the address or of the round', async () => {
    await give('quiet@x.example');
    const [link = ''] = await linksOf('quiet@x.example');
    const { body, headers } = await ask(origin, link);
    expect(body).not.toContain('quiet@x.example');
    expect(body).not.toContain('complaints-listening');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
  });

  test('needs its form’s token', async () => {
    await give('token@x.example');
    const [link = ''] = await linksOf('token@x.example');
    expect((await post(origin, link, { act: 'leave' })).status).toBe(403);
    expect(await linksOf('token@x.example')).toHaveLength(1);
  });
});
