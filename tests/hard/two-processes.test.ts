import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppProcess } from '../support/app-process';
import { query } from '../support/database';
import { hardScene, type HardScene } from '../support/hard-scene';
import { codeIn } from '../support/http-site';
import { comeBack, filledWith, formTo, isOpened, openForm, press, ripen, visit } from '../support/participant-client';
import { serverDatabase, type ServerDatabase } from '../support/server-database';
import { signIn, StaffClient } from '../support/staff-client';

let database: ServerDatabase;
let scene: HardScene;
let first: AppProcess;
let second: AppProcess;

beforeAll(async () => {
  database = await serverDatabase();
  scene = await hardScene(database.url);
  const place = { databaseUrl: database.url, folder: scene.folder };
  [first, second] = [await AppProcess.at(place), await AppProcess.at(place)];
  // At the same moment: of two starts one waits for the other's migrations and keys.
  await Promise.all([first.serve(), second.serve()]);
});
afterAll(async () => {
  await Promise.all([first.end('SIGTERM'), second.end('SIGTERM')]);
  await scene.close();
  await database.stop();
});

test('a participant goes on at whichever node the road leads to', async () => {
  const form = await openForm(first.origin, 'en', scene.round.slug);
  const filled = filledWith(form, 'The gate stays shut at noon.', { words_shown: 'yes' });
  const checked = await press(second.origin, form.path, filled, 'check');
  const { fields } = formTo(checked, form.path);
  await ripen(form);
  const sent = await press(second.origin, form.path, fields, 'submit');
  const code = codeIn(sent.body) ?? '';
  expect(code).not.toBe('');
  // A double click, a reload on the other node: the same code.
  expect(codeIn((await press(first.origin, form.path, fields, 'submit')).body)).toBe(code);
  const page = await comeBack(first.origin, 'en', code);
  expect(isOpened(page)).toBe(true);
  const words = await visit(second.origin, 'fr', page, { intent: 'words' });
  expect(words.body).toContain('The gate stays shut at noon.');
  const groups = code.split('-');
  const confirmed = await press(first.origin, form.path, { ...formTo(sent, form.path).fields, second: groups[1]!, fifth: groups[4]! }, 'confirm'); // prettier-ignore
  expect(confirmed.status).toBe(200);
  expect(codeIn((await press(second.origin, form.path, fields, 'submit')).body)).toBeNull();
});

test('one form sent to both at once, twenty times over, is one submission with one code', async () => {
  const form = await openForm(second.origin, 'en', scene.round.slug);
  const filled = filledWith(form, 'Sent by an impatient finger.');
  const count = async () =>
    (await query<{ n: number }>(database.url, 'select count(*)::int as n from app.submission'))[0]?.n ?? 0;
  const before = await count();
  await ripen(form);
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, at) => press((at % 2 ? first : second).origin, form.path, filled, 'submit')),
  );
  expect(replies.map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
  expect(new Set(replies.map(({ body }) => codeIn(body))).size).toBe(1);
  expect(codeIn(replies[0]!.body)).not.toBeNull();
  expect((await count()) - before).toBe(1);
});

test('a session of the desk holds on both, and its end is seen on both', async () => {
  const account = await scene.account('consultation_officer');
  const { cookie } = await signIn(first.origin, account);
  const [here, there] = [new StaffClient(first.origin, cookie), new StaffClient(second.origin, cookie)];
  expect([await here.isSignedIn(), await there.isSignedIn()]).toEqual([true, true]);
  // A form that one node showed is taken by the other.
  const reply = await there.post('/en/desk/account', { token: await here.token(), intent: 'sign_out_everywhere' });
  expect(reply.status).toBe(303);
  expect([await here.isSignedIn(), await there.isSignedIn()]).toEqual([false, false]);
});

test('one that ends leaves the other serving, with all that both have taken', async () => {
  const ending = await first.end('SIGTERM');
  expect(ending).toMatchObject({ code: 0 });
  const form = await openForm(second.origin, 'ar', scene.round.slug);
  await ripen(form);
  const sent = await press(second.origin, form.path, filledWith(form, 'ما زلنا هنا.'), 'submit');
  const code = codeIn(sent.body) ?? '';
  await first.serve();
  expect(isOpened(await comeBack(first.origin, 'ar', code))).toBe(true);
});
