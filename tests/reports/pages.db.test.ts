import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginSession, cookieFor } from '~/auth/session.server';
import { formTokenFor, readStaff, type Staff } from '~/auth/staff.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { dayOf } from '~/platform/day';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { loader as coverageLoader } from '~/routes/audit/round';
import { loader as roundsLoader } from '~/routes/audit/rounds';
import { loader as recordsLoader } from '~/routes/audit/records';
import { loader as traceLoader } from '~/routes/audit/trace';
import { addRecording, moveRecordingOf } from '~/rounds/recording-commands.server';
import { recordingsOf } from '~/rounds/recording-store.server';
import { roundById } from '~/rounds/round-store.server';
import { wordsOfRound } from '~/routes/desk/round-recordings.server';
import { action, loader as deskLoader } from '~/routes/desk/round-publication';
import { loader as answerLoader } from '~/routes/public/answer';
import { loader as answersLoader } from '~/routes/public/answers';
import { mp3File } from '../support/audio';
import { query } from '../support/database';
import { aMission, someone } from '../support/people';
import { succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aRespondedRound, PREPARED, type Story } from './story';

let runtime: TestRuntime;
let story: Story;
let auditor: Staff;

beforeAll(async () => {
  runtime = await startTestRuntime();
  story = await aRespondedRound(5, 1);
  auditor = await someone(story.mission, 'auditor');
});
afterAll(() => runtime.close());

type Params = Record<string, string>;
type Handler = (args: never) => Promise<unknown>;

const active = new Set<string>();

/** People of the builders have never signed in; only an active account has a session. */
async function activate({ accountId: id }: Staff): Promise<void> {
  if (active.has(id)) return;
  active.add(id);
  const data = { state: 'active', passwordHash: 'unused', totpSealed: new Uint8Array(1), version: { increment: 1 } };
  await recordChange(
    { role: 'account_holder', accountId: id, missionId: null },
    [next('account.enrolled', { id, version: 1 })],
    (tx) => tx.account.update({ where: { id }, data, select: { id: true } }),
    { role: 'accounts' },
  );
}

async function cookieOf(staff: Staff): Promise<{ Cookie: string; token: string }> {
  await activate(staff);
  const { id } = await beginSession(staff.accountId, staff.missionId);
  const Cookie = `${cookieFor(runtime.config.origin).name}=${id}`;
  const signedIn = await readStaff(new Request(runtime.config.origin, { headers: { Cookie } }));
  return { Cookie, token: formTokenFor(signedIn!) };
}

