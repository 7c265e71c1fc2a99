/** A calendar day in UTC, `2026-11-22`. All that a participant causes is kept in days or whole hours (SECURITY.md §2). */
export type Day = string;

/** The UTC day of a moment. */
export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** Midnight UTC of a day, as the database client wants it. */
export function dateOf(day: Day): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The day so many days later (or earlier, below zero). */
export function addDays(day: Day, days: number): Day {
  const moved = dateOf(day);
  moved.setUTCDate(moved.getUTCDate() + days);
  return dayOf(moved);
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / 86_400_000);
}

/** Whole hours since 1970 in UTC: the finest time that facts and flags keep. */
export function hourIndex(moment: Date): number {
  return Math.floor(moment.getTime() / 3_600_000);
}
