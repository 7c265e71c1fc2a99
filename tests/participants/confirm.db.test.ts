import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmCode, showCodeAgain, type TypedGroups } from '~/participants/confirm.server';
import { groupsOf } from '~/participants/return-code.server';
import { submit, type Sending, type TrueToken } from '~/participants/submit.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { agedBy, aSending } from '../support/submissions';

let runtime: TestRuntime;
let round: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime();
  round = await anOpenRound(await aMission());
});
afterAll(() => runtime.close());

interface Sent {
  sending: Sending;
  token: TrueToken;
  id: string;
  code: string;
  groups: TypedGroups;
}

async function aSent(): Promise<Sent> {
  const sending = await aSending(round);
  const answer = await submit(sending);
  if (answer.kind !== 'received' || !answer.code || !sending.token.ok) throw new Error(answer.kind);
  const [, second = '', , , fifth = ''] = groupsOf(answer.code);
  return { sending, token: sending.token, id: answer.id, code: answer.code, groups: { second, fifth } };
}

const typedBadly = ({ second, fifth }: TypedGroups) => ({
  second: ` ${second.toLowerCase()} `,
  fifth: fifth.replaceAll('0', 'o').replaceAll('1', 'l'),
});

interface Stored {
  replay_open: boolean;
  body_tag: Buffer | null;
  version: number;
}
async function stored(id: string): Promise<Stored & { facts: string[] }> {
  const [row] = await query<Stored>(
    runtime.databaseUrl,
    'select replay_open, body_tag, version from app.submission where id = $1',
    [id],
  );
  const facts = await query<{ type: string }>(
    runtime.databaseUrl,
    'select type from app.fact where subject_id = $1 order by subject_version',
    [id],
  );
  return { ...row!, facts: facts.map(({ type }) => type) };
}

test('the second and the fifth group, typed as people type, end the showing for good', async () => {
  const sent = await aSent();
  expect(await confirmCode(sent.token, typedBadly(sent.groups))).toEqual({ kind: 'confirmed' });
  expect(await stored(sent.id)).toEqual({
    replay_open: false,
    body_tag: null,
    version: 2,
    facts: ['submission.received', 'submission.confirmed'],
  });
  expect(await submit(sent.sending)).toEqual({ kind: 'already' });
  expect(await submit({ ...sent.sending, body: { other: 'text' } })).toEqual({ kind: 'already' });
  expect(await showCodeAgain(sent.token)).toEqual({ kind: 'already' });
});

test('pressed again, or twice at once, it is answered as the first time and recorded once', async () => {
  const sent = await aSent();
  const answers = await Promise.all([confirmCode(sent.token, sent.groups), confirmCode(sent.token, sent.groups)]);
  expect(answers).toEqual([{ kind: 'confirmed' }, { kind: 'confirmed' }]);
  expect(await confirmCode(sent.token, sent.groups)).toEqual({ kind: 'confirmed' });
  expect((await stored(sent.id)).version).toBe(2);
  expect(await confirmCode(sent.token, { second: 'AAAA', fifth: 'AAAA' })).toEqual({ kind: 'already' });
});

test.each([
  ['swapped', ({ second, fifth }: TypedGroups) => ({ second: fifth, fifth: second })],
  ['only one of the two', ({ second }: TypedGroups) => ({ second, fifth: '' })],
  ['nothing', () => ({ second: '', fifth: '' })],
])('%s: the code is shown again, and nothing changes', async (_, wrong) => {
  const sent = await aSent();
  expect(await confirmCode(sent.token, wrong(sent.groups))).toEqual({ kind: 'mismatch', code: sent.code });
  expect(await stored(sent.id)).toMatchObject({ replay_open: true, version: 1, facts: ['submission.received'] });
});

test('never confirmed: the submission stands, and after twelve hours the code is not shown any more', async () => {
  const sent = await aSent();
  const late = agedBy(sent.sending, 12 * 3600 + 1).token as TrueToken;
  expect(await showCodeAgain(late)).toEqual({ kind: 'already' });
  expect(await confirmCode(late, { second: 'AAAA', fifth: 'AAAA' })).toEqual({ kind: 'already' });
  expect(await stored(sent.id)).toMatchObject({ version: 1, facts: ['submission.received'] });
});

test('a form that sent nothing has no code to show', async () => {
  const { token } = await aSending(round);
  if (!token.ok) throw new Error(token.refusal);
  expect(await showCodeAgain(token)).toEqual({ kind: 'unknown' });
  expect(await confirmCode(token, { second: '', fifth: '' })).toEqual({ kind: 'unknown' });
});
