import type { Staff } from '~/auth/staff.server';
import { moveCommitment } from '~/decisions/commitment-commands.server';
import { addCommitment, draftDecision } from '~/decisions/decision-commands.server';
import type { CommitmentMove } from '~/decisions/decision-input';
import type { DisposalInput } from '~/decisions/disposition';
import { disposePoints } from '~/decisions/disposition-commands.server';
import { linkInputs } from '~/decisions/link-commands.server';
import { moveDecision } from '~/decisions/sign-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import type { StoryClock } from './clock';
import type { MarkedPoint } from './desk';
import type { EnrolledProgram } from './setting';
import { present, succeeded } from './succeeded';
import type { CommitmentText, DecisionText } from './texts';

/** Where a decision is prepared: the program it changes, the round it follows from, and that round's themes. */
export interface Weighing {
  manager: Staff;
  clock: StoryClock;
  program: EnrolledProgram;
  roundId: string;
  themes: ReadonlyMap<string, string>;
}

/** The five fields, the promises, and the theme that it answers. Not yet proposed. */
export async function prepareDecision(weighing: Weighing, text: DecisionText, effectiveOn: string): Promise<string> {
  const { manager, clock, program, roundId, themes } = weighing;
  const { question, outcome, rationale, alternatives = {}, level, recommendedTo, after } = text;
  const elementId = present(program.elements[text.element], `the element ${text.element}`);
  const fields = { roundId, elementId, question, outcome, rationale, alternatives, level, recommendedTo, after };
  const { id } = await succeeded(draftDecision(manager, { ...fields, effectiveOn }));
  for (const commitment of text.commitments) {
    const promise = { text: commitment.text, ownerOffice: commitment.office, dueOn: clock.day(commitment.due) };
    await succeeded(addCommitment(manager, id, promise));
  }
  const themeId = present(themes.get(text.theme), `the theme ${text.theme}`);
  await succeeded(linkInputs(manager, id, { relation: 'caused', themeId, pointIds: [] }));
  return id;
}

export function propose(manager: Staff, decisionId: string) {
  return succeeded(moveDecision(manager, decisionId, { event: 'propose' }));
}

export function sign(chief: Staff, decisionId: string) {
  return succeeded(moveDecision(chief, decisionId, { event: 'sign' }));
}

/** Disposes of each point as its fate says: one act for all that share a fate. */
export async function dispose(
  manager: Staff,
  points: readonly MarkedPoint[],
  fateOf: (point: MarkedPoint) => string,
  disposals: Readonly<Record<string, DisposalInput>>,
): Promise<void> {
  for (const fate of new Set(points.map(fateOf))) {
    const alike = points.filter((point) => fateOf(point) === fate).map(({ id }) => id);
    await succeeded(disposePoints(manager, alike, present(disposals[fate], `what becomes of ${fate}`)));
  }
}

/** A promise of the story, with its id in the program. */
export interface Promised {
  id: string;
  text: CommitmentText;
}

export async function promisesOf(
  staff: Staff,
  decisions: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, DecisionText>>,
): Promise<Promised[]> {
  const rows = await readForDesk(staff, (db) => db.commitment.findMany({ select: { id: true, decisionId: true } }));
  return Object.entries(texts).flatMap(([name, { commitments }]) => {
    const own = rows.filter(({ decisionId }) => decisionId === decisions[name]);
    return commitments.map((text, index) => ({ id: present(own[index], `a promise of ${name}`).id, text }));
  });
}

function movesOf({ id: commitmentId, text }: Promised, clock: StoryClock): (CommitmentMove & { on: number })[] {
  const { started, kept, broken, revised } = text;
  const moves = [];
  if (started !== undefined) moves.push({ on: started, commitmentId, event: 'start' });
  if (kept) moves.push({ commitmentId, event: 'keep', ...kept });
  if (broken) moves.push({ commitmentId, event: 'break', ...broken });
  if (revised) {
    const { on, due, reason } = revised;
    moves.push({ on, commitmentId, event: 'revise', reason, dueOn: clock.day(due) });
  }
  return moves;
}

/** What became of the promises, each on its day. */
export async function followPromises(officer: Staff, clock: StoryClock, promised: readonly Promised[]): Promise<void> {
  const moves = promised.flatMap((promise) => movesOf(promise, clock)).sort((one, other) => one.on - other.on);
  for (const { on, ...move } of moves) {
    clock.goTo(on);
    await succeeded(moveCommitment(officer, move));
  }
}
