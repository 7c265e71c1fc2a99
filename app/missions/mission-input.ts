import { z } from 'zod';
import { isTimeZone, RETENTIONS, WEEK_DAYS } from '~/missions/mission';

const name = z.string().trim().max(120);
const slug = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'invalid_slug' });
const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, { error: 'admin:country_code_wrong' });
const restDay = z.coerce.number().int().min(WEEK_DAYS[0]).max(7);

/** The form of a new mission. English is the source; other languages may come later. */
export const missionForm = z.object({
  slug,
  name_en: name.min(1),
  name_fr: name.optional(),
  name_ar: name.optional(),
  country_code: country,
  time_zone: z.string().trim().max(64).refine(isTimeZone, { error: 'admin:time_zone_wrong' }),
  rest_days: z.array(restDay).default([]),
});

export const retentionForm = z.object({
  retention: z.enum(RETENTIONS),
  authority: z.string().trim().min(5).max(300),
});

/** `country_code` etc. as a new mission. */
export function missionOf(form: z.output<typeof missionForm>) {
  const names = { en: form.name_en, fr: form.name_fr, ar: form.name_ar };
  return {
    slug: form.slug,
    name: Object.fromEntries(Object.entries(names).filter((pair): pair is [string, string] => Boolean(pair[1]))),
    countryCode: form.country_code,
    timeZone: form.time_zone,
    restDays: [...new Set(form.rest_days)].sort(),
  };
}
