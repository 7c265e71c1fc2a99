import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { readAsAuditor } from '~/reports/audit-store.server';
import { judgeMinorEdit } from '~/rounds/minor-edit-commands.server';
import { openMinorEdit } from '~/rounds/minor-edit-store.server';
import { moveRound } from '~/rounds/move-commands.server';
import { addQuestion, arrangeQuestion, editQuestion } from '~/rounds/question-commands.server';
import { languagesOf, questionsOf } from '~/rounds/round-store.server';
import { saveTexts } from '~/rounds/text-commands.server';
import { query } from '../support/database';
import { aMission, someone } from '../support/people';
import { aDraftRound, anOpenRound, aProgram, assessRisks, succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let officer: Staff;
let chief: Staff;
let round: { id: string; slug: string };
const none = { unmet: [] };
const minor = { minor: true };

beforeAll(async () => {
  runtime = await startTestRuntime();
});
beforeEach(async () => {
  mission = await aMission();
  officer = await someone(mission, 'consultation_officer');
  chief = await someone(mission, 'chief_of_mission');
  round = await aDraftRound(officer, (await aProgram(officer)).id, { languages: ['en', 'fr', 'ar'] });
});
afterAll(() => runtime.close());

const save = (who: Staff, language: string, words: Record<string, string>, how = {}) =>
  saveTexts(who, round.id, language, new Map(Object.entries(words)), how);
const states = async () =>
  Object.fromEntries(
    (await readForDesk(officer, (db) => languagesOf(db, round.id))).map((row) => [row.language, row.state]),
  );
const open = () => readForDesk(officer, (db) => openMinorEdit(db, round.id));
const judge = async (who: Staff, verdict: 'confirmed' | 'refused', editId?: string) =>
  judgeMinorEdit(who, round.id, { verdict, editId: editId ?? (await open())!.id });
const facts = () =>
  query<{ type: string; payload: Record<string, unknown> }>(
    runtime.databaseUrl,
    'select type, payload from app.fact where subject_id = $1 order by subject_version',
    [round.id],
  );
const REVIEWED = { en: 'reviewed', fr: 'reviewed', ar: 'reviewed' };
const OUTDATED = { en: 'draft', fr: 'outdated', ar: 'outdated' };

describe('a minor edit', () => {
  test('outdates the translations until somebody else confirms it, then nothing; the round can be approved', async () => {
    succeeded(await save(officer, 'en', { title: 'Tell us what you see at night' }, minor));
    expect(await states()).toEqual(OUTDATED);
    await assessRisks(officer, round);
    succeeded(await moveRound(officer, round.id, 'submit', none));
    expect(await moveRound(chief, round.id, 'approve', none)).toMatchObject({ details: ['texts_reviewed'] });
    expect(await judge(officer, 'confirmed')).toMatchObject({ refusal: 'round_text.editor_judges' });
    expect((await judge(chief, 'confirmed')).ok).toBe(true);
    expect(await states()).toEqual(REVIEWED);
    succeeded(await moveRound(chief, round.id, 'approve', none));
    succeeded(await moveRound(chief, round.id, 'open', none));
    const filed = await facts();
    const { payload } = filed.find(({ type }) => type === 'round.text_translated')!;
    expect(filed.find(({ type }) => type === 'round.minor_edit_confirmed')?.payload).toMatchObject({
      edit: payload.minorEdit,
      to: payload.text,
      languages: ['en', 'ar', 'fr'],
    });
  });

  test('refused leaves the translations outdated, and is judged once', async () => {
    succeeded(await save(officer, 'en', { title: 'Tell us' }, minor));
    const { id } = (await open())!;
    succeeded(await judge(chief, 'refused'));
    expect(await states()).toEqual(OUTDATED);
    expect(await judge(chief, 'confirmed', id)).toMatchObject({ refusal: 'round_text.no_minor_edit' });
    expect((await facts()).at(-1)).toMatchObject({ type: 'round.minor_edit_refused', payload: { edit: id } });
  });

  test('on two pages, by two people, is one difference, and neither of them confirms it', async () => {
    const second = await someone(mission, 'consultation_officer');
    succeeded(await save(officer, 'en', { title: 'Tell us' }, minor));
    const first = (await open())!;
    const [question] = await readForDesk(officer, (db) => questionsOf(db, round.id));
    const edit = { questionId: question!.id, help: '', required: false, minor: true, options: [] };
    const help = question!.help.en ?? '';
    succeeded(await editQuestion(second, round.id, { ...edit, help, label: 'What has happened?' }));
    expect((await open())!.changes.map(({ kind, after }) => [kind, after])).toEqual([
      ['title', 'Tell us'],
      ['label', 'What has happened?'],
    ]);
    expect(await judge(officer, 'confirmed')).toMatchObject({ refusal: 'round_text.editor_judges' });
    expect(await judge(second, 'confirmed')).toMatchObject({ refusal: 'round_text.editor_judges' });
    // The page that shows the first difference alone is not the whole difference.
    expect(await judge(chief, 'confirmed', first.id)).toMatchObject({ refusal: 'round_text.changed_since' });
    succeeded(await judge(chief, 'confirmed'));
    expect(await states()).toEqual(REVIEWED);
  });

  test('falls with the next edit that is not minor, and with a question added or removed', async () => {
    const [question] = await readForDesk(officer, (db) => questionsOf(db, round.id));
    const added = { kind: 'short_text', label: 'Where?', help: '', required: false, options: [] } as const;
    const edits = [
      () => save(officer, 'en', { purpose: 'We ask something else.' }),
      () => addQuestion(officer, round.id, { ...added, options: [] }),
      () => arrangeQuestion(officer, round.id, question!.id, 'remove'),
    ];
    succeeded(await save(officer, 'en', { title: 'One' }, minor));
    // The languages are outdated already after the first: what a later minor edit spares is a draft made since.
    for (const [index, edit] of edits.entries()) {
      const { id } = (await open())!;
      succeeded(await edit());
      expect(await open()).toBeNull();
      expect(await judge(chief, 'confirmed', id)).toMatchObject({ refusal: 'round_text.no_minor_edit' });
      succeeded(await save(officer, 'fr', { title: `Titre ${index}` }));
      succeeded(await save(officer, 'en', { title: `Title ${index}` }, minor));
    }
    succeeded(await judge(chief, 'confirmed'));
    expect(await states()).toEqual({ en: 'draft', fr: 'draft', ar: 'outdated' });
  });

  test('stays beside a question moved and a translation redone, which is not brought back', async () => {
    const [first] = await readForDesk(officer, (db) => questionsOf(db, round.id));
    succeeded(await save(officer, 'en', { title: 'One' }, minor));
    succeeded(await arrangeQuestion(officer, round.id, first!.id, 'down'));
    succeeded(await save(officer, 'fr', { title: 'Un' }));
    succeeded(await judge(chief, 'confirmed'));
    expect(await states()).toEqual({ en: 'reviewed', fr: 'draft', ar: 'reviewed' });
  });

  test('adds and takes away no text', async () => {
    expect(await save(officer, 'en', { purpose: '' }, minor)).toMatchObject({ refusal: 'round_text.not_minor' });
    expect(await states()).toEqual(REVIEWED);
    succeeded(await save(officer, 'en', {}, minor));
    expect([await open(), await states()]).toEqual([null, REVIEWED]);
    // A translation is never a minor edit of the source.
    succeeded(await save(officer, 'fr', { title: 'Autre' }, minor));
    expect([await open(), (await states()).fr]).toEqual([null, 'draft']);
  });

  test('is judged by who may review texts, of the round’s own mission, before it opens', async () => {
    succeeded(await save(officer, 'en', { title: 'One' }, minor));
    const { id } = (await open())!;
    const manager = await someone(mission, 'program_manager');
    const stranger = await someone(await aMission(), 'chief_of_mission');
    expect(await judge(manager, 'confirmed')).toMatchObject({ refusal: 'workflow.not_allowed' });
    expect(await judgeMinorEdit(stranger, round.id, { editId: id, verdict: 'confirmed' })).toMatchObject({
      refusal: 'round.not_found',
    });
    expect(await readForDesk(stranger, (db) => openMinorEdit(db, round.id))).toBeNull();
    succeeded(await moveRound(officer, round.id, 'cancel', { unmet: [], reason: 'Not now' }));
    expect(await judge(chief, 'confirmed', id)).toMatchObject({ refusal: 'round_text.fixed' });
  });

  test('of two people who judge at once one loses', async () => {
    succeeded(await save(officer, 'en', { title: 'One' }, minor));
    const translator = await someone(mission, 'translator');
    const { id } = (await open())!;
    const both = await Promise.allSettled([judge(chief, 'confirmed', id), judge(translator, 'refused', id)]);
    const done = both.filter((one) => one.status === 'fulfilled' && one.value.ok);
    expect(done).toHaveLength(1);
  });
});

describe('the database', () => {
  beforeEach(async () => {
    succeeded(await save(officer, 'en', { title: 'One' }, minor));
  });
  const by = (statement: string, ...values: unknown[]) => query(runtime.databaseUrl, statement, [round.id, ...values]);

  test('lets no minor edit change without a fact, and none be judged by who made it', async () => {
    const refused =
      "update app.round_minor_edit set state = 'refused', judged_by = $2, judged_on = now() where round_id = $1";
    await expect(by(refused, chief.accountId)).rejects.toThrow('no fact for round');
    await expect(by(refused, officer.accountId)).rejects.toThrow('minor_edit_two_people');
    await expect(by("update app.round_minor_edit set state = 'confirmed' where round_id = $1")).rejects.toThrow(
      'violates check constraint',
    );
  });

  test('keeps a judgement', async () => {
    succeeded(await judge(chief, 'refused'));
    await expect(by("update app.round_minor_edit set state = 'confirmed' where round_id = $1")).rejects.toThrow(
      'judged already',
    );
  });

  test('shows auditors the difference and no account', async () => {
    const rows = await readAsAuditor(mission.id, (ask) => ask('select * from audit.round_minor_edit'));
    expect(rows).toMatchObject([{ state: 'proposed', changes: [{ kind: 'title', after: 'One' }] }]);
    expect(JSON.stringify(rows)).not.toContain(officer.accountId);
  });
});

test('a round that has been open keeps its source: no translation of it is ever outdated', async () => {
  const opened = await anOpenRound(mission);
  const officerOfIt = opened.officer;
  const typed = new Map([['title', 'Other']]);
  const source = () => saveTexts(officerOfIt, opened.id, 'en', typed, minor);
  const label = { questionId: opened.questions[0]!.id, label: 'Else?', help: '', required: false };
  const question = () => editQuestion(officerOfIt, opened.id, { ...label, minor: true, options: [] });
  const path = [null, 'pause', 'resume', 'approve'] as const;
  for (const event of path) {
    if (event) succeeded(await moveRound(opened.chief, opened.id, event, { unmet: [], reason: 'Unrest' }));
    expect(await source()).toMatchObject({ refusal: 'round.not_draft' });
    expect(await question()).toMatchObject({ refusal: 'round.not_draft' });
  }
  expect(await moveRound(opened.chief, opened.id, 'return', none)).toMatchObject({ refusal: 'round.was_open' });
  succeeded(await saveTexts(officerOfIt, opened.id, 'fr', new Map([['title', 'Autre']])));
  const rows = await readForDesk(officerOfIt, (db) => languagesOf(db, opened.id));
  expect(rows.map(({ state }) => state)).not.toContain('outdated');
  expect(await moveRound(opened.chief, opened.id, 'open', none)).toMatchObject({ details: ['texts_reviewed'] });
});
