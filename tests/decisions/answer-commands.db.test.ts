import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftAnswer, editAnswer, translateAnswer } from '~/decisions/answer-commands.server';
import { answerById, answersCovering, openAnswers, returnsOf } from '~/decisions/answer-store.server';
import { moveAnswer } from '~/decisions/approve-commands.server';
import { disposePoint, disposePoints } from '~/decisions/disposition-commands.server';
import { moveItem } from '~/feedback/item-commands.server';
import { setItemState } from '~/feedback/item-store.server';
import { dayOf } from '~/platform/day';
import { readForDesk } from '~/auth/desk-reading.server';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { query } from '../support/database';
import { factsAbout, roleEnds, statesOf } from '../support/decisions';
import { aTheme, considered, itemAs } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let round: OpenRound;
let mission: { id: string };

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
});
afterAll(() => runtime.close());

const SAID = { en: 'We will not patrol at night.', fr: 'Pas de patrouilles la nuit.' };

/** One point under a theme, disposed of; its sender wants the answer in a language. */
async function aPoint(theme: string, answerLanguage = 'en') {
  const words = { [round.questions.find(({ kind }) => kind === 'long_text')!.id]: 'Patrols frighten our children.' };
  const item = (await aSubmission(round, { answers: words, answerLanguage })).items[0]!;
  const [point] = await considered(round, item, { theme });
  succeeded(await disposePoint(round.officer, point!, { kind: 'noted' }));
  return { item, point: point! };
}

const states = (one: { item: string; point: string }) =>
  statesOf(round.officer, { points: [one.point], items: [one.item] }).then(({ points, items }) => [
    ...points,
    ...items,
  ]);
const english = (pointIds: string[]) => ({ language: 'en', text: SAID.en, translation: 'original' as const, pointIds });

async function approved(id: string) {
  succeeded(await moveAnswer(round.officer, id, { event: 'submit' }));
  return moveAnswer(round.chief, id, { event: 'approve' });
}

describe('an answer', () => {
  it('makes an item available when its every point is answered, with a fact for each step', async () => {
    const words = {
      [round.questions.find(({ kind }) => kind === 'long_text')!.id]: 'We are afraid. The market closes.',
    };
    const item = (await aSubmission(round, { answers: words })).items[0]!;
    const [first, second] = await considered(round, item, { points: 2 });
    succeeded(await disposePoints(round.officer, [first!, second!], { kind: 'noted' }));
    const half = succeeded(await draftAnswer(round.officer, { itemId: item }, english([first!])));
    succeeded(await approved(half.id));
    expect(await states({ item, point: first! })).toEqual(['answered', 'decided']);
    const rest = succeeded(await draftAnswer(round.officer, { itemId: item }, english([second!])));
    succeeded(await approved(rest.id));
    expect(await states({ item, point: second! })).toEqual(['answered', 'answer_available']);
    expect((await factsAbout(round.officer, item)).slice(-2)).toEqual([
      'item.response_approved',
      'item.answer_available',
    ]);
  });

  it('is sealed, can be rewritten as a draft, and comes back with a reason', async () => {
    const { item, point } = await aPoint((await aTheme(round)).id);
    const { id } = succeeded(await draftAnswer(round.officer, { itemId: item }, english([])));
    expect(await moveAnswer(round.officer, id, { event: 'submit' })).toEqual({
      ok: false,
      refusal: 'answer.covers_nothing',
    });
    succeeded(await editAnswer(round.officer, id, { text: 'Thank you.', translation: 'original', pointIds: [point] }));
    succeeded(await moveAnswer(round.officer, id, { event: 'submit' }));
    expect(await moveAnswer(round.chief, id, { event: 'return' })).toEqual({
      ok: false,
      refusal: 'answer.reason_missing',
    });
    succeeded(await moveAnswer(round.chief, id, { event: 'return', reason: 'Say what happens next.' }));
    const [text, returns] = await readForDesk(round.officer, async (db) => [
      (await openAnswers(db, [id])).get(id),
      await returnsOf(db, id),
    ]);
    expect([text, returns[0]!.reason]).toEqual(['Thank you.', 'Say what happens next.']);
    const [row] = await query<{ body: Buffer }>(runtime.databaseUrl, 'select body from app.answer where id = $1', [id]);
    expect(row!.body.toString('latin1')).not.toContain('Thank you');
  });

  it('is not approved by anybody who wrote in it, in the program and in the database', async () => {
    const both = await someone(mission, 'program_manager', 'chief_of_mission');
    const { item, point } = await aPoint((await aTheme(round)).id);
    const { id } = succeeded(await draftAnswer(round.officer, { itemId: item }, english([point])));
    succeeded(await editAnswer(both, id, { text: SAID.en, translation: 'original', pointIds: [point] }));
    succeeded(await moveAnswer(both, id, { event: 'submit' }));
    expect(await moveAnswer(both, id, { event: 'approve' })).toEqual({ ok: false, refusal: 'answer.approver_drafted' });
    const forged = 'update app.answer set approver = drafter where id = $1';
    await expect(query(runtime.databaseUrl, forged, [id])).rejects.toThrow('answer_check');
  });

  it('is not approved under a role that has ended', async () => {
    const former = await someone(mission, 'chief_of_mission');
    const { item, point } = await aPoint((await aTheme(round)).id);
    const { id } = succeeded(await draftAnswer(round.officer, { itemId: item }, english([point])));
    succeeded(await moveAnswer(round.officer, id, { event: 'submit' }));
    await roleEnds(former.roles[0]!);
    expect(await moveAnswer(former, id, { event: 'approve' })).toEqual({ ok: false, refusal: 'answer.no_authority' });
    expect(await states({ item, point })).toEqual(['disposed', 'decided']);
  });

  it('speaks only to points that have a disposition, of its own item or theme', async () => {
    const theme = await aTheme(round);
    const item = (await aSubmission(round)).items[0]!;
    const [open] = await considered(round, item, { theme: theme.id });
    const elsewhere = await aPoint((await aTheme(round)).id);
    const { id } = succeeded(await draftAnswer(round.officer, { themeId: theme.id }, english([open!])));
    expect(await moveAnswer(round.officer, id, { event: 'submit' })).toEqual({
      ok: false,
      refusal: 'answer.point_not_disposed',
    });
    const wrong = await draftAnswer(round.officer, { themeId: theme.id }, english([elsewhere.point]));
    expect(wrong).toEqual({ ok: false, refusal: 'answer.point_elsewhere' });
  });

  it('that is newer takes the place of the former one after a dispute', async () => {
    const one = await aPoint((await aTheme(round)).id);
    const first = succeeded(await draftAnswer(round.officer, { itemId: one.item }, english([one.point])));
    succeeded(await approved(first.id));
    const item = await itemAs(round.officer, one.item);
    const participant = { role: 'participant', accountId: null, missionId: mission.id };
    await recordChange(participant, [next('item.disputed', item)], (tx) =>
      setItemState(tx, item, 'disputed', dayOf(runtime.now())),
    );
    succeeded(await moveItem(round.officer, one.item, 'consider_again'));
    succeeded(await disposePoint(round.officer, one.point, { kind: 'answered' }));
    expect(await states(one)).toEqual(['disposed', 'decided']);
    const second = succeeded(await draftAnswer(round.officer, { itemId: one.item }, english([one.point])));
    succeeded(await approved(second.id));
    expect(await states(one)).toEqual(['answered', 'answer_available']);
    const standing = await readForDesk(round.officer, (db) => answersCovering(db, one.item));
    expect(standing.map(({ id }) => id)).toEqual([second.id]);
  });

  it('is not there for another mission', async () => {
    const { item, point } = await aPoint((await aTheme(round)).id);
    const { id } = succeeded(await draftAnswer(round.officer, { itemId: item }, english([point])));
    const stranger = await someone(await aMission(), 'chief_of_mission', 'consultation_officer');
    expect(await moveAnswer(stranger, id, { event: 'submit' })).toEqual({ ok: false, refusal: 'answer.not_found' });
    expect(await draftAnswer(stranger, { itemId: item }, english([]))).toEqual({
      ok: false,
      refusal: 'answer.not_found',
    });
  });
});

