import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { joinNews, offersNews } from '~/news/news-list.server';
import { askNewAddresses, tellOfNews, tidyNews } from '~/news/news-send.server';
import { newsLinkHash } from '~/news/news-entry.server';
import { confirmNews, leaveNews, newsState } from '~/news/news-store.server';
import { ensureMailKeys } from '~/platform/crypto/mail-keys.server';
import { dayOf } from '~/platform/day';
import { openMailer, type Mailer } from '~/platform/mail.server';
import { now } from '~/platform/runtime.server';
import { query } from '../support/database';
import { startMailbox, type Mailbox } from '../support/mailbox';
import { aMission } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

const START = '2026-03-02T09:00:00Z';
const FROM = 'consultation@example.org';
let runtime: TestRuntime;
let mailbox: Mailbox;
let mailer: Mailer;
let round: OpenRound & { missionId: string };
let other: OpenRound & { missionId: string };

beforeAll(async () => {
  mailbox = await startMailbox();
  runtime = await startTestRuntime(START, { SMTP_URL: mailbox.url, MAIL_FROM: FROM });
  mailer = openMailer(mailbox.url, FROM);
  const mission = await aMission();
  round = { ...(await anOpenRound(mission)), missionId: mission.id };
  other = { ...(await anOpenRound(mission)), missionId: mission.id };
});
afterAll(async () => {
  mailer.close();
  await mailbox.close();
  await runtime.close();
});
beforeEach(() => {
  runtime.clock.set(START);
  ensureMailKeys(runtime.config.keysDir, now());
});
afterEach(async () => {
  mailbox.mails.length = 0;
  mailbox.unknown.clear();
  mailbox.busy = false;
  await query(runtime.databaseUrl, 'delete from app.news_list');
  await query(
    runtime.databaseUrl,
    `set session_replication_role = replica; delete from app.publication; update app.round set state = 'open'`,
  );
});

const ask = (address: string, at = round, language = 'en') =>
  joinNews({ round: { id: at.id, missionId: at.missionId }, address, language, door: 'web', source: null });
const count = async (where = 'true') =>
  Number(
    (await query<{ n: string }>(runtime.databaseUrl, `select count(*) n from app.news_list where ${where}`))[0]!.n,
  );
const secretsIn = (text: string) => [...text.matchAll(/\/news\/([\w-]{22})/g)].map(([, secret]) => secret!);
const hashOf = (at: number) => newsLinkHash(secretsIn(mailbox.mails[at]!.text)[0]!);
const publish = (at: OpenRound & { missionId: string }, day: string, edition = 1) =>
  query(
    runtime.databaseUrl,
    `set session_replication_role = replica;
     insert into app.publication (id, mission_id, round_id, edition, state, published_on, published_by, snapshot)
     values (gen_random_uuid(), '${at.missionId}', '${at.id}', ${edition}, 'published', '${day}', gen_random_uuid(), '{}')`,
  );

/** Asks, writes, and confirms by the link of the mail. */
async function listed(address: string, at = round, language = 'en') {
  expect(await ask(address, at, language)).toBe('asked');
  const before = mailbox.mails.length;
  await askNewAddresses(mailer);
  const hash = hashOf(before);
  expect(await confirmNews(hash, dayOf(now()))).toBe(true);
  return hash;
}

describe('asking', () => {
  it('is offered only where somebody sends the mails', () => {
    expect(offersNews()).toBe(true);
  });

  it('stores nothing that can be read, and nothing is sent on but one question', async () => {
    expect(await ask('amina@example.org')).toBe('asked');
    const [row] = await query<{ row: string }>(runtime.databaseUrl, 'select n::text as row from app.news_list n');
    expect(row!.row).not.toMatch(/amina|616d696e61/i);
    expect(await askNewAddresses(mailer)).toBe(1);
    expect(await askNewAddresses(mailer)).toBe(0);
    const [mail] = mailbox.mails;
    expect(mail).toMatchObject({ from: FROM, to: ['amina@example.org'] });
    expect(mail!.header('Auto-Submitted')).toBe('auto-generated');
    expect(await newsState(hashOf(0))).toBe('asked');
  });

  it('asks the owner of an address once a day and round, however often it is typed', async () => {
    for (const address of ['amina@example.org', 'Amina@example.org', 'amina@example.org']) await ask(address);
    expect(await askNewAddresses(mailer)).toBe(1);
    await ask('amina@example.org');
    expect(await askNewAddresses(mailer)).toBe(0);
    expect(await count()).toBe(1);
  });

  it('takes no address for a round that the public does not see, or that is over', async () => {
    for (const state of ['draft', 'approved', 'cancelled', 'archived']) {
      await query(
        runtime.databaseUrl,
        `set session_replication_role = replica; update app.round set state = '${state}' where id = '${round.id}'`,
      );
      expect(await ask('amina@example.org'), state).toBe('not_public');
    }
    expect(await count()).toBe(0);
  });

  it('takes no more in a day than a list can be written to', async () => {
    const row = `select gen_random_uuid(), sha256(i::text::bytea), '${round.missionId}', '${round.id}',
      decode(repeat('00', 564), 'hex'), '2026-03-02' from generate_series(1, 500) i`;
    await query(
      runtime.databaseUrl,
      `insert into app.news_list (id, link_hash, mission_id, round_id, sealed, asked_on) ${row}`,
    );
    expect(await ask('amina@example.org')).toBe('full');
    expect(await ask('amina@example.org', other)).toBe('asked');
  });

  it('deletes what was not confirmed in seven days', async () => {
    await ask('amina@example.org');
    await askNewAddresses(mailer);
    const kept = await listed('badou@example.org');
    runtime.clock.set('2026-03-09T02:00:00Z');
    await tidyNews();
    expect(await count()).toBe(2);
    runtime.clock.set('2026-03-10T02:00:00Z');
    await tidyNews();
    expect(await count()).toBe(1);
    expect(await newsState(kept)).toBe('listed');
  });
});

