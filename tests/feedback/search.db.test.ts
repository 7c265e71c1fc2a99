import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rewriteSegment, rewriteStaleSegments } from '~/feedback/search-segment.server';
import { searchItems } from '~/feedback/search.server';
import { markSensitive } from '~/feedback/sensitive-commands.server';
import { openTexts } from '~/record/key-slots.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { query } from '../support/database';
import { screened, translated } from '../support/items';
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

async function anItem(text: string, language = 'en'): Promise<string> {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const { items } = await aSubmission(round, { answers: { [question]: text }, language });
  return items[0]!;
}

const found = async (words: string) =>
  (await searchItems(round.officer, mission.id, [round.id], words)).rows.map(({ id }) => id);

/** What is stored of the round's words, opened as the desk would. */
async function storedWords(): Promise<string[]> {
  return readForDesk(round.officer, async (db) => {
    const rows = await db.searchSegment.findMany({ select: { objectId: true, body: true } });
    const places = rows.map(({ objectId, body }) => ({
      place: { table: 'search_segment', record: objectId, field: 'body' },
      body,
    }));
    return (await openTexts(db, places)).map((text) => text ?? '');
  });
}

/** Stores everything anew: few new texts would stay in memory alone. */
async function storeAll(): Promise<void> {
  await query(runtime.databaseUrl, 'delete from app.search_segment');
  await rewriteSegment(mission.id, round.id);
}

describe('words of any script', () => {
  it('are found with the last one begun only', async () => {
    const arabic = await anItem('تأتي الدَّوريّة بعد منتصف الليل.', 'ar');
    const hausa = await anItem('Sojoji suna zuwa da daddare, babu wanda za mu kai ƙara gare shi.', 'ha');
    const amharic = await anItem('ወታደሮቹ ሌሊት ይመጣሉ።', 'am');
    for (const id of [arabic, hausa, amharic]) await screened(round, id);
    expect(await found('الدوريه')).toEqual([arabic]);
    expect(await found('منتصف اللي')).toEqual([arabic]);
    expect(await found('kara gar')).toEqual([hausa]);
    expect(await found('ሌሊት ይመ')).toEqual([amharic]);
    expect(await found('patrol')).toEqual([]);
  });

  it('are found in a translation', async () => {
    const id = await anItem('لا ماء في القرية.', 'ar');
    await translated(round, id, 'There is no water in the village.');
    expect(await found('village')).toEqual([id]);
    expect(await found('القريه')).toEqual([id]);
  });

  it('are not found before anybody has looked', async () => {
    const id = await anItem('Unseenword here.');
    expect(await found('unseenword')).toEqual([]);
    await screened(round, id);
    expect(await found('unseenword')).toEqual([id]);
  });
});

describe('what is set apart or withdrawn', () => {
  it('is not found any more, and its words leave the stored segment', async () => {
    const id = await anItem('Zanzibarword names somebody.');
    await screened(round, id);
    await storeAll();
    expect(await found('zanzibarword')).toEqual([id]);
    expect((await storedWords()).join()).toContain('zanzibarword');
    await markSensitive(round.officer, id, { kind: 'named_accusation', level: 'high' });
    expect(await found('zanzibarword')).toEqual([]);
    expect((await storedWords()).join()).not.toContain('zanzibarword');
  });

  it('leaves the stored segment with the next sweep, whoever withdrew it', async () => {
    const id = await anItem('Timbuktuword is gone.');
    await screened(round, id);
    await storeAll();
    expect((await storedWords()).join()).toContain('timbuktuword');
    await query(
      runtime.databaseUrl,
      `set session_replication_role = replica; update app.item set state = 'withdrawn' where id = '${id}'; delete from app.key_slot where object_id = '${id}'`,
    );
    expect(await found('timbuktuword')).toEqual([]);
    await rewriteStaleSegments(mission.id);
    expect((await storedWords()).join()).not.toContain('timbuktuword');
  });
});

describe('the stored segment', () => {
  it('is one a round, sealed, with a key of its own that dies with it', async () => {
    const id = await anItem('Goneword.');
    await screened(round, id);
    await storeAll();
    const before = await query<{ object_id: string; body: Buffer }>(
      runtime.databaseUrl,
      'select object_id, body from app.search_segment',
    );
    expect(before).toHaveLength(1);
    expect(before[0]!.body.includes(Buffer.from('goneword'))).toBe(false);
    await markSensitive(round.officer, id, { kind: 'minor', level: 'low' });
    const after = await query<{ object_id: string }>(runtime.databaseUrl, 'select object_id from app.search_segment');
    expect(after).toHaveLength(1);
    expect(after[0]!.object_id).not.toBe(before[0]!.object_id);
    const keys = await query(runtime.databaseUrl, 'select 1 from app.key_slot where object_id = $1', [
      before[0]!.object_id,
    ]);
    expect(keys).toEqual([]);
  });

  it('no word of anybody stands in the database outside an envelope', async () => {
    await anItem('Plaintextword stays sealed.');
    const rows = await query<{ found: string }>(
      runtime.databaseUrl,
      `select table_name as found from information_schema.tables t
       where table_schema = 'app' and table_type = 'BASE TABLE'
         and (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from app.%I x where x::text ilike %L or x::text ilike %L',
           table_name, '%plaintextword%', '%' || encode('plaintextword', 'hex') || '%'), false, true, '')))[1]::text <> '0'`,
    );
    expect(rows).toEqual([]);
  });

  it('is of its mission alone', async () => {
    const abroad = await aMission();
    const other = await anOpenRound(abroad);
    const result = await searchItems(other.officer, abroad.id, [round.id], 'sojoji');
    expect(result.rows).toEqual([]);
  });
});
