import type { LocalizedText } from '~/i18n/localized-text';
import { done, refuse, type Result } from '~/platform/result';

/** What happens to participants' words when a round is archived (SECURITY.md §10). There is no default. */
export const RETENTIONS = ['destroy', 'archive', 'restrict'] as const;
export type Retention = (typeof RETENTIONS)[number];

/** ISO 8601 days of the week on which no clock of an answer runs: 1 Monday … 7 Sunday. */
export const WEEK_DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export interface Mission {
  id: string;
  slug: string;
  name: LocalizedText;
  countryCode: string;
  timeZone: string;
  restDays: number[];
  retention: Retention | null;
  /** The law, schedule or order by which words are kept or destroyed. */
  retentionAuthority: string | null;
  version: number;
}

export interface NewMission {
  slug: string;
  name: LocalizedText;
  countryCode: string;
  timeZone: string;
  restDays: number[];
}

/** Whether `Intl` knows the time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Whether a mission may be made: its slug is free, and at least one day of the week is worked. */
export function decideCreate(wish: NewMission, slugIsTaken: boolean): Result {
  if (slugIsTaken) return refuse('mission.slug_taken');
  if (wish.restDays.length >= WEEK_DAYS.length) return refuse('mission.no_working_day');
  return done();
}

export interface RetentionWish {
  retention: Retention;
  authority: string;
}

/** Whether the setting changes anything. Rounds that are open keep the setting that their consent was made from. */
export function decideRetention(
  mission: Pick<Mission, 'retention' | 'retentionAuthority'>,
  { retention, authority }: RetentionWish,
): Result {
  const isSame = mission.retention === retention && mission.retentionAuthority === authority;
  return isSame ? refuse('mission.retention_unchanged') : done();
}