describe('telling', () => {
  it('tells of an edition once, the day after, in words that name no topic', async () => {
    await listed('amina@example.org', round, 'ar');
    mailbox.mails.length = 0;
    await publish(round, '2026-03-02');
    expect(await tellOfNews(mailer)).toBe(0);
    runtime.clock.set('2026-03-03T06:10:00Z');
    expect(await tellOfNews(mailer)).toBe(1);
    expect(await tellOfNews(mailer)).toBe(0);
    const { raw, text, header } = mailbox.mails[0]! as (typeof mailbox.mails)[0];
    expect(header('Content-Language')).toBe('ar');
    expect(text).toContain('قد يوجد جديد');
    expect(`${raw} ${text}`).not.toContain(round.slug);
    expect(`${raw} ${text}`).not.toContain(round.id);
    expect(header('List-Unsubscribe')).toMatch(/^<http:\/\/localhost:3000\/ar\/news\/[\w-]{22}>$/);
    runtime.clock.set('2026-03-20T06:10:00Z');
    expect(await tellOfNews(mailer)).toBe(0);
    await publish(round, '2026-03-19', 2);
    expect(await tellOfNews(mailer)).toBe(1);
  });

  it('writes nothing to an address whose owner did not say yes', async () => {
    await ask('amina@example.org');
    await askNewAddresses(mailer);
    mailbox.mails.length = 0;
    await publish(round, '2026-03-02');
    runtime.clock.set('2026-03-03T06:10:00Z');
    expect(await tellOfNews(mailer)).toBe(0);
    expect(mailbox.mails).toEqual([]);
  });

  it('does not tell of what was there before the address came', async () => {
    await publish(round, '2026-03-01');
    await listed('amina@example.org');
    runtime.clock.set('2026-03-04T06:10:00Z');
    expect(await tellOfNews(mailer)).toBe(0);
  });

  it('is one mail for an address on two lists, with a link for each', async () => {
    await listed('amina@example.org');
    await listed('amina@example.org', other);
    mailbox.mails.length = 0;
    await publish(round, '2026-03-02');
    await publish(other, '2026-03-02');
    runtime.clock.set('2026-03-03T06:10:00Z');
    expect(await tellOfNews(mailer)).toBe(1);
    expect(secretsIn(mailbox.mails[0]!.text)).toHaveLength(2);
    expect(await tellOfNews(mailer)).toBe(0);
  });

  it('forgets an address that the server refuses, and keeps one that it could not serve now', async () => {
    await listed('gone@example.org');
    await listed('amina@example.org');
    mailbox.unknown.add('gone@example.org');
    mailbox.busy = true;
    await publish(round, '2026-03-02');
    runtime.clock.set('2026-03-03T06:10:00Z');
    for (let run = 0; run < 3; run += 1) expect(await tellOfNews(mailer)).toBe(0);
    mailbox.busy = false;
    expect(await tellOfNews(mailer)).toBe(1);
    expect(await tellOfNews(mailer)).toBe(0);
    expect(await count()).toBe(1);
  });

  it('keeps everything while no server answers', async () => {
    await listed('amina@example.org');
    await publish(round, '2026-03-02');
    runtime.clock.set('2026-03-03T06:10:00Z');
    const nobody = openMailer('smtp://127.0.0.1:1', FROM);
    expect(await tellOfNews(nobody)).toBe(0);
    nobody.close();
    expect(await tellOfNews(mailer)).toBe(1);
  });
});

describe('leaving', () => {
  it('is done by the link alone, may be pressed twice, and leaves nothing', async () => {
    const hash = await listed('amina@example.org');
    expect(await newsState(hash)).toBe('listed');
    expect(await leaveNews(hash)).toBe(true);
    expect(await leaveNews(hash)).toBe(false);
    expect(await newsState(hash)).toBeNull();
    expect(await confirmNews(hash, '2026-03-02')).toBe(false);
    expect(await count()).toBe(0);
  });

  it('comes by itself when the round is over', async () => {
    await listed('amina@example.org');
    await listed('amina@example.org', other);
    await query(
      runtime.databaseUrl,
      `set session_replication_role = replica; update app.round set state = 'archived' where id = '${round.id}'`,
    );
    await tidyNews();
    expect(await count()).toBe(1);
    expect(await count(`round_id = '${other.id}'`)).toBe(1);
  });
});

describe('what the rows say by accident', () => {
  it('is gone after the night: one transaction, another order', async () => {
    for (let at = 0; at < 8; at += 1) await ask(`person${at}@example.org`);
    await askNewAddresses(mailer);
    const order = () =>
      query<{ id: string; xmin: string }>(
        runtime.databaseUrl,
        'select id, xmin::text from app.news_list order by ctid',
      );
    const before = await order();
    expect(new Set(before.map(({ xmin }) => xmin)).size).toBeGreaterThan(1);
    await tidyNews();
    const after = await order();
    expect(new Set(after.map(({ xmin }) => xmin)).size).toBe(1);
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    expect(after.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id));
  });

  it.each(['site', 'desk', 'visit', 'accounts', 'vault'] as const)('is not for %s to read', async (role) => {
    await expect(runtime.databases.prisma[role].$queryRawUnsafe('select * from app.news_list')).rejects.toThrow();
  });

  it('is not for the auditor or the public login to read', async () => {
    await expect(runtime.databases.sql.auditor.query('select * from app.news_list')).rejects.toThrow(/denied/);
    await expect(runtime.databases.sql.intake.query('select * from app.news_list')).rejects.toThrow(/denied/);
  });
});
