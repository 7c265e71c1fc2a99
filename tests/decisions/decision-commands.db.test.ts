import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addCommitment,
  addChange,
  draftDecision,
  editDecision,
  rebaseChange,
} from '~/decisions/decision-commands.server';
import { decisionById } from '~/decisions/decision-store.server';
import { commitmentsOf } from '~/decisions/commitment-store.server';
import { moveCommitment } from '~/decisions/commitment-commands.server';
import { dropLink, linkInputs } from '~/decisions/link-commands.server';
import { conflictsOf } from '~/decisions/program-changes';
import { moveRecommendation } from '~/decisions/recommendation-commands.server';
import { moveDecision } from '~/decisions/sign-commands.server';
import { addDays, dayOf } from '~/platform/day';
import { readForDesk } from '~/auth/desk-reading.server';
import { reviseElement } from '~/programs/element-commands.server';
import { latestRevision } from '~/programs/program';
import { aDecision, aDecisionForm, aRule, elementOf, factsAbout, roleEnds, signed } from '../support/decisions';
import { query } from '../support/database';
import { aTheme } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let round: OpenRound;
let mission: { id: string };

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
});
afterAll(() => runtime.close());

const load = async (id: string) => (await readForDesk(round.officer, (db) => decisionById(db, id)))!;
const today = () => dayOf(runtime.now());
const currentText = async () => latestRevision(await elementOf(round))!;

describe('a decision', () => {
  it('is drafted, proposed, sent back with a reason, and signed by another person', async () => {
    const id = await aDecision(round);
    succeeded(await moveDecision(round.officer, id, { event: 'propose' }));
    expect(await editDecision(round.officer, id, aDecisionForm(round))).toEqual({
      ok: false,
      refusal: 'decision.not_draft',
    });
    expect(await moveDecision(round.chief, id, { event: 'return' })).toEqual({
      ok: false,
      refusal: 'decision.reason_missing',
    });
    succeeded(await moveDecision(round.chief, id, { event: 'return', reason: 'Say who was asked.' }));
    expect(await load(id)).toMatchObject({ state: 'draft', returnedReason: 'Say who was asked.' });
    succeeded(await editDecision(round.officer, id, aDecisionForm(round)));
    await signed(round, id);
    const decision = await load(id);
    expect(decision).toMatchObject({ state: 'signed', decidedBy: round.chief.accountId, decidedOn: today() });
    expect(decision.authorityId).toBe(round.chief.roles[0]!.id);
    expect(await factsAbout(round.officer, id)).toEqual([
      'decision.drafted',
      'decision.changed',
      'decision.proposed',
      'decision.returned',
      'decision.changed',
      'decision.proposed',
      'decision.signed',
    ]);
  });

  it('is numbered within its program, also when two are drafted at once', async () => {
    const other = await anOpenRound(mission);
    const made = await Promise.all([1, 2, 3].map(() => draftDecision(other.officer, aDecisionForm(other))));
    const numbers = await Promise.all(made.map(async (one) => (await load(succeeded(one).id)).number));
    expect(numbers.sort()).toEqual([1, 2, 3]);
  });

  it('needs words in the working language', async () => {
    const { id } = succeeded(
      await draftDecision(round.officer, aDecisionForm(round, { rationale: { fr: 'Parce que.' } })),
    );
    expect(await moveDecision(round.officer, id, { event: 'propose' })).toEqual({
      ok: false,
      refusal: 'decision.text_missing',
    });
    const wordless = await draftDecision(round.officer, aDecisionForm(round, { outcome: {} }));
    expect(wordless).toEqual({ ok: false, refusal: 'decision.text_missing' });
  });

  it('is not signed by anybody who wrote in it, whatever roles they hold', async () => {
    const both = await someone(mission, 'program_manager', 'chief_of_mission');
    const id = await aDecision(round);
    succeeded(await editDecision(both, id, aDecisionForm(round)));
    succeeded(await moveDecision(round.officer, id, { event: 'propose' }));
    expect(await moveDecision(both, id, { event: 'sign' })).toEqual({ ok: false, refusal: 'decision.signer_prepared' });
    succeeded(await moveDecision(round.chief, id, { event: 'sign' }));
  });

  it('is not signed under a role that has ended, nor without the permission', async () => {
    const former = await someone(mission, 'chief_of_mission');
    const id = await aDecision(round);
    succeeded(await moveDecision(round.officer, id, { event: 'propose' }));
    await roleEnds(former.roles[0]!);
    expect(await moveDecision(former, id, { event: 'sign' })).toEqual({ ok: false, refusal: 'decision.no_authority' });
    const manager = await someone(mission, 'program_manager');
    expect(await moveDecision(manager, id, { event: 'sign' })).toEqual({ ok: false, refusal: 'workflow.not_allowed' });
    expect((await load(id)).state).toBe('proposed');
  });

  it('cannot be signed by its author even past the program: the database refuses', async () => {
    const id = await aDecision(round);
    const forged = `update app.decision set decided_by = prepared_by where id = $1`;
    await expect(query(runtime.databaseUrl, forged, [id])).rejects.toThrow('decision_two_people');
  });

  it('is not of another mission', async () => {
    const id = await aDecision(round);
    const stranger = await someone(await aMission(), 'chief_of_mission');
    expect(await moveDecision(stranger, id, { event: 'sign' })).toEqual({ ok: false, refusal: 'decision.not_found' });
  });
});

