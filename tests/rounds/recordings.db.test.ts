import type { QueryResultRow } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { readIn } from '~/platform/db.server';
import { StaleChange } from '~/record/record-change.server';
import { extendRound, moveRound } from '~/rounds/move-commands.server';
import { recordingsToHear } from '~/rounds/listen.server';
import { PIECE_BYTES, type RecordingEvent } from '~/rounds/recording';
import { addRecording, moveRecordingOf } from '~/rounds/recording-commands.server';
import type { RecordingUpload } from '~/rounds/recording-input';
import { publicRecordings, recordingBytes, recordingsOf } from '~/rounds/recording-store.server';
import { roundById } from '~/rounds/round-store.server';
import { wordsOfRound } from '~/routes/desk/round-recordings.server';
import { spokenRound } from '~/routes/public/spoken-round.server';
import { mp3File, opusFile } from '../support/audio';
import { query } from '../support/database';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let translator: Staff;

beforeAll(async () => {
  runtime = await startTestRuntime();
});
beforeEach(async () => {
  runtime.clock.set('2026-03-02T09:00:00Z');
  mission = await aMission();
  round = await anOpenRound(mission);
  translator = await someone(mission, 'translator');
});
afterAll(() => runtime.close());

const TODAY = '2026-03-02';
const RISKS: RecordingUpload = { place: { part: 'risks', questionId: null }, language: 'ar' };
const atDesk = () => readForDesk(round.officer, (db) => recordingsOf(db, round.id));
const inPublic = () => readIn(runtime.databases.prisma.site, {}, (db) => publicRecordings(db, round.id));
const sql = <Row extends QueryResultRow>(text: string) => query<Row>(runtime.databaseUrl, text);

async function hashesIn(language: string): Promise<ReadonlyMap<string, string>> {
  return readForDesk(round.officer, async (db) => {
    const found = (await roundById(db, round.id))!;
    return (await wordsOfRound(db, found, TODAY)).hashesIn(language);
  });
}

async function add(by = round.officer, input = RISKS, bytes = opusFile(), name = 'a.opus') {
  return addRecording(by, round.id, input, { name, bytes, hashes: await hashesIn(input.language) });
}

async function move(by: Staff, event: RecordingEvent, seen?: number) {
  const [recording] = await atDesk();
  const hashes = await hashesIn('ar');
  const what = { event, recordingId: recording?.id ?? mission.id, seen: seen ?? recording?.version ?? 1 };
  return moveRecordingOf(by, round.id, what, () => hashes);
}

function heard(lang: string) {
  return readIn(runtime.databases.prisma.site, {}, async (db) => {
    const spoken = (await spokenRound(db, round.slug, TODAY))!;
    return recordingsToHear(db, spoken, lang, null);
  });
}

