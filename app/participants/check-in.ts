import type { Day } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';

/** Whether something happened to the sender or to others because somebody spoke (G04). */
export const CHECK_IN_ANSWERS = ['nothing', 'to_us', 'to_others', 'to_both'] as const;
export type CheckInAnswer = (typeof CHECK_IN_ANSWERS)[number];

/** The check-in of a submission, as its sender sees it. */
export interface CheckIn {
  id: string;
  version: number;
  answer: CheckInAnswer;
  day: Day;
}

/** The states of a round from its closing on: then the check-in is offered, and it stays offered. */
const AFTER_A_ROUND: readonly string[] = ['closed', 'synthesis', 'responded', 'published', 'archived'];

export function offersCheckIn(roundState: string | undefined): boolean {
  return roundState !== undefined && AFTER_A_ROUND.includes(roundState);
}

export function saysSomethingHappened(answer: CheckInAnswer): boolean {
  return answer !== 'nothing';
}

function together(before: CheckInAnswer, now: CheckInAnswer): CheckInAnswer {
  return before === now || before === 'nothing' ? now : 'to_both';
}

/**
 * What stands after another answer. Refuses before the round is closed. What was said to have happened is never taken back:
 * somebody may be pressed to, and the count would tell that it worked.
 */
export function decideCheckIn(
  { roundState, before }: { roundState: string | undefined; before: CheckInAnswer | null },
  answer: CheckInAnswer,
): Result<CheckInAnswer> {
  if (!offersCheckIn(roundState)) return refuse('check_in.round_runs');
  if (before === null) return done(answer);
  if (saysSomethingHappened(before) && !saysSomethingHappened(answer)) return refuse('check_in.stands');
  return done(together(before, answer));
}

/** Answers of one mission in one year that is over, in submissions. */
export interface CheckInYear {
  missionId: string;
  year: number;
  answered: number;
  happened: number;
}
