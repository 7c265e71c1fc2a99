import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { firstLook } from '~/feedback/item-commands.server';
import { nextTexts } from '~/feedback/next-texts.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { itemView } from '~/feedback/item-view.server';
import { MASK } from '~/feedback/mask';
import { markPoints } from '~/feedback/point-commands.server';
import { liftMask, markPassage, maskPassage, type Ticks } from '~/feedback/redaction-commands.server';
import { masksOver, redactionsOf } from '~/feedback/redaction-store.server';
import { wholeTextsOf } from '~/feedback/redaction-texts.server';
import { searchItems } from '~/feedback/search.server';
import { reviewTranslation, saveTranslation } from '~/feedback/translation-commands.server';
import { wordPieces } from '~/feedback/word-pieces';
import { readAsAuditor } from '~/reports/audit-store.server';
import { traceOf } from '~/reports/trace-store.server';
import { query } from '../support/database';
import { itemAs, screened, translated } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let officer: Staff;
let manager: Staff;
beforeAll(async () => {
  runtime = await startTestRuntime();
  runtime.clock.set('2026-03-02T09:00:00Z');
  mission = await aMission();
  round = await anOpenRound(mission);
  officer = round.officer;
  manager = await someone(mission, 'program_manager');
});
afterAll(() => runtime.close());

const ARABIC = 'رأيت السيد أحمد في القرية ليلا. ثم خافوا.';
const ENGLISH = 'I saw Mr Ahmed in the village at night. Then they were afraid.';

async function anItem(text = ARABIC, language = 'ar', translation: string | null = ENGLISH): Promise<string> {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const { items } = await aSubmission(round, { answers: { [question]: text }, language });
  if (translation === null) await screened(round, items[0]!);
  else await translated(round, items[0]!, translation);
  return items[0]!;
}

/** Ticks words by what they say, in the texts as they stand; a text without any of them is said not to have it. */
async function ticksFor(id: string, words: readonly string[], only?: 'original'): Promise<Ticks> {
  const item = await itemAs(officer, id);
  const texts = await readForDesk(officer, (db) => wholeTextsOf(db, item));
  const wanted = texts.filter(({ isOriginal }) => only === undefined || isOriginal);
  const pieces = wanted.flatMap(({ id: textId, text, language }) =>
    wordPieces(text ?? '', language).flatMap((piece, index) =>
      words.includes(piece.text.trim()) ? [{ textId, piece: index }] : [],
    ),
  );
  const absent = wanted.map((text) => text.id).filter((textId) => !pieces.some((one) => one.textId === textId));
  return { seen: item.version, pieces, absent };
}
const masked = async (id: string, words = ['السيد', 'أحمد', 'Mr', 'Ahmed'], only?: 'original') =>
  succeeded(await maskPassage(officer, id, { reason: 'names_other', ticks: await ticksFor(id, words, only) })).id;

const viewAs = (staff: Staff, id: string) =>
  readForDesk(staff, async (db) => {
    const item = await itemForDesk(db, staff, id);
    return item && itemView(db, staff, item, '2026-03-02');
  });
const found = async (words: string) =>
  (await searchItems(officer, mission.id, [round.id], words)).rows.map(({ id }) => id);