/** What a loader gives, or the status that it throws. */
async function get(loader: unknown, params: Params, staff?: Staff, search = ''): Promise<unknown> {
  const headers = staff ? { Cookie: (await cookieOf(staff)).Cookie } : undefined;
  const request = new Request(`${runtime.config.origin}/en${search}`, headers && { headers });
  try {
    return await (loader as Handler)({ request, params: { lang: 'en', ...params }, context: {} } as never);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
}

async function post(fields: Params, staff: Staff, withToken = true): Promise<Response> {
  const { Cookie, token } = await cookieOf(staff);
  const body = new URLSearchParams({ ...fields, ...(withToken && { token }) });
  const request = new Request(`${runtime.config.origin}/en`, { method: 'POST', headers: { Cookie }, body });
  const args = { request, params: { lang: 'en', slug: story.round.slug }, context: {} };
  try {
    return (await (action as unknown as Handler)(args as never)) as Response;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

const words = () =>
  Object.fromEntries(
    Object.entries(PREPARED).flatMap(([name, text]) =>
      Object.entries(text).map(([language, said]) => [`${name}.${language}`, said]),
    ),
  );

describe('publishing by its page', () => {
  const slug = () => ({ slug: story.round.slug });

  it('is for those who prepare publications of this mission', async () => {
    expect(await get(deskLoader, slug(), auditor)).toBe(403);
    expect(await get(deskLoader, slug(), await someone(await aMission(), 'chief_of_mission'))).toBe(404);
    expect(await get(deskLoader, slug(), story.round.officer)).toMatchObject({ mayWrite: true, mayPublish: false });
    expect((await post({ intent: 'publish' }, story.round.chief, false)).status).toBe(403);
  });

  it('keeps what was typed when it is too long', async () => {
    const refused = await post({ ...words(), intent: 'prepare', 'youSaid.en': 'x'.repeat(4_001) }, story.round.officer);
    expect(refused.status).toBe(422);
    const body = (await refused.json()) as { errors: { field: string }[]; values: Record<string, string[]> };
    expect(body.errors.map(({ field }) => field)).toEqual(['youSaid.en']);
    expect(body.values['introduction.fr']).toEqual([PREPARED.introduction.fr]);
  });

  it('goes from the officer’s words to the public page', async () => {
    expect(await get(answerLoader, slug())).toBe(404);
    const prepared = await post({ ...words(), intent: 'prepare' }, story.round.officer);
    expect([prepared.status, prepared.headers.get('Location')]).toEqual([
      303,
      `/en/desk/rounds/${story.round.slug}/publication`,
    ]);
    expect((await post({ intent: 'publish' }, story.round.officer)).status).toBe(422);
    const published = await post({ intent: 'publish' }, story.round.chief);
    expect([published.status, published.headers.get('Location')]).toEqual([303, `/en/answers/${story.round.slug}`]);
    expect(await get(answerLoader, slug())).toMatchObject({
      published: { edition: 1, report: { words: PREPARED } },
      recordings: [],
    });
    expect(await get(answersLoader, {})).toMatchObject({ published: [{ slug: story.round.slug }] });
    expect(await get(answerLoader, { slug: 'unknown' })).toBe(404);
  });
});

describe('the answers, read aloud', () => {
  const played = async () =>
    ((await get(answerLoader, { slug: story.round.slug })) as { recordings: unknown[] }).recordings;

  it('are offered as long as they read the edition that stands there', async () => {
    const { officer } = story.round;
    const translator = await someone(story.mission, 'translator');
    const answers = { part: 'answers', questionId: null } as const;
    const hashes = await readForDesk(officer, async (db) => {
      const round = (await roundById(db, story.round.id))!;
      return (await wordsOfRound(db, round, dayOf(runtime.now()))).hashesIn('en');
    });
    const file = { name: 'answers.mp3', bytes: mp3File(), hashes };
    succeeded(await addRecording(officer, story.round.id, { place: answers, language: 'en' }, file));
    const [{ id, version } = { id: '', version: 0 }] = await readForDesk(officer, (db) =>
      recordingsOf(db, story.round.id),
    );
    expect(await played()).toEqual([]);
    const confirm = { event: 'confirm', recordingId: id, seen: version } as const;
    succeeded(await moveRecordingOf(translator, story.round.id, confirm, () => hashes));
    expect(await played()).toMatchObject([{ id, part: 'answers' }]);
    await query(
      runtime.databaseUrl,
      `set session_replication_role = replica;
       update app.publication set snapshot = jsonb_set(snapshot, '{words,youSaid,en}', '"Something else."') where round_id = '${story.round.id}'`,
    );
    expect(await played()).toEqual([]);
  });
});

describe('the auditor’s pages', () => {
  const { slug, point } = { slug: () => story.round.slug, point: () => story.takenUp[0]!.point };
  const pages = () =>
    [
      [roundsLoader, {}],
      [coverageLoader, { slug: slug() }],
      [recordsLoader, { slug: slug(), figure: 'received' }],
      [traceLoader, { id: point() }],
    ] as const;

  it('are for auditors alone: nobody else of the mission, however high', async () => {
    for (const [loader, params] of pages()) {
      expect(await get(loader, params, story.round.chief)).toBe(403);
      expect(await get(loader, params)).toBe(303);
      expect(await get(loader, params, auditor)).toBeTypeOf('object');
    }
  });

  it('show the auditor of another mission nothing', async () => {
    const foreigner = await someone(await aMission(), 'auditor');
    const [[, none], ...others] = pages();
    expect(await get(roundsLoader, none, foreigner)).toEqual({ rounds: [] });
    for (const [loader, params] of others) expect(await get(loader, params, foreigner)).toBe(404);
  });

  it('open a number into its records, of one theme too, and know no other figure', async () => {
    const records = (figure: string, search = '') => get(recordsLoader, { slug: slug(), figure }, auditor, search);
    expect(await records('taken_up')).toMatchObject({ records: { length: 5 }, next: null, begun: false });
    expect(await records('points', `?theme=${story.theme}`)).toMatchObject({ records: { length: 6 } });
    expect(await records('points', `?theme=none&after=garbage`)).toMatchObject({ records: [] });
    expect(await records('received', `?theme=' or true`)).toMatchObject({ records: { length: 6 } });
    expect(await records('true) from app.account --')).toBe(404);
  });
});
