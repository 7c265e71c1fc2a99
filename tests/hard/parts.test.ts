import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppProcess } from '../support/app-process';
import { query } from '../support/database';
import { hardScene, type HardScene } from '../support/hard-scene';
import { ask } from '../support/http-site';
import { comeBack, filledWith, isOpened, sendAnswer, visit } from '../support/participant-client';
import { serverDatabase, type ServerDatabase } from '../support/server-database';
import { signIn, StaffClient } from '../support/staff-client';

const PASSWORD = 'of the public part alone';

let database: ServerDatabase;
let scene: HardScene;
let site: AppProcess;
let desk: AppProcess;
let webUrl: string;
let webFolder: string;

function addressAs(login: string, url: string): string {
  const address = new URL(url);
  [address.username, address.password] = [login, PASSWORD];
  return address.href;
}

/** The folder of another system user: of all keys it has those of the public part. */
function publicFolder(): string {
  const folder = join(scene.folder, 'web');
  const keys = join(folder, 'keys', 'keyring');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  copyFileSync(join(scene.folder, 'keys', 'keyring', 'public.json'), join(keys, 'public.json'));
  return folder;
}

beforeAll(async () => {
  database = await serverDatabase();
  scene = await hardScene(database.url);
  await query(database.url, `CREATE ROLE web LOGIN PASSWORD '${PASSWORD}' IN ROLE answerable_public`);
  webUrl = addressAs('web', database.url);
  webFolder = publicFolder();
  site = await AppProcess.at({ databaseUrl: webUrl, folder: webFolder, env: { ANSWERABLE_PART: 'public' } });
  desk = await AppProcess.at({ databaseUrl: database.url, folder: scene.folder, env: { ANSWERABLE_PART: 'desk' } });
  await Promise.all([site.serve(), desk.serve()]);
});
afterAll(async () => {
  await Promise.all([site?.end('SIGTERM'), desk?.end('SIGTERM')]);
  await scene?.close();
  await database?.stop();
});

/** Sends one text by the public part's pages, in a language, and gives the code. */
async function sent(lang: string, text: string): Promise<string> {
  const place = { lang, slug: scene.round.slug };
  return (await sendAnswer(site.origin, place, (form) => filledWith(form, text, { words_shown: 'yes' }))).code;
}

test('the public part takes an answer, shows it to its sender and lets it be withdrawn, with its own keys alone', async () => {
  expect(readdirSync(join(webFolder, 'keys', 'keyring'))).toEqual(['public.json']);
  const code = await sent('ar', 'كل شيء مغلق ظهرا.');
  const page = await comeBack(site.origin, 'ar', code);
  expect(isOpened(page)).toBe(true);
  expect((await visit(site.origin, 'ar', page, { intent: 'words' })).body).toContain('كل شيء مغلق ظهرا.');
  expect((await visit(site.origin, 'ar', page, { intent: 'withdraw', code })).status).toBe(200);
  expect(isOpened(await comeBack(site.origin, 'ar', code))).toBe(false);
  expect(existsSync(join(webFolder, 'data', 'ledger', 'withdrawals.jsonl'))).toBe(true);
});

test('the desk reads what the public part took, and each answers at its own pages only', async () => {
  await sent('en', 'The gate stays shut at noon.');
  const [item] = await query<{ id: string }>(
    database.url,
    `select id::text from app.item where state <> 'withdrawn' and body is not null`,
  );
  const { cookie } = await signIn(desk.origin, await scene.account('consultation_officer'));
  const reader = new StaffClient(desk.origin, cookie);
  expect((await reader.get(`/en/desk/items/${item!.id}`)).body).toContain('The gate stays shut at noon.');
  for (const path of ['/en/desk', '/en/desk/items', '/en/sign-in', '/en/admin', '/en/audit', '/EN/Desk/']) {
    expect([path, (await ask(site.origin, path, { headers: { cookie } })).status]).toEqual([path, 404]);
  }
  for (const path of ['/en', '/en/return', `/en/rounds/${scene.round.slug}/respond`]) {
    expect([path, (await ask(desk.origin, path)).status]).toEqual([path, 404]);
  }
  for (const { origin } of [site, desk]) expect((await ask(origin, '/readyz')).status).toBe(200);
});

test('its login becomes no role of the desk, and reads no key and no text', async () => {
  const client = new pg.Client({ connectionString: webUrl });
  await client.connect();
  try {
    for (const role of ['desk', 'vault', 'accounts', 'settler', 'auditor', 'sequencer', 'owner']) {
      await expect(client.query(`set role answerable_${role}`)).rejects.toThrow('permission denied');
    }
    await client.query('set role answerable_site');
    for (const table of ['app.item', 'app.key_slot', 'app.submission', 'vault.box', 'vault.round_key_wrap']) {
      await expect(client.query(`select * from ${table} limit 1`)).rejects.toThrow('permission denied');
    }
  } finally {
    await client.end();
  }
});

test('it does not start on a database that the desk has not brought up to date', async () => {
  await query(database.url, 'create database empty');
  const address = new URL(webUrl);
  address.pathname = '/empty';
  const early = await AppProcess.at({
    databaseUrl: address.href,
    folder: webFolder,
    data: 'early',
    env: { ANSWERABLE_PART: 'public' },
  });
  const ending = await early.start();
  expect(ending?.code).toBe(2);
  expect(ending?.said).toContain('start the desk');
});
