import { itemFacts } from '~/feedback/item-facts-store.server';
import { openItemTexts } from '~/feedback/text-door.server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '~/auth/staff.server';
import { addNote, firstLook, moveItem, referItem } from '~/feedback/item-commands.server';
import { notesOf } from '~/feedback/message-store.server';
import { reviewTranslation, saveTranslation } from '~/feedback/translation-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { StaleChange } from '~/record/record-change.server';
import { query } from '../support/database';
import { itemAs, screened, translated } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

const ARABIC = 'تأتي الدورية بعد منتصف الليل. ولا أحد يعرف من نشتكي إليه.';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let translator: Staff;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
  translator = await someone(mission, 'translator');
});
afterAll(() => runtime.close());

const longText = () => round.questions.find(({ kind }) => kind === 'long_text')!.id;

async function anItem(text: string, language = 'en', more: object = {}): Promise<string> {
  const { items } = await aSubmission(round, { answers: { [longText()]: text }, language, ...more });
  return items[0]!;
}

describe('the way to coding', () => {
  it('begins with somebody who reads the language, and says so', async () => {
    const id = await anItem(ARABIC, 'ar');
    expect(await firstLook(round.officer, id, { readsLanguage: false })).toEqual({
      ok: false,
      refusal: 'item.language_not_declared',
    });
    runtime.clock.set('2026-03-05T09:00:00Z');
    succeeded(await firstLook(translator, id, { readsLanguage: true }));
    const item = await itemAs(round.officer, id);
    expect([item.state, item.stateSince, item.day]).toEqual(['first_look', '2026-03-05', '2026-03-02']);
    expect(await readForDesk(round.officer, (db) => itemFacts(db, id))).toEqual([
      { type: 'item.first_look', role: 'translator', day: '2026-03-05' },
    ]);
  });

  it('is closed to roles that have no part in it', async () => {
    const id = await anItem('Water is far.');
    const manager = await someone(mission, 'program_manager');
    expect(await firstLook(manager, id, { readsLanguage: true })).toEqual({
      ok: false,
      refusal: 'workflow.not_allowed',
    });
    for (const role of ['auditor', 'admin', 'evaluator'] as const) {
      const stranger = await someone(mission, role);
      expect(await firstLook(stranger, id, { readsLanguage: true })).toEqual({ ok: false, refusal: 'item.not_found' });
    }
  });

  it('is closed to another mission as if there were nothing', async () => {
    const id = await anItem('Water is far.');
    const stranger = await someone(await aMission(), 'consultation_officer');
    expect(await firstLook(stranger, id, { readsLanguage: true })).toEqual({ ok: false, refusal: 'item.not_found' });
    expect(await addNote(stranger, id, 'Hello')).toEqual({ ok: false, refusal: 'item.not_found' });
    await expect(itemAs(stranger, id)).rejects.toThrow('may not be opened');
  });

  it('needs no translation in the working language', async () => {
    const id = await anItem('Water is far.');
    await screened(round, id);
    expect(await saveTranslation(translator, id, 'Water is far.')).toEqual({
      ok: false,
      refusal: 'item.translation_not_needed',
    });
    succeeded(await moveItem(round.officer, id, 'need_no_translation'));
    expect((await itemAs(round.officer, id)).state).toBe('translated');
  });

  it('lets one of two simultaneous clicks win', async () => {
    const id = await anItem('Water is far.');
    const looks = await Promise.allSettled([
      firstLook(round.officer, id, { readsLanguage: true }),
      firstLook(translator, id, { readsLanguage: true }),
    ]);
    const won = looks.filter((one) => one.status === 'fulfilled' && one.value.ok);
    expect(won).toHaveLength(1);
    for (const one of looks) {
      if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(StaleChange);
    }
    expect((await itemAs(round.officer, id)).version).toBe(2);
  });

  it('keeps quarantined items in sight', async () => {
    const id = await anItem('x');
    succeeded(await moveItem(round.officer, id, 'quarantine'));
    expect((await itemAs(round.officer, id)).state).toBe('quarantined');
    succeeded(await moveItem(round.officer, id, 'screen'));
  });
});

