import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabases } from '~/platform/db.server';
import { installRuntime } from '~/platform/runtime.server';
import { aMission } from '../../support/people';
import { anOpenRound, type OpenRound } from '../../support/rounds';
import { startTestRuntime, type TestRuntime } from '../../support/runtime';
import { ask, press } from './visitor';

const CODE = /<output[^>]*>([0-9A-Z]{4}-){6}[0-9A-Z]{4}<\/output>/;

let runtime: TestRuntime;
let round: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime();
  round = await anOpenRound(await aMission());
});
afterAll(() => runtime.close());

test('the database goes away right behind the commit: the code is on the page all the same', async () => {
  const path = `/en/rounds/${round.slug}/respond`;
  const question = round.questions.find(({ kind }) => kind === 'long_text')!;
  const form = await ask(path);
  const check = await press(path, form, 'check', { [`q-${question.id}`]: 'They came at night.' });
  runtime.clock.addHours(1);
  const [databases, away] = [openDatabases(runtime.databaseUrl), openDatabases('postgresql://nobody@127.0.0.1:1/none')];
  const { intake } = databases.sql;
  const real = intake.query.bind(intake) as (...args: unknown[]) => Promise<unknown>;
  let isGone = false;
  // why: a database that dies between the commit and the page cannot be had from a real server at a chosen moment.
  intake.query = (async (...args: unknown[]) => {
    const reply = await real(...args);
    if (String(args[0]).includes('app.submit')) {
      isGone = true;
      installRuntime({ ...runtime, databases: away });
    }
    return reply;
  }) as typeof intake.query;
  installRuntime({ ...runtime, databases });
  const sent = await press(path, check, 'submit');
  installRuntime(runtime);
  await Promise.all([databases.close(), away.close()]);
  expect(isGone).toBe(true);
  expect(sent.status).toBe(200);
  expect(sent.html).toMatch(CODE);
});
