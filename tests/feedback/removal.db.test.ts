import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { MASK } from '~/feedback/mask';
import { maskPassage } from '~/feedback/redaction-commands.server';
import { redactionsOf } from '~/feedback/redaction-store.server';
import { wholeTextsOf } from '~/feedback/redaction-texts.server';
import { requestRemoval } from '~/feedback/removal-commands.server';
import { approveRemoval, declineRemoval } from '~/feedback/removal-decisions.server';
import { removalById } from '~/feedback/removal-store.server';
import { searchItems } from '~/feedback/search.server';
import { commitmentsOf } from '~/feedback/text-commitment-store.server';
import { opensTo } from '~/feedback/text-commitment.server';
import { openItemTexts } from '~/feedback/text-door.server';
import { saveTranslation } from '~/feedback/translation-commands.server';
import { wordPieces } from '~/feedback/word-pieces';
import { settleDays } from '~/participants/settle.server';
import { withdraw } from '~/participants/withdraw-commands.server';
import { ownWordsOf } from '~/participants/visit-store.server';
import { toBase64url } from '~/platform/crypto/bytes.server';
import { visitOf } from '../participants/visit-scene';
import { query } from '../support/database';
import { itemAs, translated } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let officer: Staff;
let first: Staff;
let second: Staff;
beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
  officer = round.officer;
  first = await someone(mission, 'protection_officer');
  second = await someone(mission, 'protection_officer');
});
afterAll(() => runtime.close());

async function aMasked(words: readonly string[] = ['أحمد', 'Ahmed']) {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const answers = { [question]: 'رأيت أحمد في القرية مع زكريا.' };
  const submission = await aSubmission(round, { answers, language: 'ar', wordsShown: true });
  const id = submission.items[0]!;
  await translated(round, id, 'I saw Achmed there.');
  // A draft that gives way to another: a former text is left behind.
  succeeded(await saveTranslation(officer, id, 'An older one about Ahmed.'));
  succeeded(await saveTranslation(officer, id, 'I saw Ahmed in the village with Zakaria.'));
  const item = await itemAs(officer, id);
  const texts = await readForDesk(officer, (db) => wholeTextsOf(db, item));
  const pieces = texts.flatMap(({ id: textId, text, language }) =>
    wordPieces(text!, language).flatMap((piece, index) =>
      [...words, 'Achmed'].includes(piece.text.trim()) ? [{ textId, piece: index }] : [],
    ),
  );
  const ticks = { seen: item.version, pieces, absent: [] };
  const { id: mask } = succeeded(await maskPassage(officer, id, { reason: 'names_other', ticks }));
  return { id, mask, submission };
}

const slotOf = async (id: string) =>
  (
    await query<{ wrapped: Buffer }>(runtime.databaseUrl, `select wrapped from app.key_slot where object_id = '${id}'`)
  ).map(({ wrapped }) => wrapped.toString('hex'));
const whole = async (id: string) => {
  const item = await itemAs(first, id);
  return readForDesk(first, (db) => wholeTextsOf(db, item));
};
async function asked(staff: Staff, { id, mask }: { id: string; mask: string }) {
  const request = succeeded(await requestRemoval(staff, id, mask, 'lasting_danger')).id;
  const removal = await readForDesk(staff, (db) => removalById(db, id, request));
  return { id: request, seen: toBase64url(new Uint8Array(removal!.requestHash)) };
}