describe('a theme answer', () => {
  it('answers each sender in their own language, and what was ticked stays ticked in a translation', async () => {
    const theme = await aTheme(round);
    const [anglophone, francophone, unticked] = [
      await aPoint(theme.id),
      await aPoint(theme.id, 'fr'),
      await aPoint(theme.id),
    ];
    const ticks = [anglophone.point, francophone.point];
    const { id } = succeeded(await draftAnswer(round.officer, { themeId: theme.id }, english(ticks)));
    succeeded(await approved(id));
    expect(await states(anglophone)).toEqual(['answered', 'answer_available']);
    expect(await states(francophone)).toEqual(['disposed', 'decided']);
    expect(await states(unticked)).toEqual(['disposed', 'decided']);

    const french = { language: 'fr', text: SAID.fr, translation: 'machine' as const };
    const translation = succeeded(await translateAnswer(round.officer, id, french));
    const again = await translateAnswer(round.officer, id, french);
    expect(again).toEqual({ ok: false, refusal: 'answer.language_there' });
    expect(await moveAnswer(round.officer, translation.id, { event: 'review_translation' })).toEqual({
      ok: false,
      refusal: 'answer.reviewer_drafted',
    });
    const speaker = await someone(mission, 'translator');
    succeeded(await moveAnswer(speaker, translation.id, { event: 'review_translation' }));
    succeeded(await approved(translation.id));
    expect(await states(francophone)).toEqual(['answered', 'answer_available']);
    const kept = await readForDesk(round.officer, (db) => answerById(db, translation.id));
    expect(kept).toMatchObject({ translation: 'human_reviewed', state: 'approved' });
  });

  it('is translated in the role that allows it, and the record names that role', async () => {
    const theme = await aTheme(round);
    const { point } = await aPoint(theme.id);
    const { id } = succeeded(await draftAnswer(round.officer, { themeId: theme.id }, english([point])));
    const french = { language: 'fr', text: SAID.fr, translation: 'machine' as const };
    const stranger = await someone(mission, 'auditor');
    expect(await translateAnswer(stranger, id, french)).toMatchObject({ ok: false });
    const speaker = await someone(mission, 'translator');
    const translation = succeeded(await translateAnswer(speaker, id, french));
    const facts = await readForDesk(round.officer, (db) =>
      db.fact.findMany({ where: { subjectId: translation.id }, select: { type: true, actorRole: true } }),
    );
    expect(facts).toEqual([{ type: 'answer.drafted', actorRole: 'translator' }]);
  });
});