describe('a masked passage', () => {
  it('is hidden from every reader, in the original and in the translation together', async () => {
    const id = await anItem();
    await masked(id);
    for (const reader of [officer, manager, await someone(mission, 'chief_of_mission')]) {
      const view = await viewAs(reader, id);
      expect(view?.original).toBe(`رأيت ${MASK} في القرية ليلا. ثم خافوا.`);
      expect(view?.translation?.text).toBe(`I saw ${MASK} in the village at night. Then they were afraid.`);
    }
    const whole = await readForDesk(officer, async (db) => wholeTextsOf(db, await itemAs(officer, id)));
    expect(whole.map(({ text }) => text)).toEqual([ARABIC, ENGLISH]);
  });

  it('is not findable any more, at once; the rest of the text still is', async () => {
    const id = await anItem('رأيت السيد زكريا هنا.', 'ar', 'I saw Mr Zakaria here.');
    expect(await found('zakaria')).toEqual([id]);
    expect(await found('زكريا')).toEqual([id]);
    const mask = await masked(id, ['السيد', 'زكريا', 'Mr', 'Zakaria']);
    expect(await found('zakaria')).toEqual([]);
    expect(await found('زكريا')).toEqual([]);
    expect(await found('saw here')).toContain(id);
    succeeded(await liftMask(officer, id, mask, 'by_mistake'));
    expect(await found('zakaria')).toEqual([id]);
  });

  it('closes a text in which it was not marked, until it is', async () => {
    const id = await anItem('أحمد يسكن هنا.', 'ar', 'Ahmed lives here.');
    const mask = await masked(id, ['أحمد'], 'original');
    expect(await viewAs(manager, id)).toMatchObject({
      original: `${MASK} يسكن هنا.`,
      translation: { text: null, closed: true },
    });
    expect(await found('ahmed lives')).toEqual([]);
    const [, translation] = await readForDesk(officer, async (db) => wholeTextsOf(db, await itemAs(officer, id)));
    const { version: seen } = await itemAs(officer, id);
    succeeded(
      await markPassage(officer, id, mask, { seen, pieces: [{ textId: translation!.id, piece: 0 }], absent: [] }),
    );
    expect((await viewAs(manager, id))?.translation).toMatchObject({ text: `${MASK} lives here.`, closed: false });
    expect(
      await markPassage(officer, id, mask, { seen, pieces: [{ textId: translation!.id, piece: 0 }], absent: [] }),
    ).toEqual({ ok: false, refusal: 'redaction.all_marked' });
  });

  it('closes a translation that comes later, also to whoever wrote it', async () => {
    const id = await anItem('أحمد يسكن هنا.', 'ar', null);
    const mask = await masked(id, ['أحمد']);
    const translator = await someone(mission, 'translator');
    expect((await viewAs(translator, id))?.original).toBe(`${MASK} يسكن هنا.`);
    succeeded(await saveTranslation(translator, id, 'Ahmed lives here.'));
    expect((await viewAs(translator, id))?.translation).toMatchObject({ text: null, closed: true });
    const [, translation] = await readForDesk(officer, async (db) => wholeTextsOf(db, await itemAs(officer, id)));
    const { version: seen } = await itemAs(officer, id);
    succeeded(await markPassage(officer, id, mask, { seen, pieces: [], absent: [translation!.id] }));
    expect((await viewAs(translator, id))?.translation).toMatchObject({ text: 'Ahmed lives here.', closed: false });
  });

  it('leaves points where they are, whoever marks them under it', async () => {
    const id = await anItem('Ahmed from here came. Then all were afraid. Soldiers took Ahmed away.', 'en', '');
    await masked(id, ['Ahmed']);
    const points = succeeded(await markPoints(officer, id, { whole: false, pieces: [1, 2] }));
    const view = await viewAs(manager, id);
    const { start, end } = view!.points[0]!.span;
    expect(points).toHaveLength(1);
    expect(view!.original!.slice(start!, end!)).toBe(`Then all were afraid. Soldiers took ${MASK} away.`);
    const [row] = await query<{ span_start: number; span_end: number }>(
      runtime.databaseUrl,
      `select span_start, span_end from app.point where id = '${points[0]!}'`,
    );
    const whole = 'Ahmed from here came. Then all were afraid. Soldiers took Ahmed away.';
    expect(whole.slice(row!.span_start, row!.span_end)).toBe('Then all were afraid. Soldiers took Ahmed away.');
  });

  it('is masked for auditors too', async () => {
    const id = await anItem();
    const [point] = succeeded(await markPoints(officer, id, { whole: true, pieces: [] }));
    await masked(id);
    const trace = await readAsAuditor(mission.id, (audited) => traceOf(audited, point!));
    expect(trace?.words.original).toContain(MASK);
    expect(trace?.words.original).not.toContain('أحمد');
    expect(trace?.words.translation?.text).not.toContain('Ahmed');
    expect(trace?.facts.map(({ type }) => type)).toContain('redaction.masked');
  });

  it('comes back with a reason, for the desk at once, for what goes out the next day', async () => {
    const id = await anItem();
    const mask = await masked(id);
    succeeded(await liftMask(officer, id, mask, 'danger_over'));
    expect((await viewAs(manager, id))?.original).toBe(ARABIC);
    const outside = () => readForDesk(officer, async (db) => (await masksOver(db, 'quote', [id])).get(id));
    const [row] = await readForDesk(officer, (db) => redactionsOf(db, id));
    expect(row).toMatchObject({ state: 'lifted', liftReason: 'danger_over', version: 2 });
    expect(await liftMask(officer, id, mask, 'danger_over')).toEqual({ ok: false, refusal: 'workflow.not_from_here' });
    expect(await outside()).toMatchObject([{ id: mask, state: 'masked' }]);
    runtime.clock.set('2026-03-03T00:00:01Z');
    expect(await outside()).toBeUndefined();
    runtime.clock.set('2026-03-02T09:00:00Z');
  });
});

