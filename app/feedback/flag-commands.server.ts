import type { Staff } from '~/auth/staff.server';
import { flagById, saveFlag, setApart, type DeskFlag, type FlagChange } from '~/feedback/flag-store.server';
import { sealStep } from '~/feedback/flag-steps-store.server';
import { stoppedClock } from '~/participants/flag-clock';
import { tellTightened } from '~/participants/protection-followers.server';
import {
  FLAG_FACTS,
  FLAG_WORKFLOW,
  isOpenFlag,
  levelOf,
  setsApart,
  type FlagLevel,
  type FlagReach,
  type FlagState,
  type OfficerEvent,
} from '~/participants/risk-flag';
import { hourIndex } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { next, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

/** What a protection officer says when a flag is moved. */
export interface FlagMove {
  event: OfficerEvent;
  reason: string;
  /** Found at triage; what was raised still counts where it is graver. */
  assessedLevel?: FlagLevel | undefined;
  reach?: FlagReach | undefined;
}

export const overOfFlag = ({ submission: { round } }: DeskFlag) => ({ programId: round.programId, roundId: round.id });

/** The flag a command is about, if the person is a protection officer there; null for all else alike. */
export async function loadFlag(staff: Staff, id: string): Promise<DeskFlag | null> {
  const flag = await readForDesk(staff, (db) => flagById(db, id));
  return flag && staff.may('item.sensitive', overOfFlag(flag)) ? flag : null;
}

function changeOf(flag: DeskFlag, { event, assessedLevel, reach }: FlagMove, to: FlagState): FlagChange {
  const clock = event === 'triage' ? stoppedClock(flag, hourIndex(now())) : {};
  return {
    state: to,
    ...clock,
    ...(event === 'triage' && assessedLevel && { assessedLevel }),
    ...(event === 'triage' && reach && { reach }),
    // The absolute hour is dropped when it closes: what is kept is how long it took.
    ...(!isOpenFlag(to) && { raisedHour: null }),
  };
}

/** The items that the move sets apart: those of a danger that is only now found to be severe. */
function newlyApart(flag: DeskFlag, change: FlagChange) {
  const level = levelOf({ level: flag.level, assessedLevel: change.assessedLevel ?? flag.assessedLevel });
  const apart = isOpenFlag(change.state ?? flag.state) && setsApart({ kind: flag.kind, level });
  return apart ? flag.submission.items.filter(({ sensitive }) => !sensitive) : [];
}

function payloadOf({ elapsedHours, met, assessedLevel, reach }: FlagChange) {
  return {
    ...(elapsedHours !== undefined && { elapsed_hours: elapsedHours }),
    ...(met !== undefined && { met }),
    ...(assessedLevel && { assessed: assessedLevel }),
    ...(reach && { reach }),
  };
}

/**
 * Moves a flag by its workflow, with a reason that is sealed beside it. At triage the clock stops, and the officer says how
 * grave it is and how far it reaches: a severe danger that reaches the round stops it from here on. Refuses everybody but
 * the protection officers, and a move without a reason.
 */
export async function moveFlag(staff: Staff, id: string, move: FlagMove): Promise<Result> {
  const flag = await loadFlag(staff, id);
  if (!flag) return refuse('risk_flag.not_found');
  const over = overOfFlag(flag);
  const subject = { ...flag, reasoned: move.reason.trim().length > 0 };
  const stepped = step(FLAG_WORKFLOW, subject, move.event, (one) => one !== 'participant.own' && staff.may(one, over));
  if (!stepped.ok) return stepped;
  const change = changeOf(flag, move, stepped.value);
  const apart = newlyApart(flag, change);
  const writeStep = await sealStep(staff, flag, move.event, move.reason.trim());
  const facts: [Fact, ...Fact[]] = [
    next(FLAG_FACTS[move.event], flag, payloadOf(change)),
    ...apart.map((item) => next('item.marked_sensitive', item)),
  ];
  await recordChange(staff.actor('item.sensitive', over), facts, async (tx) => {
    await saveFlag(tx, flag, change);
    await setApart(tx, apart, true);
    await writeStep(tx);
  });
  await tellTightened({ missionId: flag.missionId, roundId: flag.submission.round.id });
  return done();
}
