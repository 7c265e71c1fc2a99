import { directionOf } from '~/i18n/direction';
import { languageOf } from '~/i18n/languages';
import type { IntlPart, Language } from '~/i18n/language-table';
import { intlTag } from '~/i18n/tags';

export interface Formats {
  /** A day in words, in the language's usual calendar. Takes `2026-01-15` or an ISO 8601 instant, read in UTC. */
  date(iso: string): string;
  /** The same with the day of the week. */
  weekday(iso: string): string;
  /** A day in words with hours and minutes, marked UTC. */
  dateTime(iso: string): string;
  /** For records: the usual calendar, and the Gregorian one where that is another (else null). */
  bothCalendars(iso: string): { local: string; gregorian: string | null };
  number(value: number): string;
  /** `0.354` → `35 %`. */
  percent(share: number): string;
  list(items: readonly string[]): string;
  /** Days from now: `-1` → "yesterday", `3` → "in 3 days". */
  relativeDays(days: number): string;
}

type Calendar = Language['calendars'][number];

function has(part: IntlPart, tag: string): boolean {
  const intl: { supportedLocalesOf(tags: string[]): string[] } = Intl[part];
  return intl.supportedLocalesOf([tag]).length > 0;
}

/**
 * The locale to hand to `Intl`, with calendar and digits spelled out: the language itself where `Intl` has data, else
 * the one whose formats it borrows, else English. Never undefined, so never the server's own locale.
 */
export function formatLocale(lang: string, part: IntlPart, calendar?: Calendar): string {
  const tag = intlTag(lang);
  const row = languageOf(tag);
  const chosen = [row?.varietyOf ?? tag, row?.formatAs ?? 'en'].find((one) => has(part, one)) ?? 'en';
  const base = new Intl.Locale(chosen).baseName;
  const regional = row?.tag !== tag && base === tag;
  const digits = regional ? new Intl.NumberFormat(base).resolvedOptions().numberingSystem : (row?.digits ?? 'latn');
  return `${base}-u-ca-${calendar ?? usualCalendar(lang)}-nu-${digits}`;
}

function usualCalendar(lang: string): Calendar {
  return languageOf(lang)?.calendars[0] ?? 'gregory';
}

function day(lang: string, calendar: Calendar, withWeekday = false): (iso: string) => string {
  const row = languageOf(lang);
  const words = row?.varietyOf ?? intlTag(lang);
  if (!has('DateTimeFormat', words)) return (iso) => dayWithoutIntl(iso, row, withWeekday);
  const format = new Intl.DateTimeFormat(formatLocale(lang, 'DateTimeFormat', calendar), {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(withWeekday ? { weekday: 'long' } : {}),
  });
  return (iso) => withoutEra(format.formatToParts(new Date(iso)));
}

/** CLDR adds an era ("AP", "AM") to some non-Gregorian years; nobody writes it, and "AM" reads as the morning. */
function withoutEra(parts: Intl.DateTimeFormatPart[]): string {
  const kept = parts.filter(
    (part, index) => part.type !== 'era' && !(part.type === 'literal' && parts[index - 1]?.type === 'era'),
  );
  return kept
    .map((part) => part.value)
    .join('')
    .trim();
}

function dayWithoutIntl(iso: string, row: Language | undefined, withWeekday: boolean): string {
  const date = new Date(iso);
  if (!row?.months) return date.toISOString().slice(0, 10);
  const words = `${date.getUTCDate()} ${row.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return withWeekday && row.weekdays ? `${row.weekdays[date.getUTCDay()]} ${words}` : words;
}

function lister(lang: string): (items: readonly string[]) => string {
  const tag = languageOf(lang)?.varietyOf ?? intlTag(lang);
  if (has('ListFormat', tag)) {
    const format = new Intl.ListFormat(formatLocale(lang, 'ListFormat'), { type: 'conjunction' });
    return (items) => format.format(items);
  }
  // A borrowed "and" would be a foreign word in the middle of a sentence; a comma is everybody's.
  return (items) => items.join(directionOf(tag) === 'rtl' ? '، ' : ', ');
}

function build(lang: string): Formats {
  const usual = usualCalendar(lang);
  const date = day(lang, usual);
  const gregorian = day(lang, 'gregory');
  const number = new Intl.NumberFormat(formatLocale(lang, 'NumberFormat'));
  const percent = new Intl.NumberFormat(formatLocale(lang, 'NumberFormat'), { style: 'percent' });
  const days = new Intl.RelativeTimeFormat(formatLocale(lang, 'RelativeTimeFormat'), { numeric: 'auto' });
  const time = new Intl.DateTimeFormat(formatLocale(lang, 'DateTimeFormat'), {
    timeZone: 'UTC',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return {
    date,
    weekday: day(lang, usual, true),
    dateTime: (iso) => `${date(iso)} ${time.format(new Date(iso))} UTC`,
    bothCalendars: (iso) => ({ local: date(iso), gregorian: usual === 'gregory' ? null : gregorian(iso) }),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    list: lister(lang),
    relativeDays: (count) => days.format(count, 'day'),
  };
}

const built = new Map<string, Formats>();

/** Formats of a language, the same on every server. Dates that are not ISO 8601 throw a RangeError. */
export function formatsOf(lang: string): Formats {
  const known = built.get(lang);
  if (known) return known;
  const made = build(lang);
  // Tags of people's words come from outside; the memory of them stays small.
  if (languageOf(lang) && built.size < 200) built.set(lang, made);
  return made;
}
