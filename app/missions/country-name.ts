/** The name of a country in a language, or its code where `Intl` has none. */
export function countryName(code: string, lang: string): string {
  try {
    return new Intl.DisplayNames([lang, 'en'], { type: 'region', fallback: 'code' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The name of a day of the week, 1 Monday … 7 Sunday. */
export function weekDayName(day: number, lang: string): string {
  // The first of January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, day));
  return new Intl.DateTimeFormat([lang, 'en'], { weekday: 'long', timeZone: 'UTC' }).format(date);
}
