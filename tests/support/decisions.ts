import { randomUUID } from 'node:crypto';
import type { Staff } from '~/auth/staff.server';
import { addChange, draftDecision } from '~/decisions/decision-commands.server';
import type { DecisionDraft } from '~/decisions/decision-input';
import { moveDecision } from '~/decisions/sign-commands.server';
import { dateOf, dayOf } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { programElements } from '~/programs/program-store.server';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import type { OpenRound } from './rounds';
import { succeeded } from './rounds';

/** A new text for the program's element, each time another. */
export function aRule() {
  return { en: `Patrols are not conducted at night. ${randomUUID().slice(0, 8)}`, fr: 'Aucune patrouille la nuit.' };
}

/** What a program manager fills in; the program's element is left as it is unless `elementId` names it. */
export function aDecisionForm(round: { id: string }, more: Partial<DecisionDraft> = {}): DecisionDraft {
  return {
    roundId: round.id,
    level: 'mission',
    question: { en: 'Are patrols at night acceptable?' },
    outcome: { en: 'We stop patrols at night.', fr: 'Nous arrêtons les patrouilles de nuit.' },
    rationale: { en: 'People told us that night patrols close the market.' },
    alternatives: {},
    after: {},
    ...more,
  };
}

export async function elementOf(round: OpenRound) {
  const [element] = await readForDesk(round.officer, (db) => programElements(db, round.programId));
  return element!;
}

/** A draft that changes the program's element. Gives its id. */
export async function aDecision(round: OpenRound, more: Partial<DecisionDraft> = {}): Promise<string> {
  const { id } = succeeded(await draftDecision(round.officer, aDecisionForm(round, more)));
  const element = await elementOf(round);
  succeeded(await addChange(round.officer, id, { elementId: element.id, after: aRule(), effectiveOn: dayOf(now()) }));
  return id;
}

export async function signed(round: OpenRound, id: string): Promise<string> {
  succeeded(await moveDecision(round.officer, id, { event: 'propose' }));
  succeeded(await moveDecision(round.chief, id, { event: 'sign' }));
  return id;
}

/** Ends a role yesterday, as an administrator would; the person's open session still believes in it. */
export async function roleEnds({ id }: { id: string }): Promise<void> {
  const yesterday = dateOf(dayOf(new Date(now().getTime() - 86_400_000)));
  await recordChange(
    { role: 'admin', accountId: null, missionId: null },
    [next('role_assignment.ended', { id, version: 1 })],
    (tx) => tx.roleAssignment.updateMany({ where: { id }, data: { toOn: yesterday, version: { increment: 1 } } }),
    { role: 'accounts' },
  );
}

/** The states of points and items as the database has them now. */
export async function statesOf(staff: Staff, { points = [], items = [] }: { points?: string[]; items?: string[] }) {
  return readForDesk(staff, async (db) => {
    const pointRows = await db.point.findMany({ where: { id: { in: points } }, select: { id: true, state: true } });
    const itemRows = await db.item.findMany({ where: { id: { in: items } }, select: { id: true, state: true } });
    const stateOf = (rows: { id: string; state: string }[], id: string) => rows.find((row) => row.id === id)?.state;
    return {
      points: points.map((id) => stateOf(pointRows, id)),
      items: items.map((id) => stateOf(itemRows, id)),
    };
  });
}

/** The types of the facts about a subject, in the order of its versions. */
export async function factsAbout(staff: Staff, subjectId: string): Promise<string[]> {
  const rows = await readForDesk(staff, (db) =>
    db.fact.findMany({ where: { subjectId }, select: { type: true }, orderBy: { subjectVersion: 'asc' } }),
  );
  return rows.map(({ type }) => type);
}
