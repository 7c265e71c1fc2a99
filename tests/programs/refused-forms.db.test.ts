import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '~/platform/day';
import { signedIn, type Browser } from '../support/desk-pages';
import { aMission, someone } from '../support/people';
import { aProgram } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let officer: Browser;
let program: { slug: string; elementId: string };
const today = dayOf(new Date());

beforeAll(async () => {
  // Sessions end by the clock of the machine.
  runtime = await startTestRuntime(new Date().toISOString());
  const staff = await someone(await aMission(), 'consultation_officer');
  program = await aProgram(staff);
  officer = await signedIn(staff, runtime.databaseUrl);
});
afterAll(() => runtime.close());

const post = (form: string, fields: Record<string, string>) =>
  officer.post(`/en/desk/programs/${program.slug}?form=${form}`, fields);

test('an element’s number that is taken says so at the number, with its text kept', async () => {
  const element = { 'title.en': 'Again', 'text.en': 'A text typed at length', effectiveOn: today };
  const taken = await post('add', { intent: 'add', number: '3.2', ...element });
  expect([taken.status, taken.html]).toEqual([422, expect.stringContaining('href="#number"')]);
  expect(taken.html).toContain('id="number-error"');
  expect(taken.html).toContain('A text typed at length');
});

test('a new text that is the old one says so at the text', async () => {
  const { elementId } = program;
  const text = {
    'text.en': 'Patrols may be conducted at any hour.',
    'text.fr': 'Les patrouilles peuvent avoir lieu à toute heure.',
    'text.ar': 'يجوز تسيير الدوريات في أي ساعة.',
  };
  const same = await post(`revise&element=${elementId}`, { intent: 'revise', elementId, ...text, effectiveOn: today });
  expect([same.status, same.html]).toEqual([422, expect.stringContaining('href="#text-en"')]);
});

test('a rating of tomorrow says so at its day', async () => {
  const rating = { civicSpace: 'closed', civicSpaceSource: 'Monitor', civicSpaceOn: addDays(today, 2) };
  const early = await post('rate', { intent: 'rate', ...rating });
  expect([early.status, early.html]).toEqual([422, expect.stringContaining('href="#civicSpaceOn"')]);
});