describe('what a decision changes', () => {
  it('is written into the program at the signature, with the decision', async () => {
    const after = aRule();
    const { id } = succeeded(await draftDecision(round.officer, aDecisionForm(round)));
    const element = await elementOf(round);
    const effectiveOn = addDays(today(), 30);
    const change = { elementId: element.id, after, effectiveOn };
    succeeded(await addChange(round.officer, id, change));
    expect((await currentText()).text).not.toEqual(after);
    await signed(round, id);
    expect(await currentText()).toMatchObject({ text: after, decisionId: id, effectiveOn });
    expect((await factsAbout(round.officer, element.id)).at(-1)).toBe('program_element.changed');
    await expect(
      query(runtime.databaseUrl, 'delete from app.program_change where decision_id = $1', [id]),
    ).rejects.toThrow('signed: DELETE on program_change');
  });

  it('is refused without words, and when it says the same', async () => {
    const id = await aDecision(round);
    const { id: elementId } = await elementOf(round);
    const same = { elementId, after: (await currentText()).text, effectiveOn: today() };
    expect(await addChange(round.officer, id, same)).toEqual({ ok: false, refusal: 'decision.change_same' });
    expect(await addChange(round.officer, id, { ...same, after: { en: ' ' } })).toEqual({
      ok: false,
      refusal: 'decision.change_empty',
    });
  });

  it('is not signed when somebody rewrote the element since; the draft can start from the new text', async () => {
    const id = await aDecision(round);
    const element = await elementOf(round);
    const text = { en: 'Patrols are announced a day before.' };
    succeeded(
      await reviseElement(round.officer, round.programId, { elementId: element.id, text, effectiveOn: today() }),
    );
    succeeded(await moveDecision(round.officer, id, { event: 'propose' }));
    expect(await moveDecision(round.chief, id, { event: 'sign' })).toEqual({
      ok: false,
      refusal: 'decision.element_changed',
    });
    const [conflict] = conflictsOf((await load(id)).changes, [await elementOf(round)]);
    expect(conflict!.current).toEqual(text);
    succeeded(await moveDecision(round.chief, id, { event: 'return', reason: 'The text has changed.' }));
    succeeded(await rebaseChange(round.officer, id, conflict!.change.id));
    await signed(round, id);
    expect((await load(id)).changes[0]!.before).toEqual(text);
  });
});

describe('links', () => {
  it('made after the signature are kept as back-filled, and those from before stay', async () => {
    const id = await aDecision(round);
    const [before, after] = [await aTheme(round), await aTheme(round)];
    succeeded(await linkInputs(round.officer, id, { relation: 'caused', themeId: before.id, pointIds: [] }));
    await signed(round, id);
    succeeded(await linkInputs(round.officer, id, { relation: 'shaped', themeId: after.id, pointIds: [] }));
    const { links } = await load(id);
    expect(links.map(({ themeId, backFilled }) => ({ themeId, backFilled }))).toEqual([
      { themeId: before.id, backFilled: false },
      { themeId: after.id, backFilled: true },
    ]);
    expect(await dropLink(round.officer, id, links[0]!.id)).toEqual({ ok: false, refusal: 'decision.links_kept' });
    const again = await linkInputs(round.officer, id, { relation: 'shaped', themeId: after.id, pointIds: [] });
    expect(again).toEqual({ ok: false, refusal: 'decision.linked_already' });
  });

  it('cannot be passed off as made in time: the database refuses', async () => {
    const id = await signed(round, await aDecision(round));
    const theme = await aTheme(round);
    const forged = `insert into app.decision_link (id, mission_id, decision_id, theme_id, relation, back_filled, linked_on)
      values (gen_random_uuid(), $1, $2, $3, 'caused', false, '2026-01-01')`;
    await expect(query(runtime.databaseUrl, forged, [mission.id, id, theme.id])).rejects.toThrow('is marked');
  });

  it('lead to nothing of another round', async () => {
    const id = await aDecision(round);
    const theme = await aTheme(await anOpenRound(mission));
    const refused = await linkInputs(round.officer, id, { relation: 'caused', themeId: theme.id, pointIds: [] });
    expect(refused).toEqual({ ok: false, refusal: 'point.not_found' });
  });
});

