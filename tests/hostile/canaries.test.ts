import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { groupsOf } from '~/participants/return-code.server';
import { bytesUnder, foundIn } from '../support/canary-scan';
import { ask, post } from '../support/http-site';
import { comeBack, filledWith, formTo, sendAnswer, visit } from '../support/participant-client';
import { siteDatabase } from '../support/site-database';
import { as } from '../support/site-staff';
import { tokenOn } from '../support/staff-client';

const origin = inject('origin');
let number = 0;
/** A word that stands nowhere else: in Latin and in Arabic letters, so that no folding hides it. */
const canary = () =>
  `kanarienvogel${Date.now().toString(36)}x${(number += 1)} عصفور${'ابتثجحخ'[number % 7]}${number}كناري`;

const words = {
  answer: canary(),
  message: canary(),
  dispute: canary(),
  search: canary(),
  language: canary(),
  address: canary(),
};
const elsewhere = { query: canary(), path: canary(), header: canary(), agent: canary(), cookie: canary(), refused: canary(), email: canary(), password: canary(), unknown: canary() }; // prettier-ignore
const asciiOf = (text: string) => text.split(' ')[0] ?? text;
let code = '';

async function takePart(): Promise<void> {
  const sent = await sendAnswer(origin, { lang: 'en', slug: 'complaints-listening' }, (form) =>
    filledWith(form, words.answer, {
      words_shown: 'yes',
      other_language: words.language.slice(0, 70),
      unheard_of: elsewhere.unknown,
    }),
  );
  code = sent.code;
  const page = await comeBack(origin, 'en', code);
  const said = await visit(origin, 'en', page, { intent: 'say', kind: 'addition', text: words.message });
  expect([200, 422]).toContain(said.status);
  await visit(origin, 'en', page, { intent: 'dispute', item: words.dispute, text: words.dispute });
  await visit(origin, 'en', page, { intent: 'words' });
  await comeBack(origin, 'en', `${code.slice(0, -1)}0 ${elsewhere.refused}`);
  const list = '/en/rounds/complaints-listening/news';
  const { fields } = formTo(await ask(origin, list), list);
  const asked = await post(origin, list, { ...fields, address: `${asciiOf(words.address)}@x.example` });
  expect(asked.status).toBe(200);
  await post(origin, list, { ...fields, address: elsewhere.refused });
}

async function knock(): Promise<void> {
  const [agent, header, cookie] = [elsewhere.agent, elsewhere.header, elsewhere.cookie].map(asciiOf) as [string, string, string]; // prettier-ignore
  const headers = { 'User-Agent': agent, Referer: `https://${header}.example/`, 'X-Anything': header, 'X-Forwarded-For': header, Cookie: `a=${cookie}; __Host-answerable=${cookie}`, Authorization: header }; // prettier-ignore
  const query = encodeURIComponent(elsewhere.query);
  for (const path of ['/en', '/en/rounds', '/en/desk', '/en/sign-in', '/assets/x', '/healthz', '/exit']) {
    await ask(origin, `${path}?q=${query}&next=${query}`, { headers });
  }
  for (const path of ['/en/rounds/', '/en/answers/', '/en/desk/items/', '/en/invitation/', '/', '/assets/']) {
    await ask(origin, path + encodeURIComponent(elsewhere.path), { headers });
  }
  const token = await tokenOn(origin, '/en/sign-in');
  await post(origin, '/en/sign-in', { token, email: `${asciiOf(elsewhere.email)}@x.example`, password: elsewhere.password }, headers); // prettier-ignore
  await post(origin, '/en/return', { token: elsewhere.refused, code: elsewhere.refused }, headers);
  await post(origin, '/en/rounds/complaints-listening/respond', { 'q-x': elsewhere.refused }, headers);
}

async function work(): Promise<void> {
  const officer = await as('consultation_officer');
  const form = formTo(await officer.get('/en/desk/search'), '/en/desk/search').fields;
  await officer.post('/en/desk/search', { ...form, token: await officer.token(), words: words.search });
  await officer.get(`/en/desk/items?round=${encodeURIComponent(elsewhere.query)}`);
}

beforeAll(async () => {
  await takePart();
  await knock();
  await work();
});

/** What must not be found: each canary, its Latin half alone, and the code as it is typed and without its hyphens. */
const ofWords = () => Object.values(words).flatMap((text) => [text, asciiOf(text)]);
const ofElsewhere = () => Object.values(elsewhere).flatMap((text) => [text, asciiOf(text), encodeURIComponent(text)]);
const ofCode = () => [code, code.replaceAll('-', ''), code.toLowerCase(), groupsOf(code).slice(0, 3).join('-')];

describe('after a submission, a return and a day at the desk', () => {
  test('the words went in: their sender reads them', async () => {
    const page = await visit(origin, 'en', await comeBack(origin, 'en', code), { intent: 'words' });
    expect(page.body).toContain(words.answer);
    expect(code).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
  });

  test('the server said nothing of it', () => {
    const said = readFileSync(inject('siteLog'));
    expect(said.byteLength).toBeGreaterThan(100);
    expect(foundIn([said], [...ofWords(), ...ofElsewhere(), ...ofCode()])).toEqual([]);
  });

  test("none of it is in the database's files or its log, and the code is nowhere", async ({ skip }) => {
    const database = await siteDatabase();
    await database.query('checkpoint');
    // What stands in files at all can be found by this: a slug, and the mission's own words.
    const { folder } = database;
    await database.close();
    if (folder === null) return skip("the site stands on a server whose files are another's");
    const files = bytesUnder(folder.replace(/\/data$/, ''));
    expect(foundIn(files, ['complaints-listening'])).toEqual(['complaints-listening']);
    expect(foundIn(files, [...ofWords(), ...ofElsewhere(), ...ofCode()])).toEqual([]);
  });

  test('nothing of it lies beside the keys or in the data folder', () => {
    const files = bytesUnder(inject('siteFolder'), /\/postgres\/|demo-|sessions\.json/);
    expect(foundIn(files, [...ofWords(), ...ofElsewhere(), ...ofCode()])).toEqual([]);
  });
});
