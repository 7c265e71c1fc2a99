import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importCodebook } from '~/feedback/codebook-commands.server';
import { readCodebook } from '~/feedback/codebook-file';
import { codesOfMission, pointsByTheme, themesOfRound } from '~/feedback/codebook-store.server';
import { codePoint, describePoint } from '~/feedback/coding-commands.server';
import { moveItem } from '~/feedback/item-commands.server';
import { setItemState } from '~/feedback/item-store.server';
import { markPoints, removePoint } from '~/feedback/point-commands.server';
import { openPointTexts, pointsOfRound, setPointState } from '~/feedback/point-store.server';
import { editTheme } from '~/feedback/theme-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { aTheme, considered, itemAs, translated, withPoints } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

const TEXT = 'They come after midnight. Nobody can complain. Water is far.';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
});
afterAll(() => runtime.close());

async function anItem(text = TEXT): Promise<string> {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const { items } = await aSubmission(round, { answers: { [question]: text } });
  return items[0]!;
}

const pointIn = async (itemId: string, id: string) =>
  (await itemAs(round.officer, itemId)).points.find((point) => point.id === id);

describe('marking points', () => {
  it('makes one passage of pieces in a row, and several points at once', async () => {
    const id = await anItem();
    await translated(round, id);
    const points = succeeded(await markPoints(round.officer, id, { whole: false, pieces: [0, 2] }));
    expect(points).toHaveLength(2);
    const { points: marked } = await itemAs(round.officer, id);
    expect(marked.map(({ span }) => TEXT.slice(span.start!, span.end!))).toEqual([
      'They come after midnight.',
      'Water is far.',
    ]);
    expect(await markPoints(round.officer, id, { whole: false, pieces: [0] })).toEqual({
      ok: false,
      refusal: 'point.already_marked',
    });
    succeeded(await markPoints(round.officer, id, { whole: false, pieces: [0, 1] }));
    expect(await markPoints(round.officer, id, { whole: false, pieces: [77] })).toEqual({
      ok: false,
      refusal: 'point.nothing_marked',
    });
  });

  it('waits until the item is ready for coding', async () => {
    const id = await anItem();
    expect(await markPoints(round.officer, id, { whole: true, pieces: [] })).toEqual({
      ok: false,
      refusal: 'workflow.not_from_here',
    });
  });

  it('gives an answer by choices its one point', async () => {
    const question = round.questions.find(({ kind }) => kind !== 'long_text' && kind !== 'short_text');
    expect(question).toBeDefined();
    const { items } = await aSubmission(round);
    const at = round.questions.findIndex(({ id }) => id === question!.id);
    await translated(round, items[at]!);
    const item = await itemAs(round.officer, items[at]!);
    expect(item.body).toBeNull();
    expect(item.points.map(({ span, state }) => [span, state])).toEqual([[{ start: null, end: null }, 'marked']]);
  });

  it('takes a point away with its lines', async () => {
    const id = await anItem();
    const [point] = await withPoints(round, id);
    succeeded(await describePoint(round.officer, point!, { summary: 'A', understanding: 'B' }));
    const before = (await pointIn(id, point!))!;
    succeeded(await removePoint(round.officer, point!));
    expect((await itemAs(round.officer, id)).points).toEqual([]);
    expect(await readForDesk(round.officer, (db) => openPointTexts(db, [before]))).toEqual([
      { summary: null, understanding: null },
    ]);
    expect(await removePoint(round.officer, point!)).toEqual({ ok: false, refusal: 'point.not_found' });
  });
});

describe('the lines of a point', () => {
  it('are kept for staff and for the sender, and the latest words alone', async () => {
    const id = await anItem();
    const [point] = await withPoints(round, id);
    succeeded(
      await describePoint(round.officer, point!, { summary: 'Patrols', understanding: 'You wrote of patrols' }),
    );
    succeeded(await describePoint(round.officer, point!, { summary: 'Patrols at night', understanding: '' }));
    const now = (await pointIn(id, point!))!;
    expect(await readForDesk(round.officer, (db) => openPointTexts(db, [now]))).toEqual([
      { summary: 'Patrols at night', understanding: 'You wrote of patrols' },
    ]);
    const { version } = now;
    succeeded(await describePoint(round.officer, point!, { summary: 'Patrols at night', understanding: '' }));
    expect((await pointIn(id, point!))!.version).toBe(version);
  });

  it('lose a confirmation when they are written anew', async () => {
    const id = await anItem();
    const [point] = await withPoints(round, id);
    succeeded(await describePoint(round.officer, point!, { summary: 'A', understanding: 'Before' }));
    const before = (await pointIn(id, point!))!.understanding!;
    await recordChange(
      { role: 'participant', accountId: null, missionId: mission.id },
      [next('understanding.reacted', before)],
      (tx) =>
        tx.understanding.update({
          where: { id: before.id },
          data: { reaction: 'disputed', version: { increment: 1 } },
          select: { id: true },
        }),
    );
    expect((await pointIn(id, point!))!.understanding!.reaction).toBe('disputed');
    succeeded(await describePoint(round.officer, point!, { summary: 'A', understanding: 'After' }));
    expect((await pointIn(id, point!))!.understanding!.reaction).toBeNull();
  });
});

