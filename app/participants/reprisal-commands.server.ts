import { randomUUID } from 'node:crypto';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { addDays, dayOf, hourIndex } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next, type Fact, type FactPayload } from '~/record/fact';
import { expectOne, recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';
import { stoppedClock } from './flag-clock';
import { tellTightened } from './protection-followers.server';
import {
  isLookedAtAgain,
  LONGEST_REVIEW_DAYS,
  REPRISAL_FACTS,
  REPRISAL_WORKFLOW,
  type Deed,
  type ReprisalEvent,
} from './reprisal';
import type { ReprisalForm } from './reprisal-input';
import {
  reprisalById,
  saveReprisal,
  sealReprisalStep,
  type DeskReprisal,
  type NewStep,
  type ReprisalChange,
} from './reprisal-store.server';
import { isOpenFlag, setsApart, type FlagState } from './risk-flag';

export const overOfReprisal = ({ submission: { round } }: DeskReprisal) => ({
  programId: round.programId,
  roundId: round.id,
});

/** The case a command is about, if the person is a protection officer there; null for all else alike. */
async function load(staff: Staff, id: string): Promise<DeskReprisal | null> {
  const found = await readForDesk(staff, (db) => reprisalById(db, id));
  return found && staff.may('reprisal.handle', overOfReprisal(found)) ? found : null;
}

interface Deeds {
  facts: readonly [Fact, ...Fact[]];
  stepped: Omit<NewStep, 'by'>;
  change?: ReprisalChange;
  write?(tx: Tx): Promise<void>;
}

/** What an officer did, with its words, in one transaction. */
async function record(staff: Staff, found: DeskReprisal, { facts, stepped, change = {}, write }: Deeds): Promise<void> {
  const writeStep = await sealReprisalStep(found, { ...stepped, by: staff.accountId });
  await recordChange(staff.actor('reprisal.handle', overOfReprisal(found)), facts, async (tx) => {
    await saveReprisal(tx, found, change);
    await writeStep(tx);
    await write?.(tx);
  });
}

type Move = Extract<ReprisalForm, { intent: ReprisalEvent }>;

function changeOf(found: DeskReprisal, move: Move): ReprisalChange {
  if (move.intent === 'contact') return stoppedClock({ ...found, raisedHour: found.reportedHour }, hourIndex(now()));
  if (move.intent === 'close') return { outcome: move.outcome, reportedHour: null, reviewOn: null };
  return { reviewOn: move.reviewOn };
}

function payloadOf({ elapsedHours, met, outcome }: ReprisalChange): FactPayload {
  return {
    ...(elapsedHours !== undefined && { elapsed_hours: elapsedHours }),
    ...(met !== undefined && { met }),
    ...(outcome && { outcome }),
  };
}

function isWithinReach(day: string): boolean {
  const today = dayOf(now());
  return day >= today && day <= addDays(today, LONGEST_REVIEW_DAYS);
}

async function move(staff: Staff, found: DeskReprisal, form: Move): Promise<Result> {
  const { intent: event, words } = form;
  const outcome = form.intent === 'close' ? form.outcome : null;
  const stepped = step(REPRISAL_WORKFLOW, { ...found, outcome }, event, (one) => staff.may(one, overOfReprisal(found)));
  if (!stepped.ok) return stepped;
  if (isLookedAtAgain(event) && 'reviewOn' in form && !isWithinReach(form.reviewOn))
    return refuse('reprisal.review_day');
  const change = changeOf(found, form);
  await record(staff, found, {
    facts: [next(REPRISAL_FACTS[event], found, payloadOf(change))],
    stepped: { event, words },
    change: { ...change, state: stepped.value },
  });
  return done();
}

async function protect(staff: Staff, found: DeskReprisal, words: string): Promise<Result> {
  const { submissionId, missionId } = found;
  if (isProtected(found)) return refuse('reprisal.protected');
  const danger = { kind: 'reprisal', level: found.level } as const;
  const apart = setsApart(danger) ? found.submission.items.filter(({ sensitive }) => !sensitive) : [];
  const flag = {
    id: randomUUID(),
    missionId,
    submissionId,
    ...danger,
    raisedBy: 'staff',
    raisedHour: hourIndex(now()),
  };
  await record(staff, found, {
    facts: [
      next('reprisal_case.protected', found),
      born('risk_flag.raised', flag.id, danger),
      ...apart.map((item) => next('item.marked_sensitive', item)),
    ],
    stepped: { event: 'protect', words },
    async write(tx) {
      await tx.riskFlag.createMany({ data: [flag] });
      for (const { id, version } of apart) {
        const data = { sensitive: true, version: { increment: 1 } };
        expectOne(await tx.item.updateMany({ where: { id, version }, data }));
      }
    },
  });
  await tellTightened({ missionId, roundId: found.submission.round.id });
  return done();
}

/** Whether what was sent is treated as in danger of reprisals already. */
export function isProtected({ submission }: DeskReprisal): boolean {
  return submission.riskFlags.some(({ kind, state }) => kind === 'reprisal' && isOpenFlag(state as FlagState));
}

/** What an officer may do beside moving the case, now. */
export function openDeeds(found: DeskReprisal): Deed[] {
  if (found.state === 'closed' || found.submission.state !== 'received') return [];
  return ['measure', 'tell', ...(isProtected(found) ? [] : (['protect'] as const))];
}

async function doBeside(staff: Staff, found: DeskReprisal, form: Exclude<ReprisalForm, Move>): Promise<Result> {
  const { intent: event, words } = form;
  if (form.intent === 'protect' && isProtected(found)) return refuse('reprisal.protected');
  if (!openDeeds(found).includes(event)) return refuse('workflow.not_from_here');
  if (form.intent === 'protect') return protect(staff, found, words);
  if (form.intent === 'tell') {
    await record(staff, found, { facts: [next('reprisal_case.told', found)], stepped: { event, words } });
    return done();
  }
  const { measure } = form;
  const fact = next('reprisal_case.measured', found, { measure });
  await record(staff, found, { facts: [fact], stepped: { event, words, measure } });
  return done();
}

const MOVES: readonly ReprisalForm['intent'][] = ['contact', 'plan', 'advocate', 'monitor', 'close'];
const isMove = (form: ReprisalForm): form is Move => MOVES.includes(form.intent);

/**
 * Works on a case, each step with words that are sealed (G04): moves it by its workflow, takes a measure, writes to its
 * sender through the code, or has what they sent treated as in danger. Refuses everybody but the protection officers,
 * speaking for somebody who did not allow it, and an end that nobody watched.
 */
export async function handleReprisal(staff: Staff, id: string, form: ReprisalForm): Promise<Result> {
  const found = await load(staff, id);
  if (!found) return refuse('reprisal.not_found');
  return isMove(form) ? move(staff, found, form) : doBeside(staff, found, form);
}
