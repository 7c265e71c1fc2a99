import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readIn } from '~/platform/db.server';
import { openOne } from '~/record/key-slots.server';
import { CONSENT_USES } from '~/participants/consent';
import { actKeyOf } from '~/participants/act-key.server';
import { parseReturnCode } from '~/participants/return-code.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
});
afterAll(() => runtime.close());

const words = () => round.questions.filter(({ kind }) => kind.endsWith('_text')).map(({ id }) => id);
const atDesk = <T>(work: Parameters<typeof readIn<T>>[2]) =>
  readIn(runtime.databases.prisma.desk, { mission: mission.id }, work);

async function headerOf(id: string): Promise<Record<string, unknown>> {
  const text = await atDesk(async (db) => {
    const { header } = await db.submission.findUniqueOrThrow({ where: { id }, select: { header: true } });
    return openOne(db, { table: 'submission', record: id, field: 'header' }, header);
  });
  return JSON.parse(text ?? '') as Record<string, unknown>;
}

test('the desk reads the words; the header names a box and nobody', async () => {
  const [question = ''] = words();
  const one = await aSubmission(round, {
    answers: { [question]: 'كلمات\nبسطرين' },
    language: 'shu',
    answerLanguage: 'ar',
  });
  const [itemId = ''] = one.items;
  const item = await atDesk((db) => db.item.findUniqueOrThrow({ where: { id: itemId } }));
  expect(item).toMatchObject({ language: 'shu', choices: [], questionId: question, state: 'received' });
  const text = await atDesk((db) => openOne(db, { table: 'item', record: itemId, field: 'body' }, item.body));
  expect(text).toBe('كلمات\nبسطرين');
  const header = await headerOf(one.id);
  expect(header).toEqual({ handle: expect.any(String), attribution: 'anonymous', group: null, region: null });
  const boxes = await query(
    runtime.databaseUrl,
    'select octet_length(sealed) as bytes from vault.box where handle = $1',
    [header.handle],
  );
  expect(boxes).toEqual([{ bytes: 1024 }]);
});

test('choices are kept in the clear, as codes of their options', async () => {
  const choice = round.questions.find(({ kind }) => !kind.endsWith('_text'));
  const { items } = await aSubmission(round);
  const rows = await atDesk((db) => db.item.findMany({ where: { id: { in: items }, questionId: choice!.id } }));
  expect(rows).toEqual([expect.objectContaining({ body: null, choices: [expect.any(String)] })]);
});

test('every consent is stored, given or not; the tolerance and the language of the answer too', async () => {
  const { id } = await aSubmission(round, { consents: ['quote'], tolerance: 'none', answerLanguage: 'fr' });
  const submission = await atDesk((db) =>
    db.submission.findUniqueOrThrow({ where: { id }, include: { consents: { orderBy: { use: 'asc' } } } }),
  );
  expect(submission).toMatchObject({ tolerance: 'none', answerLanguage: 'fr', orgType: null, codeSeenByStaff: false });
  expect(submission.consents.map(({ use }) => use)).toEqual([...CONSENT_USES].sort());
  expect(submission.consents.filter(({ given }) => given).map(({ use }) => use)).toEqual([
    'quote',
    'read',
    'translate',
  ]);
});

test('words to be seen again are copied for the holder of the code, and only then', async () => {
  const [question = ''] = words();
  const answers = { [question]: 'I want to see this again.' };
  const [kept, other] = [
    await aSubmission(round, { answers, wordsShown: true }),
    await aSubmission(round, { answers }),
  ];
  const visit = { mission: mission.id, submission: kept.id };
  const text = await readIn(runtime.databases.prisma.visit, visit, async (db) => {
    const [copy] = await db.itemVersion.findMany({ where: { itemId: kept.items[0]! } });
    return openOne(db, { table: 'item_version', record: copy!.id, field: 'body' }, copy!.body);
  });
  expect(text).toBe('I want to see this again.');
  expect(await atDesk((db) => db.itemVersion.count({ where: { itemId: other.items[0]! } }))).toBe(0);
});

test('the leaf carries the round and the act key of the code; the fact carries ids and codes', async () => {
  const one = await aSubmission(round);
  const [leaf] = await query<{ id: string; opening: Buffer; payload: object; type: string }>(
    runtime.databaseUrl,
    'select l.id, l.opening, f.payload, f.type from app.leaf l join app.fact f on f.tx = l.tx where f.subject_id = $1',
    [one.id],
  );
  const place = { table: 'leaf', record: leaf!.id, field: 'opening' };
  const fields = JSON.parse((await atDesk((db) => openOne(db, place, leaf!.opening)))!) as { metadata: object };
  const key = Buffer.from(actKeyOf(parseReturnCode(one.code)!).publicKey).toString('hex');
  expect(fields.metadata).toMatchObject({ actor_role: 'participant', round: round.id, act_pk: key });
  expect(leaf).toMatchObject({
    type: 'submission.received',
    payload: { channel: 'web', tolerance: 'confidential_only', items: expect.arrayContaining(one.items) },
  });
});

test('whoever wanted no code leaves no act key: nobody can pretend later to be the sender', async () => {
  const one = await aSubmission(round, { codeDeclined: true, wordsShown: true });
  const row = await atDesk((db) => db.submission.findUniqueOrThrow({ where: { id: one.id } }));
  expect(row).toMatchObject({ actPk: null, bodyTag: null, codeDeclined: true, wordsShown: false });
  expect(one.code).toBe('');
});

test('a dictionary sent in: no word of it is found in any table, plain, in hexadecimal, or hashed', async () => {
  const dictionary = ['checkpoint', 'bicycle', 'патруль', 'دورية', 'ማታ', 'kamfani', 'señora', 'zyzzogeton'];
  const [question = '', second = question] = words();
  for (const word of dictionary) {
    await aSubmission(round, { answers: { [question]: word, [second]: `${word} ${word}` }, wordsShown: true });
  }
  const hash = (name: string, word: string) => createHash(name).update(word).digest('hex');
  const shapes = dictionary.flatMap((word) => {
    const bytes = Buffer.from(word);
    return [
      word,
      bytes.toString('hex'),
      bytes.toString('base64').replace(/=+$/, ''),
      ...['sha256', 'sha1', 'md5'].map((name) => hash(name, word)),
    ];
  });
  const dump = await wholeDatabase();
  // The reading itself works: what is stored in the clear is found in it.
  expect(dump).toContain(round.id);
  expect(dump).toContain('confidential_only');
  expect(shapes.filter((shape) => dump.toLowerCase().includes(shape.toLowerCase()))).toEqual([]);
});

async function wholeDatabase(): Promise<string> {
  const tables = await query<{ name: string }>(
    runtime.databaseUrl,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const parts = [];
  for (const { name } of tables) {
    const rows = await query<{ row: string }>(runtime.databaseUrl, `select t::text as row from ${name} t`);
    parts.push(...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}
