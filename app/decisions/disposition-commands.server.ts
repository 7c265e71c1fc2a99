import type { Staff } from '~/auth/staff.server';
import type { Decision } from '~/decisions/decision';
import { decisionById } from '~/decisions/decision-store.server';
import { insertLinks, saveDecision, type NewLink } from '~/decisions/decision-writes-store.server';
import {
  countsNow,
  disposalRefusal,
  isPartnerTension,
  type DecisionBehind,
  type DisposalInput,
} from '~/decisions/disposition';
import { writeDispositions } from '~/decisions/disposition-store.server';
import { maySee, pointCases, type PointCase } from '~/decisions/point-case-store.server';
import { changeRefusal } from '~/decisions/program-changes';
import { disposalPayload } from '~/decisions/weighing';
import { itemMoves, writeWeighing } from '~/decisions/weighing-writes-store.server';
import { dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { elementById } from '~/programs/program-store.server';
import { next, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';

/** Points that one act may dispose of: as many as a person can tick with their eyes open. */
export const MOST_POINTS = 500;

export interface Disposed {
  roundId: string;
  /** No disposition was made: the reason given is none, and the chief of mission is asked. */
  escalated: boolean;
  points: number;
}

interface Loaded {
  points: PointCase[];
  decision: Decision | null;
  elementProgram: string | null;
}

function load(staff: Staff, pointIds: readonly string[], input: DisposalInput): Promise<Loaded> {
  return readForDesk(staff, async (db) => ({
    points: (await pointCases(db, pointIds)).filter((point) => maySee(staff, point)),
    decision: input.decisionId ? await decisionById(db, input.decisionId) : null,
    elementProgram: input.elementId ? ((await elementById(db, input.elementId))?.programId ?? null) : null,
  }));
}

export function isLinked(decision: Pick<Decision, 'links'>, point: Pick<PointCase, 'id' | 'themeIds'>): boolean {
  return decision.links.some(
    (link) =>
      link.relation !== 'contradicted' &&
      (link.pointId === point.id || (link.themeId !== null && point.themeIds.includes(link.themeId))),
  );
}

/** The decision as a disposition of this point sees it. */
export function behind(decision: Decision, point: Pick<PointCase, 'id' | 'themeIds'>): DecisionBehind {
  const { state, level, recommendation } = decision;
  const changes = decision.changes.filter((change) => changeRefusal(change) === null).length;
  const contradicts = decision.links.some((link) => link.pointId === point.id && link.relation === 'contradicted');
  return { state, level, recommendation, changes, linked: isLinked(decision, point), contradicts };
}

function refusalFor(point: PointCase, input: DisposalInput, { decision, elementProgram }: Loaded) {
  const ofRound = decision?.roundId === point.roundId ? decision : null;
  return disposalRefusal(input, {
    today: dayOf(now()),
    pointState: point.state,
    itemState: point.item.state,
    decision: ofRound && behind(ofRound, point),
    elementKnown: elementProgram !== null && elementProgram === point.item.programId,
  });
}

/** Records the attempt and nothing else: the points stay as they are. */
async function escalate(staff: Staff, points: readonly PointCase[], over: { programId: string; roundId: string }) {
  const facts = points.map((point) => next('point.escalated', point, { reason: 'partner_tension' }));
  await recordChange(staff.actor('item.dispose', over), facts as [Fact, ...Fact[]], (tx) =>
    writeWeighing(tx, points, null, { moves: [], day: dayOf(now()) }),
  );
}

async function write(
  staff: Staff,
  { points, decision }: Loaded,
  input: DisposalInput,
  over: { programId: string; roundId: string },
) {
  const today = dayOf(now());
  const counts = countsNow(input.kind, decision);
  const links: NewLink[] = points
    .filter((point) => decision && !isLinked(decision, point))
    .map((point) => ({ pointId: point.id, themeId: null, relation: input.relation! }));
  const { moves, facts } = itemMoves(points, counts ? 'disposed' : null);
  const type = counts ? 'point.disposed' : 'point.disposition_proposed';
  const all = [
    ...points.map((point) => next(type, point, disposalPayload(input))),
    ...facts,
    ...(decision && links.length > 0 ? [next('decision.linked', decision, { links: links.length })] : []),
  ] as [Fact, ...Fact[]];
  await recordChange(staff.actor('item.dispose', over), all, async (tx) => {
    await writeDispositions(tx, points, input, { missionId: staff.missionId!, accountId: staff.accountId, today });
    await writeWeighing(tx, points, counts ? 'disposed' : null, { moves, day: today });
    if (decision && links.length > 0) {
      await insertLinks(tx, decision, links, today);
      await saveDecision(tx, decision);
    }
  });
}

/**
 * Disposes of points of one round in one way: all of them or, when one is refused, none (G02). What rests on a decision
 * that is not signed yet is a proposal and does not count. `partner_tension` makes no disposition: the attempt is
 * recorded, counted, and escalated to the chief of mission. An item whose every point has a disposition is decided.
 */
export async function disposePoints(
  staff: Staff,
  pointIds: readonly string[],
  input: DisposalInput,
): Promise<Result<Disposed>> {
  const wanted = [...new Set(pointIds)];
  if (wanted.length === 0) return refuse('disposition.nothing_ticked');
  if (wanted.length > MOST_POINTS) return refuse('disposition.too_many');
  const loaded = await load(staff, wanted, input);
  const { points } = loaded;
  const [first] = points;
  if (!first || points.length < wanted.length) return refuse('point.not_found');
  const over = { programId: first.item.programId, roundId: first.roundId };
  if (points.some((point) => point.roundId !== first.roundId)) return refuse('disposition.several_rounds');
  if (!staff.missionId || !staff.may('item.dispose', over)) return refuse('workflow.not_allowed');
  const about = { roundId: first.roundId, points: points.length };
  if (isPartnerTension(input)) {
    await escalate(staff, points, over);
    return done({ ...about, escalated: true });
  }
  for (const point of points) {
    const refusal = refusalFor(point, input, loaded);
    if (refusal) return refuse(refusal);
  }
  await write(staff, loaded, input, over);
  return done({ ...about, escalated: false });
}

/** Disposes of one point. */
export function disposePoint(staff: Staff, pointId: string, input: DisposalInput): Promise<Result<Disposed>> {
  return disposePoints(staff, [pointId], input);
}
