import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '~/platform/day';
import { moveDecision } from '~/decisions/sign-commands.server';
import { aDecision } from '../support/decisions';
import { signedIn, type Browser } from '../support/desk-pages';
import { aMission } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let round: OpenRound;
let officer: Browser;
const today = dayOf(new Date());

beforeAll(async () => {
  // Sessions end by the clock of the machine.
  runtime = await startTestRuntime(new Date().toISOString());
  round = await anOpenRound(await aMission());
  officer = await signedIn(round.officer, runtime.databaseUrl);
});
afterAll(() => runtime.close());

const page = (id: string, form: string) => `/en/desk/decisions/${id}?form=${form}`;
const texts = { 'question.en': 'Asked', 'outcome.en': 'Done', 'rationale.en': 'Because', level: 'mission' };
/** Whether the folded part that a field stands in is open. */
function isUnfolded(html: string, name: string): boolean {
  const before = html.slice(0, html.indexOf(`name="${name}"`));
  return before.lastIndexOf('<details open') > before.lastIndexOf('<details>');
}

test('a folded part opens where something in it was typed or is wrong', async () => {
  const id = await aDecision(round);
  const calm = await officer.post(page(id, 'edit'), { intent: 'edit', ...texts, 'outcome.en': '' });
  expect(calm.html).toContain('href="#outcome-en"');
  expect([isUnfolded(calm.html, 'recommendedTo'), isUnfolded(calm.html, 'outcome.fr')]).toEqual([false, false]);
  const long = { recommendedTo: 'x'.repeat(201), 'outcome.fr': 'Fait' };
  const wrong = await officer.post(page(id, 'edit'), { intent: 'edit', ...texts, ...long });
  expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('href="#recommendedTo"')]);
  expect([isUnfolded(wrong.html, 'recommendedTo'), isUnfolded(wrong.html, 'outcome.fr')]).toEqual([true, true]);
});

test('a promise for a day that is past says so at the day', async () => {
  const id = await aDecision(round);
  const promise = { intent: 'commit', 'text.en': 'A list', 'text.fr': 'Une liste', ownerOffice: 'Police' };
  const late = await officer.post(page(id, 'commit'), { ...promise, dueOn: addDays(today, -1) });
  expect([late.status, late.html]).toEqual([422, expect.stringContaining('href="#dueOn"')]);
  expect(late.html).toContain('Une liste');
  expect(isUnfolded(late.html, 'text.fr')).toBe(true);
});

test('what was typed into a draft that is proposed by now comes back', async () => {
  const id = await aDecision(round);
  const { token } = await officer.get(page(id, 'edit'));
  succeeded(await moveDecision(round.officer, id, { event: 'propose' }));
  const late = await officer.post(page(id, 'edit'), { intent: 'edit', token, ...texts });
  expect([late.status, late.html]).toEqual([422, expect.stringContaining('>Because</textarea>')]);
  expect(late.html).toContain('id="errors"');
});