describe('removing a passage for good', () => {
  it('takes the words out of every text and of the sender’s own copy, and destroys the former keys', async () => {
    const masked = await aMasked();
    const { id, submission } = masked;
    const texts = await whole(id);
    const before = await Promise.all(texts.map((text) => slotOf(text.id)));
    const stored = await query<{ body: Buffer }>(runtime.databaseUrl, `select body from app.item where id = '${id}'`);
    const request = await asked(officer, masked);
    succeeded(await approveRemoval(first, id, request));
    const after = await whole(id);
    expect(after.map(({ text }) => text)).toEqual([
      'رأيت ■■■■ في القرية مع زكريا.',
      'I saw ■■■■■■ there.',
      'I saw ■■■■■ in the village with Zakaria.',
    ]);
    const [shown] = await readForDesk(first, async (db) => openItemTexts(db, 'read', [await itemAs(first, id)]));
    expect(shown).toMatchObject({
      original: `رأيت ${MASK} في القرية مع زكريا.`,
      translation: `I saw ${MASK} in the village with Zakaria.`,
    });
    for (const [index, text] of texts.entries()) {
      const [slot] = await slotOf(text.id);
      expect(slot).toBeTruthy();
      expect(slot).not.toBe(before[index]![0]);
    }
    const [row] = await query<{ body: Buffer }>(runtime.databaseUrl, `select body from app.item where id = '${id}'`);
    expect(row!.body.equals(stored[0]!.body)).toBe(false);
    const own = await ownWordsOf(await visitOf(submission));
    expect(own.map(({ text }) => text)).toEqual([`رأيت ${MASK} في القرية مع زكريا.`]);
    const [redaction] = await readForDesk(first, (db) => redactionsOf(db, id));
    expect(redaction!.state).toBe('permanent');
    const found = await searchItems(officer, mission.id, [round.id], 'ahmed');
    expect(found.rows.map((one) => one.id)).not.toContain(id);
  });

  it('stays removed where older data are restored beside newer keys, and no page fails over it', async () => {
    const masked = await aMasked();
    const stored = await query<{ body: Buffer }>(
      runtime.databaseUrl,
      `select body from app.item where id = '${masked.id}'`,
    );
    succeeded(await approveRemoval(first, masked.id, await asked(officer, masked)));
    const client = new pg.Client({ connectionString: runtime.databaseUrl });
    await client.connect();
    await client.query('set session_replication_role = replica');
    await client.query('update app.item set body = $1 where id = $2', [stored[0]!.body, masked.id]);
    await client.end();
    const [shown] = await readForDesk(first, async (db) => openItemTexts(db, 'read', [await itemAs(first, masked.id)]));
    expect(shown).toMatchObject({ original: null, translation: `I saw ${MASK} in the village with Zakaria.` });
  });

  it('destroys translations that gave way', async () => {
    const masked = await aMasked();
    const former = await query<{ id: string }>(
      runtime.databaseUrl,
      `select id from app.item_version where item_id = '${masked.id}' and state = 'superseded'`,
    );
    expect(former).toHaveLength(1);
    expect(await slotOf(former[0]!.id)).toHaveLength(1);
    succeeded(await approveRemoval(first, masked.id, await asked(officer, masked)));
    expect(await slotOf(former[0]!.id)).toEqual([]);
  });

  it('waits until a translation that came meanwhile is marked too', async () => {
    const masked = await aMasked();
    const request = await asked(officer, masked);
    succeeded(await saveTranslation(officer, masked.id, 'A third one about Ahmed.'));
    const waits = { ok: false, refusal: 'redaction.not_all_marked' };
    expect(await approveRemoval(first, masked.id, request)).toEqual(waits);
    succeeded(await declineRemoval(first, masked.id, request.id));
    expect(await requestRemoval(officer, masked.id, masked.mask, 'law')).toEqual(waits);
  });

  it('leaves the rest of each text open to what was committed, and withholds the salts of what is gone', async () => {
    const masked = await aMasked();
    const request = await asked(officer, masked);
    const opened = () => readForDesk(first, (db) => commitmentsOf(db, masked.id));
    const before = await opened();
    succeeded(await approveRemoval(first, masked.id, request));
    const after = await opened();
    const texts = await whole(masked.id);
    expect(after).toHaveLength(texts.length);
    for (const { textId, root, opening } of after) {
      const { text } = texts.find(({ id }) => id === textId)!;
      const former = before.find((one) => one.textId === textId)!;
      expect(opensTo(root, text!, opening!)).toBe(true);
      expect(former.opening!.fields.every((field) => 'salt' in field)).toBe(true);
      expect(opening!.fields.filter((field) => 'commitment' in field)).toHaveLength(1);
    }
    const facts = await query<{ type: string; payload: { roots?: string[] } }>(
      runtime.databaseUrl,
      `select type, payload from app.fact where subject_id = '${masked.id}' and type in ('item.committed', 'item.redacted') order by subject_version`,
    );
    expect(facts.map(({ type }) => type)).toEqual(['item.committed', 'item.redacted']);
    expect(facts[0]!.payload.roots).toHaveLength(texts.length);
    expect(facts[0]!.payload.roots).toContain(Buffer.from(after[0]!.root).toString('hex'));
  });

  it('works passage by passage: a second removal finds its words where they were', async () => {
    const one = await aMasked();
    succeeded(await approveRemoval(first, one.id, await asked(officer, one)));
    const item = await itemAs(officer, one.id);
    const texts = await whole(one.id);
    const pieces = texts.flatMap(({ id: textId, text, language }) =>
      wordPieces(text!, language).flatMap((piece, index) =>
        /زكريا|Zakaria/.test(piece.text) ? [{ textId, piece: index }] : [],
      ),
    );
    const absent = texts.map(({ id }) => id).filter((id) => !pieces.some(({ textId }) => textId === id));
    const ticks = { seen: item.version, pieces, absent };
    const mask = succeeded(await maskPassage(officer, one.id, { reason: 'place', ticks })).id;
    succeeded(await approveRemoval(second, one.id, await asked(first, { id: one.id, mask })));
    const [shown] = await readForDesk(first, async (db) => openItemTexts(db, 'read', [await itemAs(first, one.id)]));
    expect(shown!.original).toBe(`رأيت ${MASK} في القرية مع ${MASK}`);
    expect(shown!.translation).toBe(`I saw ${MASK} in the village with ${MASK}`);
    for (const { textId, root, opening } of await readForDesk(first, (db) => commitmentsOf(db, one.id))) {
      const { text } = (await whole(one.id)).find(({ id }) => id === textId)!;
      expect(opensTo(root, text!, opening!)).toBe(true);
    }
  });
});