describe('a translation', () => {
  it('is confirmed by a second speaker, never by whoever wrote it', async () => {
    const id = await anItem(ARABIC, 'ar');
    await screened(round, id);
    expect(await moveItem(round.officer, id, 'need_no_translation')).toEqual({
      ok: false,
      refusal: 'item.translation_needed',
    });
    succeeded(await saveTranslation(translator, id, 'The patrol comes after midnight.'));
    const draft = (await itemAs(translator, id)).translation!;
    expect([draft.state, draft.language, draft.byRole]).toEqual(['draft', 'en', 'translator']);
    expect(await reviewTranslation(translator, id, draft.id)).toEqual({ ok: false, refusal: 'item.own_translation' });
    succeeded(await reviewTranslation(round.officer, id, draft.id));
    const item = await itemAs(round.officer, id);
    expect([item.state, item.translation?.state]).toEqual(['translated', 'reviewed']);
    const [texts] = await readForDesk(round.officer, (db) => openItemTexts(db, 'read', [item]));
    expect(texts).toMatchObject({ original: ARABIC, translation: 'The patrol comes after midnight.' });
    const facts = await readForDesk(round.officer, (db) => itemFacts(db, id));
    expect(facts.map(({ type }) => type)).toEqual([
      'item.first_look',
      'item.screened',
      'item.translation_drafted',
      'item.translation_reviewed',
      'item.translated',
    ]);
  });

  it('is held to two people by the database too', async () => {
    const id = await anItem(ARABIC, 'ar');
    await screened(round, id);
    succeeded(await saveTranslation(translator, id, 'One'));
    const { translation } = await itemAs(translator, id);
    await expect(
      query(runtime.databaseUrl, 'update app.item_version set reviewed_by = by_account where id = $1', [
        translation!.id,
      ]),
    ).rejects.toThrow('second_speaker');
  });

  it('gives way to a newer draft, which alone can be confirmed', async () => {
    const id = await anItem(ARABIC, 'ar');
    await screened(round, id);
    succeeded(await saveTranslation(translator, id, 'First'));
    const first = (await itemAs(translator, id)).translation!;
    succeeded(await saveTranslation(translator, id, 'Second'));
    expect(await reviewTranslation(round.officer, id, first.id)).toEqual({
      ok: false,
      refusal: 'item.translation_not_current',
    });
    succeeded(await reviewTranslation(round.officer, id, (await itemAs(translator, id)).translation!.id));
  });

  it('is not made where the sender did not allow it', async () => {
    const id = await anItem(ARABIC, 'ar');
    const { submissionId } = await itemAs(round.officer, id);
    await query(
      runtime.databaseUrl,
      `set session_replication_role = replica; update app.consent set given = false where use = 'translate' and submission_id = '${submissionId}'`,
    );
    await screened(round, id);
    expect(await saveTranslation(translator, id, 'One')).toEqual({
      ok: false,
      refusal: 'item.no_consent_to_translate',
    });
    succeeded(await moveItem(round.officer, id, 'need_no_translation'));
  });
});

describe('notes and referrals', () => {
  it('are sealed, and shown with their day', async () => {
    const id = await anItem('Water is far.');
    await screened(round, id);
    succeeded(await addNote(round.officer, id, 'Ask the water office.'));
    succeeded(await referItem(round.officer, id, 'Water office, letter of 5 March.'));
    const notes = await readForDesk(round.officer, (db) => notesOf(db, round.officer, id));
    expect(notes.map(({ text, mine }) => [text, mine])).toEqual([
      ['Ask the water office.', true],
      ['Water office, letter of 5 March.', true],
    ]);
    expect((await itemAs(round.officer, id)).state).toBe('referred');
    const rows = await query<{ body: Buffer }>(runtime.databaseUrl, 'select body from app.staff_note');
    for (const { body } of rows) expect(body.toString('utf8')).not.toContain('water');
  });

  it('are not for translators', async () => {
    const id = await anItem('Water is far.');
    expect(await addNote(translator, id, 'Hello')).toEqual({ ok: false, refusal: 'workflow.not_allowed' });
  });
});

it('a translator loses sight of a text when its translation is done', async () => {
  const id = await anItem(ARABIC, 'ar');
  await translated(round, id);
  const ids = await readForDesk(round.officer, (db) => db.item.findMany({ where: { id }, select: { state: true } }));
  expect(ids).toEqual([{ state: 'translated' }]);
  await itemAs(translator, id);
  await query(
    runtime.databaseUrl,
    `set session_replication_role = replica; update app.item set state = 'coded' where id = '${id}'`,
  );
  await expect(itemAs(translator, id)).rejects.toThrow('may not be opened');
});
