import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetVersion, rotate, type Rotatable } from '~/platform/crypto/keyring-rotation.server';
import { issueFormToken, readFormToken } from '~/platform/crypto/form-token.server';
import { openKeyring } from '~/platform/crypto/keyring.server';
import { openDatabases } from '~/platform/db.server';
import { installRuntime } from '~/platform/runtime.server';
import { lookupOf, parseReturnCode } from '~/participants/return-code.server';
import { RESPOND_PURPOSE, submit, type Sending } from '~/participants/submit.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSending } from '../support/submissions';
import { grown, rowCounts, rowsOfOne } from './stored';

let runtime: TestRuntime;
let round: OpenRound;
let before: Record<string, number>;

beforeAll(async () => {
  runtime = await startTestRuntime();
  round = await anOpenRound(await aMission());
});
beforeEach(async () => {
  installRuntime(runtime);
  before = await rowCounts(runtime.databaseUrl);
});
afterAll(() => runtime.close());

const written = async () => grown(before, await rowCounts(runtime.databaseUrl));
const nothing = () => grown(before, before);

function aShortSending(): Promise<Sending> {
  const question = round.questions.find(({ kind }) => kind === 'long_text');
  return aSending(round, { answers: { [question!.id]: 'They came at night.' } });
}

/** Cuts the connection of whoever waits in the middle of `app.submit`, as a crash of the network would; gives its id. */
async function cutTheWaiting(alreadyCut = 0): Promise<number> {
  const waiting = `select pid, pg_terminate_backend(pid) from pg_stat_activity where query like '%app.submit%'
    and wait_event_type = 'Lock' and datname = current_database() and pid not in (pg_backend_pid(), $1)`;
  for (let tries = 0; tries < 200; tries += 1) {
    const [cut] = await query<{ pid: number }>(runtime.databaseUrl, waiting, [alreadyCut]);
    if (cut) return cut.pid;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('nobody waits');
}

test('cut before the commit: nothing is stored, and the same form sends it', async () => {
  const sending = await aShortSending();
  const blocker = new pg.Client({ connectionString: runtime.databaseUrl });
  await blocker.connect();
  await blocker.query('begin');
  // The last table that `app.submit` writes: everything before it is undone by the cut.
  await blocker.query('lock table app.leaf in access exclusive mode');
  const answer = submit(sending);
  // It tries a second time by itself, and is cut again.
  await cutTheWaiting(await cutTheWaiting());
  expect(await answer).toEqual({ kind: 'unavailable' });
  await blocker.query('rollback');
  await blocker.end();
  expect(await written()).toEqual(nothing());
  expect(await submit(sending)).toMatchObject({ kind: 'received' });
  expect(await written()).toEqual(rowsOfOne(1, 0));
});

test('committed and the reply lost: the code comes all the same, and one record', async () => {
  const sending = await aShortSending();
  const databases = openDatabases(runtime.databaseUrl);
  const { intake } = databases.sql;
  const real = intake.query.bind(intake) as (...args: unknown[]) => Promise<unknown>;
  let cut = 0;
  // why: a reply lost between commit and arrival cannot be had from a real socket at a chosen moment.
  intake.query = (async (...args: unknown[]) => {
    const reply = await real(...args);
    if (!String(args[0]).includes('app.submit') || cut++ > 0) return reply;
    throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  }) as typeof intake.query;
  installRuntime({ ...runtime, databases });
  const answer = await submit(sending);
  expect(cut).toBe(1);
  expect(answer).toMatchObject({ kind: 'again', code: expect.stringMatching(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/) });
  await databases.close();
  installRuntime(runtime);
  expect(await submit(sending)).toEqual(answer);
  expect(await written()).toEqual(rowsOfOne(1, 0));
});

test('the database away: unavailable, and the same form sends it later', async () => {
  const sending = await aShortSending();
  const away = openDatabases('postgresql://nobody@127.0.0.1:1/none');
  installRuntime({ ...runtime, databases: away });
  expect(await submit(sending)).toEqual({ kind: 'unavailable' });
  await away.close();
  installRuntime(runtime);
  expect(await submit(sending)).toMatchObject({ kind: 'received' });
});

test('no place in the queue: unavailable after one wait, and room for it later', async () => {
  const sending = await aShortSending();
  const taken = await Promise.all(Array.from({ length: 8 }, () => runtime.databases.sql.intake.connect()));
  const begun = performance.now();
  expect(await submit(sending)).toEqual({ kind: 'unavailable' });
  expect(performance.now() - begun).toBeLessThan(9_000);
  for (const client of taken) client.release();
  expect(await submit(sending)).toMatchObject({ kind: 'received' });
});

test('an error that does not pass is not hidden as one that does', async () => {
  const sending = await aShortSending();
  const draft = { ...sending.draft, tolerance: 'unheard_of' as 'none' };
  await expect(submit({ ...sending, draft })).rejects.toThrow();
  expect(await written()).toEqual(nothing());
});

test('the disk full: nothing is accepted, but what is stored still gives its code', async () => {
  const [stored, fresh] = [await aShortSending(), await aShortSending()];
  const first = await submit(stored);
  before = await rowCounts(runtime.databaseUrl);
  // A folder that is not there has no room.
  installRuntime({ ...runtime, config: { ...runtime.config, dataDir: join(runtime.config.dataDir, 'gone') } });
  expect(await submit(fresh)).toEqual({ kind: 'unavailable' });
  expect(await submit(stored)).toEqual({ ...first, kind: 'again' });
  expect(await written()).toEqual(nothing());
  installRuntime(runtime);
  expect(await submit(fresh)).toMatchObject({ kind: 'received' });
});

test.each(['token', 'code'] as const)(
  'the %s key rotated and lost: old forms go on afresh, existing codes work',
  async (ring) => {
    const issued = issueFormToken(runtime.keyring, {
      purpose: RESPOND_PURPOSE,
      subject: round.slug,
      now: runtime.now(),
    });
    const stored = await submit(await aShortSending());
    if (stored.kind !== 'received') throw new Error(stored.kind);
    loseCurrent(ring);
    const keyring = await openKeyring(runtime.config.keysDir, runtime.now());
    installRuntime({ ...runtime, keyring });
    const token = readFormToken(keyring, issued, { purpose: RESPOND_PURPOSE, subject: round.slug, now: runtime.now() });
    before = await rowCounts(runtime.databaseUrl);
    const answer = await submit({ ...(await aShortSending()), token });
    if (answer.kind !== 'fresh_token') throw new Error(answer.kind);
    expect(await written()).toEqual(nothing());
    const fresh = { purpose: RESPOND_PURPOSE, subject: round.slug, now: runtime.now() };
    expect(readFormToken(keyring, answer.token, fresh)).toMatchObject({ ok: true });
    const lookup = Buffer.from(lookupOf(parseReturnCode(stored.code!)!)).toString('hex');
    const found = await runtime.databases.sql.intake.query('select submission_id from app.find_code($1)', [lookup]);
    expect(found.rows).toEqual([{ submission_id: stored.id }]);
  },
);

function loseCurrent(ring: Rotatable & ('token' | 'code')): void {
  const { version } = runtime.keyring[ring].current;
  rotate(runtime.config.keysDir, ring, runtime.now());
  expect(forgetVersion(runtime.config.keysDir, ring, version)).toBe(true);
}
