import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Staff } from '~/auth/staff.server';
import { readIn } from '~/platform/db.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { addElement, reviseElement } from '~/programs/element-commands.server';
import { editProgram, enrolProgram, rateCountry } from '~/programs/program-commands.server';
import { elementChanged } from '~/programs/program';
import {
  appendElementText,
  elementById,
  programById,
  programBySlug,
  programElements,
  programsOf,
} from '~/programs/program-store.server';
import { recordChange, StaleChange } from '~/record/record-change.server';
import { query } from '../support/database';
import { aMission, someone } from '../support/people';
import { aProgram, succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let officer: Staff;

beforeAll(async () => {
  runtime = await startTestRuntime();
});
beforeEach(async () => {
  mission = await aMission();
  officer = await someone(mission, 'consultation_officer');
});
afterAll(() => runtime.close());

const rating = { civicSpace: 'repressed', civicSpaceSource: 'Monitor', civicSpaceOn: '2026-02-20' } as const;
const load = (id: string) => readForDesk(officer, (db) => programById(db, id));

test('a program is enrolled at the stage it really has, in a country with its rating', async () => {
  const { id } = await aProgram(officer, { stage: 'evaluation' });
  expect(await load(id)).toMatchObject({
    stage: 'evaluation',
    enrolledStage: 'evaluation',
    enrolledOn: '2026-03-02',
    overlay: 'normal',
    country: { code: 'TD', name: { fr: 'Tchad' }, civicSpace: 'obstructed', civicSpaceOn: '2026-01-15' },
  });
});

test('a second program of the country renews the rating of both', async () => {
  const first = await aProgram(officer);
  const second = await aProgram(officer, rating);
  const [one, two] = [await load(first.id), await load(second.id)];
  expect(one!.country).toEqual(two!.country);
  expect(one!.country).toMatchObject({ civicSpace: 'repressed', version: 2 });
});

test('a rating is renewed by itself, never from the future, and not twice the same', async () => {
  const { id } = await aProgram(officer);
  const { country } = (await load(id))!;
  expect(await rateCountry(officer, country.id, { ...rating, civicSpaceOn: '2026-03-03' })).toMatchObject({
    refusal: 'program.rating_in_future',
  });
  succeeded(await rateCountry(officer, country.id, rating));
  succeeded(await rateCountry(officer, country.id, rating));
  const facts = await query(
    runtime.databaseUrl,
    'select type from app.fact where subject_id = $1 order by subject_version',
    [country.id],
  );
  expect(facts).toEqual([{ type: 'country.recorded' }, { type: 'country.rated' }]);
});

test('the same title in two missions gives two addresses', async () => {
  const title = { en: `Border training ${mission.id.slice(-6)}` };
  const other = await someone(await aMission(), 'consultation_officer');
  const [one, two] = [await aProgram(officer, { title }), await aProgram(other, { title })];
  expect(two.slug).not.toBe(one.slug);
  expect(two.slug.startsWith(one.slug)).toBe(true);
  expect((await aProgram(officer, { title: { ar: 'تدريب' } })).slug).toMatch(/^program-[b-z2-9]{5}$/);
});

test('an element keeps every text it had, newest first', async () => {
  const program = await aProgram(officer);
  const change = {
    elementId: program.elementId,
    text: { en: 'After 22:00 by order only.' },
    effectiveOn: '2026-04-01',
  };
  succeeded(await reviseElement(officer, program.id, change));
  expect(await reviseElement(officer, program.id, change)).toMatchObject({ refusal: 'program_element.same_text' });
  const [element] = await readForDesk(officer, (db) => programElements(db, program.id));
  expect(element!.revisions.map(({ revision, decisionId }) => [revision, decisionId])).toEqual([
    [2, null],
    [1, null],
  ]);
  expect(element!.version).toBe(2);
  await expect(
    query(runtime.databaseUrl, 'update app.element_text set revision = 9 where element_id = $1', [program.elementId]),
  ).rejects.toThrow('append-only');
});

test('elements stand in the order of their numbers, and no number twice', async () => {
  const { id } = await aProgram(officer);
  const element = (number: string) => ({ number, title: { en: number }, text: { en: 'x' }, effectiveOn: '2026-01-01' });
  succeeded(await addElement(officer, id, element('3.10')));
  succeeded(await addElement(officer, id, element('3.9')));
  expect(await addElement(officer, id, element('3.2'))).toMatchObject({ refusal: 'program_element.number_taken' });
  const elements = await readForDesk(officer, (db) => programElements(db, id));
  expect(elements.map((one) => one.number)).toEqual(['3.2', '3.9', '3.10']);
});

test('a text is appended only with its fact, and only to the version that was seen', async () => {
  const { elementId } = await aProgram(officer);
  const element = (await readForDesk(officer, (db) => elementById(db, elementId)))!;
  const text = { missionId: mission.id, element, text: { en: 'New' }, effectiveOn: '2026-05-01', decisionId: null };
  const actor = officer.actor('program.edit');
  const other = elementChanged({ id: v7(), version: 1 }, null);
  await expect(recordChange(actor, [other], (tx) => appendElementText(tx, text))).rejects.toThrow();
  expect(await recordChange(actor, [elementChanged(element, null)], (tx) => appendElementText(tx, text))).toBe(2);
  await expect(
    recordChange(actor, [elementChanged({ id: elementId, version: 2 }, null)], (tx) => appendElementText(tx, text)),
  ).rejects.toBeInstanceOf(StaleChange);
});

test('who may not edit, and who is of another mission, changes nothing', async () => {
  const program = await aProgram(officer);
  const whole = (await load(program.id))!;
  const translator = await someone(mission, 'translator');
  const foreigner = await someone(await aMission(), 'chief_of_mission');
  expect(await editProgram(translator, program.id, whole)).toMatchObject({ refusal: 'workflow.not_allowed' });
  expect(await editProgram(foreigner, program.id, whole)).toMatchObject({ refusal: 'program.not_found' });
  expect(await rateCountry(foreigner, whole.country.id, rating)).toMatchObject({ refusal: 'program.not_found' });
  expect(await readForDesk(foreigner, (db) => programBySlug(db, program.slug))).toBeNull();
  expect(await readForDesk(foreigner, programsOf)).toEqual([]);
  expect(await enrolProgram(translator, { ...whole, ...rating, country: 'TD', stage: 'design' })).toMatchObject({
    refusal: 'workflow.not_allowed',
  });
  succeeded(await editProgram(officer, program.id, { ...whole, unitType: 'police' }));
  expect((await load(program.id))!.unitType).toBe('police');
});

test('the public reads every program', async () => {
  const program = await aProgram(officer);
  const seen = await readIn(runtime.databases.prisma.site, {}, (db) => programBySlug(db, program.slug));
  expect(seen?.id).toBe(program.id);
});