describe('a recording', () => {
  test('is kept without its name and what was in it besides sound, and heard by nobody yet', async () => {
    succeeded(await add(round.officer, RISKS, opusFile({ comments: ['ARTIST=Amina of Bol'] }), 'amina-of-bol.opus'));
    expect(await atDesk()).toMatchObject([
      { part: 'risks', language: 'ar', state: 'uploaded', format: 'ogg_opus', millis: 993, version: 1 },
    ]);
    const rows = await sql<{ row: string }>(`select to_jsonb(r)::text || encode(p.body, 'escape') as row
      from app.recording r join app.recording_piece p on p.recording_id = r.id where r.round_id = '${round.id}'`);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.row.toLowerCase()).not.toContain('amina');
    expect(rows[0]!.row).not.toContain('libopus');
    expect(await inPublic()).toEqual([]);
  });

  test('is heard by everybody once a second person has heard it, in its language alone', async () => {
    succeeded(await add());
    expect(await move(round.officer, 'confirm')).toMatchObject({ refusal: 'recording.hearer_uploaded_it' });
    succeeded(await move(translator, 'confirm'));
    expect((await heard('ar')).map(({ part }) => part)).toEqual(['risks']);
    expect(await heard('en')).toEqual([]);
    const facts = await sql<{ type: string; actor_role: string }>(
      `select type, actor_role from app.fact where subject = 'recording' and mission_id = '${mission.id}' order by subject_version`,
    );
    expect(facts).toEqual([
      { type: 'recording.added', actor_role: 'consultation_officer' },
      { type: 'recording.heard', actor_role: 'translator' },
    ]);
  });

  test('comes whole out of its pieces, and any part of it', async () => {
    const long = mp3File({ frames: 2_000, tag: '' });
    succeeded(await add(round.officer, RISKS, long, 'a.mp3'));
    const [{ id, byteCount } = { id: '', byteCount: 0 }] = await atDesk();
    expect(byteCount).toBe(2_000 * 417);
    const part = (from: number, to: number) => readForDesk(translator, (db) => recordingBytes(db, id, from, to));
    const whole = await part(0, byteCount);
    expect(Buffer.compare(whole, long.subarray(417))).toBe(0);
    for (const [from, to] of [
      [0, 1],
      [PIECE_BYTES - 1, PIECE_BYTES + 1],
      [PIECE_BYTES, 2 * PIECE_BYTES],
      [byteCount - 3, byteCount],
    ] as const) {
      // prettier-ignore
      expect(Buffer.compare(await part(from, to), whole.subarray(from, to))).toBe(0);
    }
  });

  test('takes the place of the one before, whose sound goes', async () => {
    succeeded(await add());
    succeeded(await move(translator, 'confirm'));
    succeeded(await add(translator, RISKS, mp3File(), 'b.MP3'));
    expect(await atDesk()).toMatchObject([{ format: 'mp3', state: 'uploaded', uploadedBy: translator.accountId }]);
    expect(await inPublic()).toEqual([]);
    const left = await sql<{ state: string; pieces: number }>(
      `select r.state, count(p.*)::int as pieces from app.recording r left join app.recording_piece p on p.recording_id = r.id
       where r.round_id = '${round.id}' group by r.id order by r.state`,
    );
    expect(left).toEqual([{ state: 'removed', pieces: 0 }, { state: 'uploaded', pieces: 1 }]); // prettier-ignore
  });

  test('of a question, in another language and of another part stands beside it', async () => {
    const question = { place: { part: 'question' as const, questionId: round.questions[1]!.id }, language: 'ar' };
    succeeded(await add());
    succeeded(await add(round.officer, { ...RISKS, language: 'fr' }));
    succeeded(await add(round.officer, question));
    expect(await atDesk()).toHaveLength(3);
    const unknown = { place: { part: 'question' as const, questionId: mission.id }, language: 'ar' };
    expect(await add(round.officer, unknown)).toMatchObject({ refusal: 'recording.no_such_place' });
  });

  test('can be removed, with its sound', async () => {
    succeeded(await add());
    expect(await move(round.chief, 'remove')).toMatchObject({ refusal: 'workflow.not_allowed' });
    succeeded(await move(translator, 'remove'));
    expect(await atDesk()).toEqual([]);
    expect(await sql(`select 1 from app.recording_piece where mission_id = '${mission.id}'`)).toEqual([]);
    expect(await move(translator, 'remove')).toMatchObject({ refusal: 'recording.not_found' });
  });
});

describe('words that change', () => {
  test('take a recording out of the public, and nobody can confirm it any more', async () => {
    succeeded(await add());
    await sql(`set session_replication_role = replica; update app.round set retention_authority = 'Another schedule' where id = '${round.id}'`); // prettier-ignore
    succeeded(await move(translator, 'confirm'));
    expect(await heard('ar')).toHaveLength(1);
    const consent = { place: { part: 'consent' as const, questionId: null }, language: 'ar' };
    succeeded(await add(round.officer, consent));
    await sql(`set session_replication_role = replica; update app.recording set state = 'heard', heard_by = '${translator.accountId}', heard_on = '2026-03-02' where part = 'consent' and round_id = '${round.id}'`); // prettier-ignore
    expect((await heard('ar')).map(({ part }) => part)).toEqual(['risks', 'consent']);
    await sql(`set session_replication_role = replica; update app.round set retention_authority = 'A third one' where id = '${round.id}'`); // prettier-ignore
    expect((await heard('ar')).map(({ part }) => part)).toEqual(['risks']);
    const stale = (await atDesk()).find(({ part }) => part === 'consent')!;
    const now = await hashesIn('ar');
    const what = { event: 'remove' as const, recordingId: stale.id, seen: stale.version };
    expect(stale.spokenHash).not.toBe(now.get('consent'));
    expect((await moveRecordingOf(translator, round.id, what, () => now)).ok).toBe(true);
  });

  test('a confirmation of words that have changed, or of another version than was seen, is refused', async () => {
    succeeded(await add());
    const [recording] = await atDesk();
    const what = { event: 'confirm' as const, recordingId: recording!.id, seen: recording!.version };
    const changed = new Map([['risks', 'a'.repeat(64)]]);
    expect(await moveRecordingOf(translator, round.id, what, () => changed)).toMatchObject({ refusal: 'recording.words_changed' }); // prettier-ignore
    expect(await move(translator, 'confirm', 7)).toMatchObject({ refusal: 'recording.changed_since' });
  });

  test('a longer time to answer changes no recorded words', async () => {
    succeeded(await add());
    succeeded(await move(translator, 'confirm'));
    succeeded(
      await extendRound(round.chief, round.id, { closesOn: '2026-04-20', answerBy: '2026-06-20', reason: 'Rains.' }),
    );
    expect(await heard('ar')).toHaveLength(1);
  });
});