describe('coding', () => {
  it('takes codes of the book and themes of the round, and lets them go again', async () => {
    const text = readFileSync(new URL('../fixtures/coding-framework-excerpt.json', import.meta.url), 'utf8');
    const reading = readCodebook(JSON.parse(text));
    if (!reading.ok) throw new Error('the excerpt is not a codebook');
    const actor = { role: 'admin', accountId: null, missionId: mission.id };
    expect(await importCodebook(actor, reading.codebook)).toEqual({ ok: true, value: { codes: 4 } });
    expect(await importCodebook(actor, reading.codebook)).toEqual({ ok: false, refusal: 'codebook.imported_already' });
    const codes = await readForDesk(round.officer, codesOfMission);
    expect(codes.map(({ label }) => label)).toEqual([
      'Statement of thanks',
      'Statement of encouragement',
      'Statement of thanks',
      'Other',
    ]);
    const theme = await aTheme(round, 'Complaints');
    const id = await anItem();
    const [point] = await withPoints(round, id);
    succeeded(await codePoint(round.officer, point!, { codes: [codes[0]!.id, codes[0]!.id], themes: [theme.id] }));
    const coded = (await pointIn(id, point!))!;
    expect([coded.state, coded.codes.map((code) => code.id), coded.themes.map((one) => one.id)]).toEqual([
      'coded',
      [codes[0]!.id],
      [theme.id],
    ]);
    expect((await readForDesk(round.officer, (db) => pointsByTheme(db, round.id))).get(theme.id)).toBe(1);
    succeeded(await codePoint(round.officer, point!, { codes: [], themes: [] }));
    expect((await pointIn(id, point!))!.state).toBe('marked');
  });

  it('refuses what is of another round or another mission', async () => {
    const elsewhere = await anOpenRound(mission);
    const abroad = await anOpenRound(await aMission());
    const id = await anItem();
    const [point] = await withPoints(round, id);
    for (const other of [elsewhere, abroad]) {
      const theme = await aTheme(other);
      expect(await codePoint(round.officer, point!, { codes: [], themes: [theme.id] })).toEqual({
        ok: false,
        refusal: 'point.unknown_code',
      });
      expect(await editTheme(round.officer, round.slug, theme.id, { title: { en: 'X' }, description: {} })).toEqual({
        ok: false,
        refusal: 'theme.not_found',
      });
    }
    expect(await codePoint(abroad.officer, point!, { codes: [], themes: [] })).toEqual({
      ok: false,
      refusal: 'point.not_found',
    });
  });

  it('is finished when each point has a code, and can be opened again until something was decided', async () => {
    const id = await anItem();
    const theme = await aTheme(round);
    await translated(round, id);
    expect(await moveItem(round.officer, id, 'code')).toEqual({ ok: false, refusal: 'item.no_points' });
    const [point] = succeeded(await markPoints(round.officer, id, { whole: true, pieces: [] }));
    expect(await moveItem(round.officer, id, 'code')).toEqual({ ok: false, refusal: 'item.points_not_coded' });
    succeeded(await codePoint(round.officer, point!, { codes: [], themes: [theme.id] }));
    succeeded(await moveItem(round.officer, id, 'code'));
    succeeded(await moveItem(round.officer, id, 'reopen'));
    succeeded(await moveItem(round.officer, id, 'code'));
    succeeded(await moveItem(round.officer, id, 'consider'));
    expect(await codePoint(round.officer, point!, { codes: [], themes: [] })).toEqual({
      ok: false,
      refusal: 'point.needs_a_code',
    });
  });

  it('is closed to translators and to the chief of mission', async () => {
    const id = await anItem();
    const [point] = await withPoints(round, id);
    for (const staff of [await someone(mission, 'translator'), round.chief]) {
      expect(await codePoint(staff, point!, { codes: [], themes: [] })).toEqual({
        ok: false,
        refusal: 'workflow.not_allowed',
      });
    }
  });
});

it('decisions move points and items inside their own change', async () => {
  const id = await anItem();
  const [point] = await considered(round, id);
  const item = await itemAs(round.officer, id);
  const [row] = item.points;
  await recordChange(
    round.officer.actor('item.dispose'),
    [next('point.disposed', row!), next('item.decided', item)],
    async (tx) => {
      await setPointState(tx, row!, 'disposed');
      await setItemState(tx, item, 'decided', '2026-03-20');
    },
  );
  const after = await itemAs(round.officer, id);
  expect([after.state, after.stateSince, after.points[0]!.state]).toEqual(['decided', '2026-03-20', 'disposed']);
  const all = await readForDesk(round.officer, (db) => pointsOfRound(db, round.id));
  expect(all.filter((one) => one.id === point)).toHaveLength(1);
  expect((await readForDesk(round.officer, (db) => themesOfRound(db, round.id))).length).toBeGreaterThan(0);
});
