import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveItem } from '~/feedback/item-commands.server';
import { signedIn, type Browser } from '../support/desk-pages';
import { screened } from '../support/items';
import { aMission } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let round: OpenRound;
let officer: Browser;

beforeAll(async () => {
  // Sessions end by the clock of the machine.
  runtime = await startTestRuntime(new Date().toISOString());
  round = await anOpenRound(await aMission());
  officer = await signedIn(round.officer, runtime.databaseUrl);
});
afterAll(() => runtime.close());

async function anItem(text: string, language: string): Promise<string> {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const { items } = await aSubmission(round, { answers: { [question]: text }, language });
  return items[0]!;
}
const page = (id: string) => `/en/desk/items/${id}`;

test('a first look without its tick, and points without a passage, say so at their boxes', async () => {
  const id = await anItem('They come at night. Water is far.', 'en');
  const unticked = await officer.post(page(id), { intent: 'first_look' });
  expect([unticked.status, unticked.html]).toEqual([422, expect.stringContaining('href="#readsLanguage"')]);
  expect(unticked.html).toContain('id="readsLanguage-error"');
  await screened(round, id);
  succeeded(await moveItem(round.officer, id, 'need_no_translation'));
  const unmarked = await officer.post(page(id), { intent: 'mark' });
  expect([unmarked.status, unmarked.html]).toEqual([422, expect.stringContaining('href="#pieces"')]);
  expect(unmarked.html).toContain('id="pieces-error"');
});

test('a translation typed while somebody else moved the item on comes back, to be copied', async () => {
  const id = await anItem('تأتي الدورية ليلًا.', 'ar');
  await screened(round, id);
  const { token } = await officer.get(page(id));
  succeeded(await moveItem(round.officer, id, 'quarantine'));
  const words = 'The patrol comes by night, every night.';
  const late = await officer.post(page(id), { token, intent: 'translate', translation: words });
  expect([late.status, late.html]).toEqual([422, expect.stringContaining(words)]);
  expect(late.html).toContain('id="errors"');
  const moved = await officer.post(page(id), { token, intent: 'move', event: 'need_no_translation' });
  expect([moved.status, moved.html]).toEqual([422, expect.stringContaining('id="errors"')]);
  const looked = await officer.post(page(id), { token, intent: 'first_look', readsLanguage: 'yes' });
  expect([looked.status, looked.html]).toEqual([422, expect.stringContaining('id="errors"')]);
});