describe('what is not the mission’s to decide', () => {
  const recommended = async () => {
    const texts = aDecisionForm(round, { level: 'capital', recommendedTo: 'Office of programs' });
    const id = await aDecision(round, texts);
    return signed(round, id);
  };

  it('needs somebody to be recommended to', async () => {
    const id = await aDecision(round, { level: 'capital' });
    expect(await moveDecision(round.officer, id, { event: 'propose' })).toEqual({
      ok: false,
      refusal: 'decision.nobody_to_recommend_to',
    });
  });

  it('is sent at the signature, due in 90 days, and changes the program only when adopted', async () => {
    const before = (await currentText()).id;
    const id = await recommended();
    expect(await load(id)).toMatchObject({ recommendation: 'sent', recommendationDue: addDays(today(), 90) });
    expect((await currentText()).id).toBe(before);
    succeeded(await moveRecommendation(round.officer, id, 'acknowledge'));
    succeeded(await moveRecommendation(round.officer, id, 'adopt', { en: 'As written.' }));
    expect((await currentText()).decisionId).toBe(id);
    expect((await load(id)).steps.map(({ state }) => state)).toEqual(['sent', 'acknowledged', 'adopted']);
  });

  it('is declined with a reason only, and silence is noted after its day', async () => {
    const [declined, silent] = [await recommended(), await recommended()];
    expect(await moveRecommendation(round.officer, declined, 'decline')).toEqual({
      ok: false,
      refusal: 'decision.reason_missing',
    });
    succeeded(await moveRecommendation(round.officer, declined, 'decline', { en: 'No funds until 2027.' }));
    expect(await moveRecommendation(round.officer, silent, 'note_silence')).toEqual({
      ok: false,
      refusal: 'decision.answer_not_due',
    });
  });
});

describe('commitments', () => {
  const promise = {
    text: { en: 'Publish the patrol plan.' },
    ownerOffice: 'Regional security office',
    dueOn: '2026-06-01',
  };

  it('bind from the signature on, and are kept with evidence', async () => {
    const id = await aDecision(round);
    succeeded(await addCommitment(round.officer, id, promise));
    const [made] = await readForDesk(round.officer, (db) => commitmentsOf(db, id));
    const move = (event: string, more = {}) =>
      moveCommitment(round.officer, { commitmentId: made!.id, event, ...more });
    expect(await move('start')).toEqual({ ok: false, refusal: 'commitment.decision_not_signed' });
    await signed(round, id);
    succeeded(await move('start'));
    expect(await move('revise', { dueOn: '2026-09-01' })).toEqual({ ok: false, refusal: 'commitment.reason_missing' });
    succeeded(await move('revise', { dueOn: '2026-09-01', reason: 'The rains came early.' }));
    expect(await move('keep')).toEqual({ ok: false, refusal: 'commitment.evidence_missing' });
    succeeded(await move('keep', { evidence: 'Plan of 3 May, published.' }));
    const [kept] = await readForDesk(round.officer, (db) => commitmentsOf(db, id));
    expect(kept).toMatchObject({ state: 'kept', dueOn: '2026-09-01', evidence: 'Plan of 3 May, published.' });
    expect(await factsAbout(round.officer, made!.id)).toEqual([
      'commitment.made',
      'commitment.started',
      'commitment.revised',
      'commitment.kept',
    ]);
  });

  it('are not promised for a day that has passed', async () => {
    const id = await aDecision(round);
    expect(await addCommitment(round.officer, id, { ...promise, dueOn: today() })).toEqual({
      ok: false,
      refusal: 'commitment.new_day_not_later',
    });
  });
});
