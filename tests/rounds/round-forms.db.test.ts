import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Staff } from '~/auth/staff.server';
import { addDays, dayOf } from '~/platform/day';
import { moveRound } from '~/rounds/move-commands.server';
import { signedIn, type Browser, type DeskPage } from '../support/desk-pages';
import { aMission, someone } from '../support/people';
import { aDraftRound, anOpenRound, aProgram, aRoundForm, succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let officer: Staff;
let program: { id: string; slug: string };
let browser: Browser;
const today = dayOf(new Date());
const REASON = 'The road is closed until the end of the month.';

beforeAll(async () => {
  // Sessions end by the clock of the machine.
  runtime = await startTestRuntime(new Date().toISOString());
  mission = await aMission();
  officer = await someone(mission, 'consultation_officer');
  program = await aProgram(officer);
  browser = await signedIn(officer, runtime.databaseUrl);
});
afterAll(() => runtime.close());

const at = (slug: string, more = '') => `/en/desk/rounds/${slug}${more}`;
const settings = (more: Record<string, string | string[]> = {}) => ({
  languages: ['en', 'fr'],
  expectedPeople: '31',
  closesOn: addDays(today, 21),
  answerBy: addDays(today, 51),
  ...more,
});
/** The fields that the summary of errors leads to, each with its reason beside it. */
function wrongFields({ status, html }: DeskPage): string[] {
  expect(status).toBe(422);
  const ids = [...html.matchAll(/<li><a href="#([^"]+)">/g)].map((match) => match[1]!);
  for (const id of ids) expect(html).toMatch(new RegExp(`id="${id}-error"`));
  return ids;
}

test('the settings of a round come back with each reason at its field, and all that was typed', async () => {
  const { slug } = await aDraftRound(officer, program.id, { languages: ['en', 'fr'] });
  const here = at(slug, '?form=edit');
  const edit = (more: Record<string, string | string[]>) => browser.post(here, { intent: 'edit', ...settings(more) });
  const past = await edit({ closesOn: addDays(today, -1), decidesLethal: 'yes' });
  expect(wrongFields(past)).toEqual(['closesOn']);
  expect(past.html).toContain(`value="${addDays(today, -1)}"`);
  expect(past.html).toContain('value="31"');
  expect(wrongFields(await edit({ languages: ['fr'] }))).toEqual(['languages']);
  expect(wrongFields(await edit({ languages: [], expectedPeople: 'many', answerBy: '' }))).toEqual([
    'languages',
    'expectedPeople',
    'answerBy',
  ]);
  expect(wrongFields(await edit({ answerBy: addDays(today, 20) }))).toEqual(['answerBy']);
});

test('a new round whose closing day is past says so at that day', async () => {
  const { template } = aRoundForm(program.id);
  const refused = await browser.post(`/en/desk/rounds/new?program=${program.slug}`, {
    ...settings({ closesOn: addDays(today, -3) }),
    programId: program.id,
    template: template!,
    'title.fr': 'Un titre',
  });
  expect(wrongFields(refused)).toEqual(['closesOn']);
  expect(refused.html).toContain('value="Un titre"');
});

test('a pause and an extension ask for their reason at its field', async () => {
  const round = await anOpenRound(mission);
  const run = await signedIn(round.officer, runtime.databaseUrl);
  const pause = await run.post(at(round.slug, '?form=pause'), { intent: 'move', event: 'pause', reason: ' ' });
  expect(wrongFields(pause)).toEqual(['reason']);
  const extend = (closesOn: string, reason: string) =>
    run.post(at(round.slug, '?form=extend'), { intent: 'extend', closesOn, answerBy: addDays(today, 90), reason });
  const shorter = await extend(addDays(today, 2), REASON);
  expect(wrongFields(shorter)).toEqual(['closesOn']);
  expect(shorter.html).toContain(REASON);
  expect(wrongFields(await extend('', ''))).toEqual(['closesOn', 'reason']);
});

test('what was typed while somebody moved the round on comes back with the reason, to be copied', async () => {
  const { id, slug } = await aDraftRound(officer, program.id, { languages: ['en', 'fr'] });
  const list = await browser.get(at(slug, '/questions'));
  const question = /question=([0-9a-f-]{36})/.exec(list.html)![1]!;
  const { token } = await browser.get(at(slug, '/questions?form=add'));
  succeeded(await moveRound(officer, id, 'submit', { unmet: [] }));
  const words = 'Words that took an hour to write';

  const edited = await browser.post(at(slug, '?form=edit'), { token, intent: 'edit', ...settings() });
  expect([edited.status, edited.html]).toEqual([422, expect.stringContaining('value="31"')]);
  expect(edited.text).toContain('only while the consultation is a draft');
  const asked = { token, intent: 'edit', questionId: question, label: words };
  for (const sent of [
    await browser.post(at(slug, `/questions?question=${question}`), asked),
    await browser.post(at(slug, '/questions?form=add'), {
      token,
      intent: 'add',
      kind: 'long_text',
      label: words,
    }),
    await browser.post(at(slug, '/texts/en'), { token, intent: 'save', purpose: words }),
  ]) {
    expect(sent.status).toBe(422);
    expect(sent.html).toMatch(new RegExp(`<textarea[^>]*>${words}`));
    expect(sent.html).toContain('id="errors"');
  }
});

test('a reason typed for a move that is no longer possible comes back', async () => {
  const round = await anOpenRound(mission);
  const run = await signedIn(round.officer, runtime.databaseUrl);
  succeeded(await moveRound(round.officer, round.id, 'close', { unmet: [] }));
  const refused = await run.post(at(round.slug, '?form=pause'), { intent: 'move', event: 'pause', reason: REASON });
  expect([refused.status, refused.html]).toEqual([422, expect.stringContaining(REASON)]);
  expect(refused.html).toContain('id="errors"');
});