describe('what is refused leaves no trace', () => {
  test.each([
    ['another format', 'recording.not_audio', new TextEncoder().encode('<html>'), 'a.opus'],
    ['another name', 'recording.name_differs', opusFile(), 'a.mp3'],
    ['a file that breaks off', 'recording.cut_off', opusFile({ seconds: 30 }).subarray(0, 2_000), 'a.opus'],
    ['a file that is a page too', 'recording.more_than_audio', mp3File({ tag: '<script>' }), 'a.mp3'],
    ['a giant', 'recording.too_large', new Uint8Array(10 * 1024 * 1024 + 1), 'a.mp3'],
  ])('%s', async (_, refusal, bytes, name) => {
    expect(await add(round.officer, RISKS, bytes, name)).toMatchObject({ refusal });
    for (const table of ['recording', 'recording_piece']) {
      expect(await sql(`select 1 from app.${table} where mission_id = '${mission.id}'`)).toEqual([]);
    }
    expect(await sql(`select 1 from app.fact where subject = 'recording' and mission_id = '${mission.id}'`)).toEqual(
      [],
    );
  });

  test('what may not be recorded by this person, in this language or at this time', async () => {
    expect(await add(round.chief)).toMatchObject({ refusal: 'workflow.not_allowed' });
    const elsewhere = await someone(await aMission(), 'consultation_officer');
    expect(await add(elsewhere)).toMatchObject({ refusal: 'round.not_found' });
    const answers = { place: { part: 'answers' as const, questionId: null }, language: 'ar' };
    expect(await add(round.officer, answers)).toMatchObject({ refusal: 'recording.not_now' });
    succeeded(await moveRound(round.chief, round.id, 'close', { unmet: [] }));
    expect(await add()).toMatchObject({ refusal: 'recording.not_now' });
    expect(await atDesk()).toEqual([]);
  });
});

describe('the database', () => {
  test('shows the public no recording that waits, of a round it does not see, or of answers before their day', async () => {
    succeeded(await add());
    const set = (more: string) => sql(`set session_replication_role = replica; update app.recording set ${more} where round_id = '${round.id}'`); // prettier-ignore
    const confirmed = `state = 'heard', heard_by = '${translator.accountId}', heard_on = '2026-03-02'`;
    await set(confirmed);
    const [recording] = await inPublic();
    const bytes = () => readIn(runtime.databases.prisma.site, {}, (db) => recordingBytes(db, recording!.id, 0, 10));
    expect(await bytes()).toHaveLength(10);
    await set(`part = 'answers'`);
    expect([await inPublic(), (await bytes()).length]).toEqual([[], 0]);
    await set(`part = 'risks', state = 'uploaded'`);
    expect([await inPublic(), (await bytes()).length]).toEqual([[], 0]);
  });

  test('refuses one person as both, a second recording of one place, and a change without its fact', async () => {
    succeeded(await add());
    const update = (more: string) => sql(`update app.recording set ${more} where round_id = '${round.id}'`);
    await expect(update(`state = 'heard'`)).rejects.toThrow(/recording_heard/);
    await expect(update(`heard_by = uploaded_by, heard_on = '2026-03-02'`)).rejects.toThrow(/recording_two_people/);
    await expect(update(`millis = 5, version = version + 1`)).rejects.toThrow(/no fact/);
    await expect(sql(`delete from app.recording_piece where mission_id = '${mission.id}'`)).rejects.toThrow(/no fact/);
    await expect(
      sql(`insert into app.recording select gen_random_uuid(), mission_id, round_id, language, part, question_id, spoken_hash, format,
        byte_count, millis, digest, state, uploaded_by, uploaded_on from app.recording where round_id = '${round.id}'`),
    ).rejects.toThrow(/recording_place/);
  });

  test('of two uploads to one place at once, one stays, and nothing of the other', async () => {
    const hashes = await hashesIn('ar');
    const file = { name: 'a.opus', bytes: opusFile(), hashes };
    const results = await Promise.allSettled(
      [round.officer, translator, round.officer].map((by) => addRecording(by, round.id, RISKS, file)),
    );
    const lost = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    expect(lost.every((error) => error instanceof StaleChange)).toBe(true);
    expect(await atDesk()).toHaveLength(1);
    expect(await sql(`select 1 from app.recording_piece where mission_id = '${mission.id}'`)).toHaveLength(1);
  });
});
