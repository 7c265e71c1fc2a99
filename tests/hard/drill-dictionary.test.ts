import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppProcess } from '../support/app-process';
import { bytesUnder, foundIn } from '../support/canary-scan';
import { query } from '../support/database';
import { hardScene, type HardScene } from '../support/hard-scene';
import { filledWith, sendAnswer, type OpenForm } from '../support/participant-client';
import { serverDatabase, type ServerDatabase } from '../support/server-database';
import { signIn, StaffClient } from '../support/staff-client';
import { dumpOfTables, tokensOf } from '../support/word-scan';

/** Words of no page and no table of ours, in the scripts that people write in. */
const WORDS = [
  ...['roadblock', 'curfew', 'baton', 'ransom', 'helicopter', 'convoy', 'informer', 'bribe', 'beaten', 'vanished'],
  ...['couvre-feu', 'rançon', 'disparu', 'pot-de-vin', 'matraque', 'cachot', 'otage', 'délateur'],
  ...['رشوة', 'اختطاف', 'هراوة', 'مخبر', 'زنزانة', 'مفقود', 'حاجز', 'تعذيب'],
  ...['ድብደባ', 'ጠለፋ', 'ဖမ်းဆီး', '𞤲𞤢𞤺𞥆𞤵𞤣𞤭'],
];

let database: ServerDatabase;
let scene: HardScene;
let node: AppProcess;
let victim: OpenForm;

beforeAll(async () => {
  database = await serverDatabase();
  scene = await hardScene(database.url);
  node = await (await AppProcess.at({ databaseUrl: database.url, folder: scene.folder })).serve();
});
afterAll(async () => {
  await node.end('SIGTERM');
  await scene.close();
  await database.stop();
});

/** Every word alone in a form of its own, then all of them in one: the attacker's dictionary, and somebody's words. */
test('the dictionary is sent, and the desk can find its words', async () => {
  const place = { lang: 'en', slug: scene.round.slug };
  const waiting = [...WORDS];
  const sendNext = async (): Promise<void> => {
    for (let word = waiting.pop(); word; word = waiting.pop()) {
      const said = word;
      await sendAnswer(node.origin, place, (form) => filledWith(form, said));
    }
  };
  await Promise.all(Array.from({ length: 6 }, sendNext));
  for (let count = 0; count < 2; count += 1) {
    await sendAnswer(node.origin, place, (form) =>
      filledWith((victim = form), WORDS.join(' '), { words_shown: 'yes' }),
    );
  }
  const { cookie } = await signIn(node.origin, await scene.account('consultation_officer'));
  const officer = new StaffClient(node.origin, cookie);
  const token = await officer.token();
  // Only what has passed the first look and the screening can be found.
  for (const { id } of await query<{ id: string }>(
    database.url,
    'select id from app.item order by octet_length(body) desc limit 12',
  )) {
    await officer.post(`/en/desk/items/${id}`, { token, intent: 'first_look', readsLanguage: 'yes' });
    const screened = await officer.post(`/en/desk/items/${id}`, { token, intent: 'move', event: 'screen' });
    expect(screened.status).toBe(303);
  }
  // The search builds its encrypted segment by being used: it belongs to what is looked through.
  for (const words of ['roadblock', 'رشوة', 'couvre-feu']) {
    const found = await officer.post('/en/desk/search', { token, words, round: '' });
    expect(found.status).toBe(200);
    expect(found.body, words).toMatch(/\/en\/desk\/items\/[0-9a-f-]{36}/);
  }
  const [segments] = await query<{ n: number }>(database.url, 'select count(*)::int as n from app.search_segment');
  expect(segments?.n).toBeGreaterThan(0);
});

test('no table holds a word, nor anything that can be computed of one without the keys', async () => {
  const dump = (await dumpOfTables(database.url)).toLowerCase();
  // The dump does hold what is public.
  expect(dump).toContain(scene.round.slug);
  const [question] = victim.words;
  const known = [
    scene.round.slug,
    scene.round.id,
    scene.mission.id,
    scene.mission.slug,
    question ?? '',
    '',
    String(victim.fields.token),
  ];
  for (const word of WORDS) {
    expect(dump.includes(word.toLowerCase()), word).toBe(false);
    expect(dump.includes(Buffer.from(word).toString('hex')), `${word} in bytes`).toBe(false);
    for (const token of tokensOf(word, known))
      expect(dump.includes(token.toLowerCase()), `a token of ${word}`).toBe(false);
  }
});

test('two that wrote the same cannot be told from two that did not', async () => {
  await sendAnswer(node.origin, { lang: 'en', slug: scene.round.slug }, (form) => filledWith(form, WORDS[0]!));
  const rows = await query<{ body: string; size: number }>(
    database.url,
    `select encode(body, 'hex') as body, octet_length(body) as size from app.item where body is not null`,
  );
  expect(new Set(rows.map(({ body }) => body)).size).toBe(rows.length);
  const beginnings = rows.map(({ body }) => body.slice(-64));
  expect(new Set(beginnings).size).toBe(rows.length);
});

test("no word stands in the database's files either", async () => {
  await query(database.url, 'checkpoint');
  const [row] = await query<{ folder: string }>(database.url, `select current_setting('data_directory') as folder`);
  const files = [...bytesUnder(row?.folder ?? '')];
  expect(foundIn(files, [scene.round.slug])).toEqual([scene.round.slug]);
  // Of the English ones PostgreSQL may have some of its own.
  const foreign = WORDS.filter((word) => /[^\p{ASCII}]/u.test(word));
  expect(foundIn(files, foreign)).toEqual([]);
});