describe('what is refused', () => {
  it('nothing ticked, ticked and absent, other texts, and texts that changed', async () => {
    const id = await anItem();
    const ticks = await ticksFor(id, ['Ahmed']);
    const mask = (more: Partial<Ticks>) => maskPassage(officer, id, { reason: 'place', ticks: { ...ticks, ...more } });
    expect(await mask({ pieces: [] })).toEqual({ ok: false, refusal: 'redaction.nothing_ticked' });
    expect(await mask({ pieces: [{ textId: id, piece: 4_000 }], absent: [] })).toEqual({
      ok: false,
      refusal: 'redaction.nothing_ticked',
    });
    expect(await mask({ absent: ticks.pieces.map(({ textId }) => textId) })).toEqual({
      ok: false,
      refusal: 'redaction.ticked_and_absent',
    });
    expect(await mask({ absent: [await anItem()] })).toEqual({ ok: false, refusal: 'redaction.texts_changed' });
    expect(await mask({ seen: ticks.seen - 1 })).toEqual({ ok: false, refusal: 'redaction.texts_changed' });
  });

  it('who may not mask, and who may not even open it', async () => {
    const id = await anItem();
    const ticks = await ticksFor(id, ['Ahmed']);
    for (const role of ['program_manager', 'translator', 'chief_of_mission'] as const) {
      const refused = await maskPassage(await someone(mission, role), id, { reason: 'place', ticks });
      expect(refused.ok).toBe(false);
    }
    const elsewhere = await someone(await aMission(), 'protection_officer');
    expect(await maskPassage(elsewhere, id, { reason: 'place', ticks })).toEqual({
      ok: false,
      refusal: 'item.not_found',
    });
  });

  it('changes past the record: no fact, no mask; what ended stays', async () => {
    const id = await anItem();
    const mask = await masked(id);
    await expect(
      query(
        runtime.databaseUrl,
        `update app.redaction set state = 'lifted', lift_reason = 'by_mistake', lifted_on = now(), version = version + 1 where id = '${mask}'`,
      ),
    ).rejects.toThrow(/no fact for redaction/);
    await expect(
      query(runtime.databaseUrl, `delete from app.redaction_passage where redaction_id = '${mask}'`),
    ).rejects.toThrow();
    succeeded(await liftMask(officer, id, mask, 'by_mistake'));
    await expect(
      query(runtime.databaseUrl, `update app.redaction set version = version + 1 where id = '${mask}'`),
    ).rejects.toThrow(/stays as it is/);
  });

  it('tells nothing of the words in facts', async () => {
    const id = await anItem();
    const mask = await masked(id);
    const facts = await query<{ type: string; payload: unknown }>(
      runtime.databaseUrl,
      `select type, payload from app.fact where subject_id = '${mask}'`,
    );
    expect(facts.map(({ type }) => type)).toEqual(['redaction.masked']);
    expect(JSON.stringify(facts)).not.toMatch(/Ahmed|أحمد|span|start/);
  });
});

describe('what translators see', () => {
  it('is one text at a time, after masking, without round, place or organisation', async () => {
    const lonely = await aMission();
    const other = await anOpenRound(lonely);
    const question = other.questions.find(({ kind }) => kind === 'long_text')!.id;
    const { items } = await aSubmission(other, { answers: { [question]: 'أحمد يسكن هنا.' }, language: 'ar' });
    const id = items[0]!;
    await screened(other, id);
    const translator = await someone(lonely, 'translator');
    const next = () => readForDesk(translator, (db) => nextTexts(db, translator, '2026-03-02'));
    expect((await next()).map((one) => one.id)).toEqual([id]);
    const { version: seen } = await itemAs(other.officer, id);
    const ticks = { seen, pieces: [{ textId: id, piece: 0 }], absent: [] };
    succeeded(await maskPassage(other.officer, id, { reason: 'names_sender', ticks }));
    expect((await next()).map((one) => one.id)).toEqual([id]);
    const view = await viewAs(translator, id);
    expect(view).toMatchObject({ original: `${MASK} يسكن هنا.`, context: null, day: null, facts: [], points: [] });
    const { title, slug } = (await itemAs(other.officer, id)).round;
    for (const told of [slug, other.id, ...Object.values(title)]) expect(JSON.stringify(view)).not.toContain(told);
  });

  it('is nothing of a text that a mask closes: it is not offered, and no look at it counts', async () => {
    const lonely = await aMission();
    const other = await anOpenRound(lonely);
    const question = other.questions.find(({ kind }) => kind === 'long_text')!.id;
    const { items } = await aSubmission(other, { answers: { [question]: 'أحمد يسكن هنا.' }, language: 'ar' });
    const id = items[0]!;
    const translator = await someone(lonely, 'translator');
    // As it is left by whoever could not read the original: masked in some translation, and nowhere else.
    const [at] = await query<{ id: string }>(
      runtime.databaseUrl,
      `set session_replication_role = replica;
       insert into app.redaction (id, mission_id, round_id, item_id, reason, by_role, by_account, made_on)
       select gen_random_uuid(), mission_id, round_id, id, 'place', 'protection_officer', gen_random_uuid(), '2026-03-02' from app.item where id = '${id}'`,
    ).then(() => query<{ id: string }>(runtime.databaseUrl, `select id from app.redaction where item_id = '${id}'`));
    expect(at).toBeDefined();
    expect(await readForDesk(translator, (db) => nextTexts(db, translator, '2026-03-02'))).toEqual([]);
    expect(await viewAs(translator, id)).toMatchObject({ original: null, closed: true });
    expect(await firstLook(translator, id, { readsLanguage: true })).toEqual({
      ok: false,
      refusal: 'item.closed_by_mask',
    });
  });

  it('is not confirmed while it is closed', async () => {
    const id = await anItem('أحمد يسكن هنا.', 'ar', null);
    await masked(id, ['أحمد']);
    succeeded(await saveTranslation(officer, id, 'Ahmed lives here.'));
    const { translation } = await itemAs(officer, id);
    const reader = await someone(mission, 'translator');
    expect(await reviewTranslation(reader, id, translation!.id)).toEqual({ ok: false, refusal: 'item.closed_by_mask' });
  });
});
