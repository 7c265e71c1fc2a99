import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { codeIn } from '../support/http-site';
import { TEXTS } from '../support/odd-texts';
import { comeBack, formTo, openForm, press, ripen, visit } from '../support/participant-client';
import { siteDatabase, type SiteDatabase } from '../support/site-database';
import { itemsOf } from '../support/site-objects';
import { as } from '../support/site-staff';
import type { StaffClient } from '../support/staff-client';

const origin = inject('origin');

/** The sender's words as they come back by the code, the desk's as its item page shows them. */
const shownIn = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC');

/** What is promised of words: as typed, but for line ends, control characters and spaces at the ends. */
const kept = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim()
    .normalize('NFC');

let officer: StaffClient;
let database: SiteDatabase;
/** Return codes, by the text that was sent. All are sent at once: each form has to ripen. */
const codes = new Map<string, string>();

async function send(text: string): Promise<void> {
  const form = await openForm(origin, 'en', 'complaints-listening');
  const [first = ''] = form.words;
  const checked = await press(origin, form.path, { ...form.fields, [first]: text, words_shown: 'yes' }, 'check');
  if (checked.status !== 200) return;
  await ripen(form);
  const sent = await press(origin, form.path, formTo(checked, form.path).fields, 'submit');
  codes.set(text, codeIn(sent.body) ?? '');
}

beforeAll(async () => {
  officer = await as('consultation_officer');
  database = await siteDatabase();
  await Promise.all(Object.values(TEXTS).map(send));
});
afterAll(() => database.close());

test.each(Object.entries(TEXTS))('%s reads back the same, by the code and at the desk', async (_what, text) => {
  const code = codes.get(text) ?? '';
  expect(code, 'it is accepted').not.toBe('');
  const words = await visit(origin, 'en', await comeBack(origin, 'en', code), { intent: 'words' });
  expect(shownIn(words.body)).toContain(kept(text));
  const [item] = await itemsOf(database, code);
  expect(shownIn((await officer.get(`/en/desk/items/${item}`)).body)).toContain(kept(text));
});
