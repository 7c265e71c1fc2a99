import { levelOf, type FlagLevel, type FlagState } from './risk-flag';

/** Whole hours within which a protection officer triages a flag (GUIDELINES, Risk flag). `low` waits as long as `moderate`. */
export const FLAG_HOURS: Readonly<Record<FlagLevel, number>> = { severe: 4, high: 24, moderate: 120, low: 120 };

export interface FlagTimes {
  level: FlagLevel;
  assessedLevel: FlagLevel | null;
  state: FlagState;
  /** The hour index at which it was raised; null once it is closed. */
  raisedHour: number | null;
  elapsedHours: number | null;
  met: boolean | null;
}

export interface FlagClock {
  /** Hours that are left; negative when it is late. Null when it runs no more. */
  hoursLeft: number | null;
  late: boolean;
}

/** A flag's clock at an hour. It runs from the raising to the triage; afterwards it says whether it was met. */
export function flagClock(flag: Omit<FlagTimes, 'state'>, hour: number): FlagClock {
  if (flag.elapsedHours !== null || flag.raisedHour === null) return { hoursLeft: null, late: flag.met === false };
  const hoursLeft = FLAG_HOURS[levelOf(flag)] - Math.max(0, hour - flag.raisedHour);
  return { hoursLeft, late: hoursLeft < 0 };
}

/**
 * What is kept of the clock when a flag is triaged: the whole hours it took, and whether that was in time for the level
 * as it was raised, since nobody can be late for what was only found later.
 */
export function stoppedClock(
  flag: { level: FlagLevel; raisedHour: number | null },
  hour: number,
): { elapsedHours: number; met: boolean } {
  const elapsedHours = Math.max(0, hour - (flag.raisedHour ?? hour));
  return { elapsedHours, met: elapsedHours <= FLAG_HOURS[flag.level] };
}

/** Late first, then by what is left; what runs no more comes last. */
export function byUrgency(a: FlagClock, b: FlagClock): number {
  return (a.hoursLeft ?? Infinity) - (b.hoursLeft ?? Infinity) || 0;
}
