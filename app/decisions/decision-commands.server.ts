import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { isEditable, type Decision } from '~/decisions/decision';
import type { ChangeInput, CommitmentInput, DecisionDraft, DecisionTexts } from '~/decisions/decision-input';
import { loadDecision, overOf, type LoadedDecision } from '~/decisions/decision-loading.server';
import {
  deleteChange,
  insertChange,
  insertCommitment,
  insertDecision,
  saveDecision,
  textColumns,
  type NewChange,
} from '~/decisions/decision-writes-store.server';
import { changeRefusal } from '~/decisions/program-changes';
import { missingLanguages } from '~/i18n/localized-text';
import { dayOf } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Refusal, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { latestRevision, type ProgramElement } from '~/programs/program';
import { elementById } from '~/programs/program-store.server';
import { born, next, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { roundById } from '~/rounds/round-store.server';

/** Rounds whose points are weighed. */
const WEIGHING = ['open', 'paused_for_safety', 'closed', 'synthesis', 'responded'];

/** The change of an element as it is now; refuses one of another program, an empty text and the same text. */
function startChange(
  programId: string,
  element: ProgramElement | null,
  { elementId, after, effectiveOn }: ChangeInput,
): Result<NewChange> {
  if (!element || element.programId !== programId) return refuse('decision.element_missing');
  const change = { elementId, after, effectiveOn, before: latestRevision(element)?.text ?? {} };
  const refusal = changeRefusal(change);
  return refusal ? refuse(refusal) : done(change);
}

/** Whether anything is said in the language the desk works in: without it there is no draft. */
function wordless({ question, outcome }: DecisionTexts, working: string): Refusal | null {
  return missingLanguages(question, [working]).length + missingLanguages(outcome, [working]).length > 0
    ? 'decision.text_missing'
    : null;
}

/**
 * Drafts a decision for a round, with the change of one element if there is one: what was asked, what we do, why, text
 * before, text after. The text before is the element's own. Gives its id.
 */
export async function draftDecision(staff: Staff, input: DecisionDraft): Promise<Result<{ id: string }>> {
  const { elementId } = input;
  const [round, element] = await readForDesk(staff, async (db) => [
    await roundById(db, input.roundId),
    elementId ? await elementById(db, elementId) : null,
  ]);
  if (!round) return refuse('round.not_found');
  const { missionId, programId } = round;
  const over = { programId, roundId: round.id };
  if (!staff.may('decision.edit', over)) return refuse('workflow.not_allowed');
  if (!WEIGHING.includes(round.state)) return refuse('decision.round_not_weighed');
  const refusal = wordless(input, round.sourceLanguage);
  if (refusal) return refuse(refusal);
  const change = elementId
    ? startChange(programId, element, { ...input, elementId, effectiveOn: input.effectiveOn ?? dayOf(now()) })
    : null;
  if (change && !change.ok) return change;
  const decision = { id: v7(), missionId, programId, roundId: round.id, preparedBy: staff.accountId };
  const fact = born('decision.drafted', decision.id, { round: round.id, level: input.level });
  await recordChange(staff.actor('decision.edit', over), [fact], async (tx) => {
    await insertDecision(tx, decision, input);
    if (change) await insertChange(tx, decision, change.value);
  });
  return done({ id: decision.id });
}

interface Edit {
  facts?: Fact[];
  data?: Parameters<typeof saveDecision>[2];
  work?: (tx: Tx) => Promise<unknown>;
}

/** One change of a draft: its next version, by somebody who may write decisions. */
async function editDraft(staff: Staff, id: string, edit: (loaded: LoadedDecision) => Result<Edit>): Promise<Result> {
  const loaded = await loadDecision(staff, id);
  if (!loaded) return refuse('decision.not_found');
  const { decision } = loaded;
  const over = overOf(decision);
  if (!staff.may('decision.edit', over)) return refuse('workflow.not_allowed');
  if (!isEditable(decision)) return refuse('decision.not_draft');
  const decided = edit(loaded);
  if (!decided.ok) return decided;
  const { facts = [], data, work } = decided.value;
  await recordChange(staff.actor('decision.edit', over), [next('decision.changed', decision), ...facts], async (tx) => {
    await work?.(tx);
    await saveDecision(tx, decision, data);
  });
  return done();
}

/** Rewrites the texts of a draft, its level and whom it is recommended to. */
export function editDecision(staff: Staff, id: string, texts: DecisionTexts): Promise<Result> {
  return editDraft(staff, id, ({ round }) => {
    const refusal = wordless(texts, round.sourceLanguage);
    return refusal ? refuse(refusal) : done({ data: textColumns(texts) });
  });
}

/** Adds the change of one element to a draft, or replaces the one it has for it. */
export function addChange(staff: Staff, id: string, input: ChangeInput): Promise<Result> {
  return editDraft(staff, id, ({ decision, elements }) => {
    const element = elements.find((one) => one.id === input.elementId) ?? null;
    const change = startChange(decision.programId, element, input);
    if (!change.ok) return change;
    const former = decision.changes.find((one) => one.elementId === input.elementId);
    return done({
      work: async (tx: Tx) => {
        if (former) await deleteChange(tx, former.id);
        await insertChange(tx, decision, change.value);
      },
    });
  });
}

function changeOf(decision: Decision, changeId: string) {
  return decision.changes.find((one) => one.id === changeId);
}

/** Takes a change out of a draft. */
export function dropChange(staff: Staff, id: string, changeId: string): Promise<Result> {
  return editDraft(staff, id, ({ decision }) =>
    changeOf(decision, changeId)
      ? done({ work: (tx: Tx) => deleteChange(tx, changeId) })
      : refuse('decision.not_found'),
  );
}

/** Lets a change start from the text that the element has now, after somebody else rewrote it. */
export function rebaseChange(staff: Staff, id: string, changeId: string): Promise<Result> {
  return editDraft(staff, id, ({ decision, elements }) => {
    const former = changeOf(decision, changeId);
    if (!former) return refuse('decision.not_found');
    const element = elements.find((one) => one.id === former.elementId) ?? null;
    const change = startChange(decision.programId, element, former);
    if (!change.ok) return change;
    return done({
      work: async (tx: Tx) => {
        await deleteChange(tx, former.id);
        await insertChange(tx, decision, change.value);
      },
    });
  });
}

/** Adds a promise to a draft: what, which office, by when. It binds once the decision is signed. */
export function addCommitment(staff: Staff, id: string, input: CommitmentInput): Promise<Result> {
  return editDraft(staff, id, ({ decision, round }) => {
    if (missingLanguages(input.text, [round.sourceLanguage]).length > 0) return refuse('decision.text_missing');
    if (input.dueOn <= dayOf(now())) return refuse('commitment.new_day_not_later');
    const commitmentId = v7();
    return done({
      facts: [born('commitment.made', commitmentId, { decision: id })],
      work: (tx: Tx) => insertCommitment(tx, commitmentId, decision, input),
    });
  });
}
