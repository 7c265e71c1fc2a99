import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Staff } from '~/auth/staff.server';
import { signedIn, type Browser } from '../support/desk-pages';
import { aMission, someone } from '../support/people';
import { aDraftRound, aProgram } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let officer: Staff;
let programId: string;
let browser: Browser;
let chief: Browser;

beforeAll(async () => {
  // Sessions end by the clock of the machine.
  runtime = await startTestRuntime(new Date().toISOString());
  mission = await aMission();
  officer = await someone(mission, 'consultation_officer');
  programId = (await aProgram(officer)).id;
  browser = await signedIn(officer, runtime.databaseUrl);
  chief = await signedIn(await someone(mission, 'chief_of_mission'), runtime.databaseUrl);
});
afterAll(() => runtime.close());

const aRound = () => aDraftRound(officer, programId, { languages: ['en', 'fr'] });
const WAITS = 'a second person must confirm that';

test('a minor edit is marked on the page of the source, seen word by word, and confirmed by a second person', async () => {
  const { slug } = await aRound();
  const at = (place: string) => `/en/desk/rounds/${slug}${place}`;
  const sent = await browser.post(at('/texts/en'), { intent: 'save', title: 'Tell us what you saw', minor: 'yes' });
  expect([sent.status, sent.location]).toEqual([303, at('/texts/en')]);

  for (const place of ['', '/texts/fr', '/preview/fr']) {
    const page = await browser.get(at(place));
    expect(page.text, place).toContain(WAITS);
    expect(page.html, place).toContain(`href="${at('/texts/en')}"`);
  }
  expect((await browser.get(at('/preview/fr'))).text).toContain('The consultation does not open with them');
  expect((await browser.get(at('/preview/en'))).text).not.toContain('does not open with them');

  const own = await browser.get(at('/texts/en'));
  expect(own.text).toContain('You made this edit or a part of it.');
  expect(own.html).toMatch(/<button[^>]*disabled=""[^>]*value="confirm_minor"/);

  const seen = await chief.get(at('/texts/en'));
  expect(seen.html).toMatch(/<del><bdi[^>]*>removed[^]*<ins><bdi[^>]*>added/i);
  expect(seen.text).toContain('Once confirmed, these count again as they did before: English and Français.');
  const edit = /name="edit" value="([^"]+)"/.exec(seen.html)![1]!;
  const confirmed = await chief.post(at('/texts/en'), { intent: 'confirm_minor', edit });
  expect([confirmed.status, confirmed.location]).toEqual([303, at('/texts/en')]);
  expect((await chief.get(at('/texts/en'))).text).toContain('Confirmed: it changes no meaning');
  expect((await browser.get(at('/texts/fr'))).text).not.toContain('Outdated');
  const late = await chief.post(at('/texts/en'), { intent: 'refuse_minor', edit });
  expect([late.status, late.text]).toEqual([422, expect.stringContaining('No minor edit waits')]);
});

test('the page says the same in every language of the desk', async () => {
  const { slug } = await aRound();
  await browser.post(`/en/desk/rounds/${slug}/texts/en`, { intent: 'save', title: 'Tell us now', minor: 'yes' });
  for (const [lang, words] of [
    ['fr', 'Le sens ne change pas'],
    ['ar', 'لا يغيّر المعنى'],
  ]) {
    const page = await chief.get(`/${lang}/desk/rounds/${slug}/texts/en`);
    expect(page.text).toContain(words);
    expect(page.html).toMatch(/<div class="words" lang="en" dir="auto">/);
  }
});

test('an edit that is called minor and takes a text away comes back with everything typed, the reason at its tick', async () => {
  const { slug } = await aRound();
  const path = `/en/desk/rounds/${slug}/texts/en`;
  const typed = { intent: 'save', title: 'A title typed at length', purpose: '', minor: 'yes' };
  const refused = await browser.post(path, typed);
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('href="#minor"');
  expect(refused.html).toContain('A title typed at length');
  expect(refused.html).toMatch(/<textarea[^>]*name="purpose"[^>]*><\/textarea>/);
  expect(refused.html).toMatch(/<input[^>]*checked=""[^>]*>/);
});

test('a question’s edit is marked the same way, and a new question cannot be', async () => {
  const { slug } = await aRound();
  const path = `/en/desk/rounds/${slug}/questions`;
  const list = await browser.get(path);
  const question = /question=([0-9a-f-]{36})/.exec(list.html)![1]!;
  expect((await browser.get(`${path}?form=add`)).html).not.toContain('name="minor"');
  const here = `${path}?question=${question}`;
  expect((await browser.get(here)).html).toContain('name="minor"');
  const edit = { intent: 'edit', questionId: question, label: 'What did happen?', minor: 'yes' };
  const refused = await browser.post(here, { ...edit, help: '' });
  expect([refused.status, refused.html.includes('href="#minor"')]).toEqual([422, true]);
  expect(refused.html).toContain('What did happen?');
  const help = /<textarea[^>]*name="help"[^>]*>([^<]*)</.exec((await browser.get(here)).html)![1]!;
  expect((await browser.post(here, { ...edit, help })).status).toBe(303);
  expect((await browser.get(`/en/desk/rounds/${slug}`)).text).toContain(WAITS);
});
