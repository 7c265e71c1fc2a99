import { v7 } from 'uuid';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { DEMAND_FACTS, DEMAND_WORKFLOW, isWithin, type DemandEvent, type LawfulDemand } from '~/missions/lawful-demand';
import type { DemandMove, DemandRegistration } from '~/missions/lawful-demand-input';
import {
  demandById,
  insertDemand,
  saveDemand,
  sealDemandStep,
  type DemandChange,
} from '~/missions/lawful-demand-store.server';
import { dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next, type FactPayload } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

/**
 * Registers what an authority demands, in codes; the words are sealed. Refuses everybody but the chief of mission and the
 * protection officers, and a day that has not come.
 */
export async function registerDemand(staff: Staff, form: DemandRegistration): Promise<Result<{ id: string }>> {
  const { missionId } = staff;
  if (!missionId || !staff.may('demand.register')) return refuse('workflow.not_allowed');
  const today = dayOf(now());
  if (form.receivedOn > today) return refuse('lawful_demand.in_future');
  const { words, ...codes } = form;
  const demand = { ...codes, id: v7(), missionId };
  const writeStep = await sealDemandStep(demand, { event: 'register', words, by: staff.accountId, today });
  const { authority, basis, scope } = codes;
  const fact = born('lawful_demand.received', demand.id, { authority, basis, scope, gagged: codes.gagUntil !== null });
  await recordChange(staff.actor('demand.register'), [fact], async (tx) => {
    await insertDemand(tx, demand);
    await writeStep(tx);
  });
  return done({ id: demand.id });
}

const load = (staff: Staff, id: string) => readForDesk(staff, (db) => demandById(db, id));

function changeOf(staff: Staff, move: Exclude<DemandMove, { intent: 'gag' }>): DemandChange {
  const by = staff.accountId;
  if (move.intent === 'take_up') return {};
  if (move.intent === 'narrow') return { scope: move.scope, reviewedBy: by };
  const decided = { decidedBy: by, decidedOn: dayOf(now()) };
  return move.intent === 'answer' ? { ...decided, given: move.given } : decided;
}

function payloadOf(move: Exclude<DemandMove, { intent: 'gag' }>): FactPayload {
  if (move.intent === 'narrow') return { scope: move.scope };
  // Counts and kinds, never content.
  return move.intent === 'answer'
    ? { given: Object.entries(move.given).map(([kind, count]) => `${kind} ${count}`) }
    : {};
}

async function write(staff: Staff, demand: LawfulDemand, move: DemandMove, change: DemandChange, payload: FactPayload) {
  const { intent: event, words } = move;
  const needs = event === 'gag' ? 'demand.decide' : DEMAND_WORKFLOW[event].needs;
  const writeStep = await sealDemandStep(demand, { event, words, by: staff.accountId, today: dayOf(now()) });
  const fact = next(event === 'gag' ? 'lawful_demand.gag_set' : DEMAND_FACTS[event], demand, payload);
  await recordChange(staff.actor(needs), [fact], async (tx) => {
    await saveDemand(tx, demand, change);
    await writeStep(tx);
  });
}

/**
 * Moves a demand by its workflow, with a reason that is sealed beside it: a protection officer narrows, the chief of mission
 * decides. Refuses a review that widens, and a decision by who reviewed.
 */
export async function moveDemand(staff: Staff, id: string, move: DemandMove): Promise<Result> {
  if (move.intent === 'gag') return setGag(staff, id, move);
  const demand = await load(staff, id);
  if (!demand || !staff.may('demand.register')) return refuse('lawful_demand.not_found');
  const event: DemandEvent = move.intent;
  const stepped = step(DEMAND_WORKFLOW, { ...demand, actorId: staff.accountId }, event, (one) => staff.may(one));
  if (!stepped.ok) return stepped;
  if (move.intent === 'narrow' && !isWithin(move.scope, demand.scope)) return refuse('lawful_demand.wider');
  await write(staff, demand, move, { ...changeOf(staff, move), state: stepped.value }, payloadOf(move));
  return done();
}

/** Says until when we are forbidden to speak of a demand, or that we are not any more. By the chief of mission. */
async function setGag(staff: Staff, id: string, move: Extract<DemandMove, { intent: 'gag' }>): Promise<Result> {
  const demand = await load(staff, id);
  if (!demand || !staff.may('demand.register')) return refuse('lawful_demand.not_found');
  if (!staff.may('demand.decide')) return refuse('workflow.not_allowed');
  await write(staff, demand, move, { gagUntil: move.gagUntil }, { gagged: move.gagUntil !== null });
  return done();
}
