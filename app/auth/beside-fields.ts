import type { FormError } from '~/auth/refused-form';
import type { Refusal } from '~/platform/result';

/**
 * Puts a refusal beside the field it is about, by the beginning of its code (`account.password_` → `password`); one that
 * belongs to no field stays a refusal of the whole form.
 */
export function besideFields(
  { refusal, details }: { refusal: Refusal; details?: readonly string[] },
  fields: Readonly<Record<string, string>>,
): { ok: false; refusal?: Refusal; details?: readonly string[]; errors?: FormError[] } {
  const found = Object.entries(fields).find(([beginning]) => refusal.startsWith(beginning));
  if (found) return { ok: false, errors: [{ field: found[1], key: `refusals:${refusal}` }] };
  return { ok: false, refusal, ...(details && { details }) };
}