describe('what else happens to a text', () => {
  it('lets the nightly settling move it with its masks and what was committed', async () => {
    const masked = await aMasked();
    await asked(officer, masked);
    const owner = new pg.Pool({ connectionString: runtime.databaseUrl, max: 2 });
    try {
      expect(await settleDays(owner, '2026-03-03')).toBeGreaterThan(0);
    } finally {
      await owner.end();
    }
    const [shown] = await readForDesk(first, async (db) => openItemTexts(db, 'read', [await itemAs(first, masked.id)]));
    expect(shown!.original).toBe(`رأيت ${MASK} في القرية مع زكريا.`);
  });

  it('takes what opens its commitments along when its sender withdraws it', async () => {
    const masked = await aMasked();
    await asked(officer, masked);
    const openings = () => readForDesk(first, (db) => commitmentsOf(db, masked.id));
    expect((await openings()).every(({ opening }) => opening !== null)).toBe(true);
    succeeded(await withdraw(await visitOf(masked.submission), masked.submission.code));
    expect((await openings()).map(({ opening }) => opening)).toEqual([null, null, null]);
    const leaves = await query<{ salted: boolean }>(
      runtime.databaseUrl,
      `select l.content_salt is not null as salted from app.leaf l join app.fact f on f.tx = l.tx where f.subject_id = '${masked.mask}'`,
    );
    expect(leaves).toEqual([{ salted: false }, { salted: false }]);
  });
});

describe('what a removal needs', () => {
  it('a second person with the second right', async () => {
    const masked = await aMasked();
    const request = await asked(first, masked);
    expect(await approveRemoval(first, masked.id, request)).toEqual({ ok: false, refusal: 'removal.own_request' });
    expect(await approveRemoval(officer, masked.id, request)).toEqual({ ok: false, refusal: 'workflow.not_allowed' });
    const manager = await someone(mission, 'program_manager');
    expect(await requestRemoval(manager, masked.id, masked.mask, 'law')).toEqual({
      ok: false,
      refusal: 'workflow.not_allowed',
    });
    succeeded(await approveRemoval(second, masked.id, request));
    expect(await approveRemoval(second, masked.id, request)).toEqual({ ok: false, refusal: 'workflow.not_from_here' });
  });

  it('the exact request, within a day', async () => {
    const masked = await aMasked();
    const request = await asked(officer, masked);
    expect(await requestRemoval(first, masked.id, masked.mask, 'law')).toEqual({
      ok: false,
      refusal: 'removal.open_already',
    });
    const other = toBase64url(new Uint8Array(32));
    expect(await approveRemoval(first, masked.id, { id: request.id, seen: other })).toEqual({
      ok: false,
      refusal: 'removal.changed',
    });
    runtime.clock.addHours(24);
    expect(await approveRemoval(first, masked.id, request)).toEqual({ ok: false, refusal: 'removal.expired' });
    const again = await asked(officer, masked);
    runtime.clock.addHours(-24);
    succeeded(await declineRemoval(officer, masked.id, again.id));
    expect(await approveRemoval(first, masked.id, again)).toEqual({ ok: false, refusal: 'workflow.not_from_here' });
  });

  it('that nobody changed what it is about, in the database either', async () => {
    const masked = await aMasked();
    const request = await asked(officer, masked);
    await query(
      runtime.databaseUrl,
      `set session_replication_role = replica; update app.redaction_passage set span_end = span_end + 3 where redaction_id = '${masked.mask}' and version_id is null`,
    );
    expect(await approveRemoval(first, masked.id, request)).toEqual({ ok: false, refusal: 'removal.changed' });
  });

  it('two people in the database too', async () => {
    const masked = await aMasked();
    const request = await asked(officer, masked);
    const attempts = [
      `update app.redaction_removal set state = 'approved', judged_by = requested_by, judged_on = now() where id = '${request.id}'`,
      `insert into app.fact (mission_id, subject, subject_id, subject_version, type, actor_role, hour_index, payload)
       select mission_id, 'redaction', id, version + 1, 'redaction.removed', 'system', 1, '{}' from app.redaction where id = '${masked.mask}';
       update app.redaction set state = 'permanent', version = version + 1 where id = '${masked.mask}'`,
    ];
    for (const attempt of attempts)
      await expect(query(runtime.databaseUrl, attempt)).rejects.toThrow(/by_two|second person/);
  });
});
