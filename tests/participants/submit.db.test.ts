import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabases } from '~/platform/db.server';
import { installRuntime } from '~/platform/runtime.server';
import { showCodeAgain } from '~/participants/confirm.server';
import { lookupOf, parseReturnCode } from '~/participants/return-code.server';
import { submit, type Sending } from '~/participants/submit.server';
import { moveRound } from '~/rounds/move-commands.server';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { agedBy, aSending, aSubmission } from '../support/submissions';
import { grown, rowCounts, rowsOfOne } from './stored';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let before: Record<string, number>;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
});
beforeEach(async () => {
  installRuntime(runtime);
  before = await rowCounts(runtime.databaseUrl);
});
afterAll(() => runtime.close());

const written = async () => grown(before, await rowCounts(runtime.databaseUrl));
const nothing = () => grown(before, before);

/** One answer in words: one submission leaves `rowsOfOne(1, 0)`. */
function aShortSending(text = 'The night patrol took the bicycle.'): Promise<Sending> {
  const question = round.questions.find(({ kind }) => kind === 'long_text');
  return aSending(round, { answers: { [question!.id]: text } });
}
const otherText = (sending: Sending): Sending => ({ ...sending, body: { ...sending.body, more: 'another text' } });

async function withdrawn({ id }: { id: string }): Promise<void> {
  await recordChange(
    { role: 'participant', accountId: null, missionId: mission.id },
    [next('submission.withdrawn', { id, version: 1 })],
    (tx) => tx.submission.updateMany({ where: { id }, data: { state: 'withdrawn', version: { increment: 1 } } }),
    { role: 'visit', submission: id },
  );
}

describe('a first sending', () => {
  test('is stored whole, and answered with a code that finds it', async () => {
    const answer = await submit(await aShortSending());
    if (answer.kind !== 'received') throw new Error(answer.kind);
    expect(await written()).toEqual(rowsOfOne(1, 0));
    const lookup = Buffer.from(lookupOf(parseReturnCode(answer.code!)!)).toString('hex');
    const found = await runtime.databases.sql.intake.query('select * from app.find_code($1)', [lookup]);
    expect(found.rows).toEqual([{ mission_id: mission.id, submission_id: answer.id }]);
  });

  test('faster than three seconds is asked again, and nothing is stored', async () => {
    const sending = await aShortSending();
    expect(await submit(agedBy(sending, 2))).toEqual({ kind: 'too_young' });
    expect(await written()).toEqual(nothing());
    expect(await submit(agedBy(sending, 3))).toMatchObject({ kind: 'received' });
  });

  test('of a form older than twelve hours goes on with a fresh token', async () => {
    const sending = await aShortSending();
    expect(await submit(agedBy(sending, 12 * 3600 + 1))).toMatchObject({ kind: 'fresh_token' });
    expect(await written()).toEqual(nothing());
  });

  test('to a round that takes no answers any more stores nothing', async () => {
    const closing = await anOpenRound(mission);
    const [first, late] = [await aSending(closing), await aSending(closing)];
    const stored = await submit(first);
    succeeded(await moveRound(closing.officer, closing.id, 'close', { unmet: [] }));
    before = await rowCounts(runtime.databaseUrl);
    expect(await submit(late)).toEqual({ kind: 'round_not_open' });
    expect(await submit({ ...late, open: false })).toEqual({ kind: 'round_not_open' });
    expect(await written()).toEqual(nothing());
    // Who sent in time and lost the reply is still answered with the code.
    expect(await submit(first)).toEqual({ ...stored, kind: 'again' });
  });
});

describe('the same form sent again', () => {
  test('with the same text gives the same code, and one record', async () => {
    const sending = await aShortSending();
    const first = await submit(sending);
    expect(await submit(sending)).toEqual({ ...first, kind: 'again' });
    expect(await written()).toEqual(rowsOfOne(1, 0));
  });

  test('with another text is told of the earlier one, whose code it can be shown', async () => {
    const sending = await aShortSending();
    const first = await submit(sending);
    expect(await submit(otherText(sending))).toEqual({ kind: 'other_body' });
    expect(await written()).toEqual(rowsOfOne(1, 0));
    expect(sending.token.ok && (await showCodeAgain(sending.token))).toEqual({ ...first, kind: 'again' });
  });

  test('after twelve hours is told that it arrived, without a code', async () => {
    const sending = await aShortSending();
    await submit(sending);
    const late = agedBy(sending, 12 * 3600 + 1);
    expect(await submit(late)).toEqual({ kind: 'already' });
    expect(await submit(otherText(late))).toEqual({ kind: 'already' });
    expect(late.token.ok && (await showCodeAgain(late.token))).toEqual({ kind: 'already' });
    expect(await written()).toEqual(rowsOfOne(1, 0));
  });

  test('after a withdrawal is answered as one that is closed', async () => {
    const sending = await aShortSending();
    const first = await submit(sending);
    await withdrawn(first as { id: string });
    expect(await submit(sending)).toEqual({ kind: 'already' });
  });

  test('whose sender wanted no code never shows one, and is stored once', async () => {
    const sending = await aShortSending();
    const declined = { ...sending, draft: { ...sending.draft, codeDeclined: true, wordsShown: true } };
    expect(await submit(declined)).toMatchObject({ kind: 'received', code: null });
    expect(await submit(declined)).toEqual({ kind: 'already' });
    expect(await submit(otherText(sending))).toEqual({ kind: 'already' });
    expect(sending.token.ok && (await showCodeAgain(sending.token))).toEqual({ kind: 'already' });
    expect(await written()).toEqual(rowsOfOne(1, 0));
  });

  test('at the same moment, many times, is stored once; all get the same code', async () => {
    const sending = await aShortSending();
    const answers = await Promise.all(Array.from({ length: 6 }, () => submit(sending)));
    expect(answers.filter(({ kind }) => kind === 'received')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'again')).toHaveLength(5);
    expect(new Set(answers.map((answer) => 'code' in answer && answer.code)).size).toBe(1);
    expect(await written()).toEqual(rowsOfOne(1, 0));
  });

  test('to another node, also at the same moment, is stored once', async () => {
    const other = { ...runtime, databases: openDatabases(runtime.databaseUrl) };
    const sending = await aShortSending();
    const here = submit(sending);
    installRuntime(other);
    const answers = await Promise.all([here, submit(sending)]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['again', 'received']);
    expect(await submit(sending)).toMatchObject({ kind: 'again' });
    await other.databases.close();
    expect(await written()).toEqual(rowsOfOne(1, 0));
  });
});

test('two forms with the same text are two submissions, with two codes', async () => {
  const [one, other] = [await aSubmission(round), await aSubmission(round)];
  expect(one.code).not.toBe(other.code);
  const rows = await query(runtime.databaseUrl, 'select id from app.submission where id = any($1)', [
    [one.id, other.id],
  ]);
  expect(rows).toHaveLength(2);
});
