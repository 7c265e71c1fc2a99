import type { Staff } from '~/auth/staff.server';
import { inForce } from '~/decisions/authority-store.server';
import {
  DECISION_FACTS,
  DECISION_WORKFLOW,
  isComplete,
  type Decision,
  type DecisionCase,
  type DecisionEvent,
} from '~/decisions/decision';
import { loadDecision, overOf, type LoadedDecision } from '~/decisions/decision-loading.server';
import { writersOf } from '~/decisions/decision-store.server';
import { insertStep, saveDecision } from '~/decisions/decision-writes-store.server';
import { behind } from '~/decisions/disposition-commands.server';
import { disposalRefusal } from '~/decisions/disposition';
import { applyChanges, changeFacts } from '~/decisions/element-changes.server';
import { pointsAwaiting, type PointCase } from '~/decisions/point-case-store.server';
import { conflictsOf } from '~/decisions/program-changes';
import { RECOMMENDATION_DAYS } from '~/decisions/recommendation';
import { disposalPayload } from '~/decisions/weighing';
import { itemMoves, writeWeighing, type ItemMoves } from '~/decisions/weighing-writes-store.server';
import { addDays, dateOf, dayOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { done, refuse, type Refusal, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

export interface DecisionMove {
  event: DecisionEvent;
  /** Why it is sent back: `return` is refused without. */
  reason?: string | undefined;
}

/** What is found out about an event before it is decided. */
export interface SigningFacts {
  writers: string[];
  awaiting: PointCase[];
  authorityInForce: boolean;
}

export async function signingFacts(staff: Staff, db: Db, decision: Decision): Promise<SigningFacts> {
  return {
    writers: await writersOf(db, 'decision', decision.id),
    awaiting: await pointsAwaiting(db, decision.id),
    authorityInForce: await inForce(db, staff.authority('decision.sign', overOf(decision)), dayOf(now())),
  };
}

/** What would stand against the dispositions that wait for this decision, were it signed now. */
function waitingRefusal(decision: Decision, awaiting: readonly PointCase[]): Refusal | null {
  const today = dayOf(now());
  for (const point of awaiting) {
    const { current, state: pointState, item } = point;
    const refusal = disposalRefusal(
      { kind: current!.kind, decisionId: decision.id },
      { today, pointState, itemState: item.state, decision: behind(decision, point), elementKnown: false },
    );
    if (refusal) return refusal;
  }
  return null;
}

/** A decision as its workflow judges it. */
export function caseOf(staff: Staff, { decision, round, elements, more }: LoadedDecision<SigningFacts>): DecisionCase {
  return {
    state: decision.state,
    level: decision.level,
    recommendedTo: decision.recommendedTo,
    complete: isComplete(decision, round.sourceLanguage),
    actorId: staff.accountId,
    writers: [decision.preparedBy, ...more.writers],
    authorityInForce: more.authorityInForce,
    conflicts: conflictsOf(decision.changes, elements).length,
    dispositionRefusal: waitingRefusal(decision, more.awaiting),
  };
}

/**
 * Moves a decision by an event of its workflow. At the signature everything that rests on it happens in one piece: the
 * program's elements get their new text (or the recommendation is sent, due in 90 days), the dispositions that waited
 * count, and items whose every point has one are decided. Refuses a signer who wrote in it, a role not in force today,
 * and an element that somebody rewrote since.
 */
export async function moveDecision(staff: Staff, id: string, { event, reason }: DecisionMove): Promise<Result> {
  const loaded = await loadDecision(staff, id, (db, decision) => signingFacts(staff, db, decision));
  if (!loaded) return refuse('decision.not_found');
  const { decision } = loaded;
  const over = overOf(decision);
  const stepped = step(DECISION_WORKFLOW, caseOf(staff, loaded), event, (permission) => staff.may(permission, over));
  if (!stepped.ok) return stepped;
  if (event === 'return' && !reason?.trim()) return refuse('decision.reason_missing');
  if (event === 'sign') return sign(staff, loaded);
  const actor = staff.actor(DECISION_WORKFLOW[event].needs, over);
  const data = { state: stepped.value, ...(event === 'return' && { returnedReason: reason!.trim() }) };
  await recordChange(actor, [next(DECISION_FACTS[event], decision)], (tx) => saveDecision(tx, decision, data));
  return done();
}

function signedColumns(staff: Staff, decision: Decision, authorityId: string, today: Day) {
  const recommendation =
    decision.level === 'mission'
      ? {}
      : { recommendation: 'sent', recommendationDue: dateOf(addDays(today, RECOMMENDATION_DAYS)) };
  return {
    state: 'signed',
    decidedBy: staff.accountId,
    authorityId,
    decidedOn: dateOf(today),
    ...recommendation,
  };
}

function signFacts(decision: Decision, authorityId: string, awaiting: readonly PointCase[], moves: ItemMoves): Fact[] {
  return [
    next('decision.signed', decision, { authority: authorityId, level: decision.level }),
    ...awaiting.map((point) =>
      next('point.disposed', point, disposalPayload({ kind: point.current!.kind, decisionId: decision.id })),
    ),
    ...moves.facts,
  ];
}

async function sign(staff: Staff, { decision, elements, more }: LoadedDecision<SigningFacts>): Promise<Result> {
  const today = dayOf(now());
  const over = overOf(decision);
  const authority = staff.authority('decision.sign', over)!;
  const moves = itemMoves(more.awaiting, 'disposed');
  const applies = decision.level === 'mission';
  const facts = [
    ...signFacts(decision, authority.id, more.awaiting, moves),
    ...(applies ? changeFacts(decision, elements) : []),
  ] as [Fact, ...Fact[]];
  await recordChange(staff.actor('decision.sign', over), facts, async (tx) => {
    await saveDecision(tx, decision, signedColumns(staff, decision, authority.id, today));
    if (applies) await applyChanges(tx, decision, elements, today);
    else await insertStep(tx, decision, { state: 'sent', note: {}, stepOn: today });
    await writeWeighing(tx, more.awaiting, 'disposed', { moves: moves.moves, day: today });
  });
  return done();
}
