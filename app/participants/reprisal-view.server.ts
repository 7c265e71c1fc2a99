import type { Staff } from '~/auth/staff.server';
import { dayOf, hourIndex } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { now } from '~/platform/runtime.server';
import { openEvents } from '~/workflow/workflow';
import { byUrgency, flagClock, type FlagClock } from './flag-clock';
import { OUTCOMES, REPRISAL_WORKFLOW, type Deed, type Outcome, type ReprisalEvent } from './reprisal';
import { isProtected, openDeeds, overOfReprisal } from './reprisal-commands.server';
import {
  reprisalById,
  reprisalsOf,
  reprisalSteps,
  type DeskReprisal,
  type ReprisalStep,
} from './reprisal-store.server';

/** What a list and a page show of a case. */
export interface ReprisalLine extends Pick<
  DeskReprisal,
  'id' | 'level' | 'state' | 'elapsedHours' | 'reviewOn' | 'outcome' | 'advocacy'
> {
  round: Pick<DeskReprisal['submission']['round'], 'title' | 'sourceLanguage'>;
  clock: FlagClock;
  /** The day on which somebody was to look again is past. */
  overdue: boolean;
}

/** As many cases as one page lists. */
const MOST = 200;

function lineOf(found: DeskReprisal): ReprisalLine {
  const { id, level, state, elapsedHours, reviewOn, outcome, advocacy, submission, reportedHour, met } = found;
  const clock = flagClock(
    { level, assessedLevel: null, raisedHour: reportedHour, elapsedHours, met },
    hourIndex(now()),
  );
  const { title, sourceLanguage } = submission.round;
  const overdue = reviewOn !== null && reviewOn < dayOf(now());
  return { id, level, state, elapsedHours, reviewOn, outcome, advocacy, round: { title, sourceLanguage }, clock, overdue }; // prettier-ignore
}

/** The cases that an officer answers for: open ones by what is left of their clocks, then those to be looked at again. */
export async function reprisalLines(db: Db, staff: Staff): Promise<{ open: ReprisalLine[]; closed: ReprisalLine[] }> {
  const mine = (all: DeskReprisal[]) => all.filter((one) => staff.may('reprisal.handle', overOfReprisal(one)));
  const open = mine(await reprisalsOf(db, 'open', MOST)).map(lineOf);
  const closed = mine(await reprisalsOf(db, 'closed', MOST)).map(lineOf);
  const byDay = (a: ReprisalLine, b: ReprisalLine) => (a.reviewOn ?? '').localeCompare(b.reviewOn ?? '');
  return { open: open.sort((a, b) => byUrgency(a.clock, b.clock) || byDay(a, b)), closed };
}

export interface ReprisalView extends ReprisalLine {
  steps: readonly ReprisalStep[];
  events: readonly ReprisalEvent[];
  deeds: readonly Deed[];
  outcomes: readonly Outcome[];
  protected: boolean;
  withdrawn: boolean;
  answerLanguage: string;
}

/** One case with everything its page shows; null for whoever is no protection officer there. */
export async function reprisalView(db: Db, staff: Staff, id: string): Promise<ReprisalView | null> {
  const found = await reprisalById(db, id);
  if (!found || !staff.may('reprisal.handle', overOfReprisal(found))) return null;
  const may = (one: Parameters<Staff['may']>[0]) => staff.may(one, overOfReprisal(found));
  const events = openEvents(REPRISAL_WORKFLOW, { ...found, outcome: null }, may).filter(({ refusal }) => !refusal);
  return {
    ...lineOf(found),
    steps: await reprisalSteps(db, staff, id),
    events: events.map(({ event }) => event),
    deeds: openDeeds(found),
    outcomes: OUTCOMES.filter((outcome) => !REPRISAL_WORKFLOW.close.refusal?.({ ...found, outcome })),
    protected: isProtected(found),
    withdrawn: found.submission.state !== 'received',
    answerLanguage: found.submission.answerLanguage,
  };
}
