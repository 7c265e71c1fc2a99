/** A refusal is a code from the locales (`refusals`), never a sentence and never a throw. */
export type Refusal = `${string}.${string}`;

export type Result<T = undefined> =
  { ok: true; value: T } | { ok: false; refusal: Refusal; details?: readonly string[] };

export function done(): Result;
export function done<T>(value: T): Result<T>;
export function done<T>(value?: T): Result<T | undefined> {
  return { ok: true, value };
}

/** `details` are codes too, such as the names of unmet gates. */
export function refuse(
  refusal: Refusal,
  details?: readonly string[],
): { ok: false; refusal: Refusal; details?: readonly string[] } {
  return details ? { ok: false, refusal, details } : { ok: false, refusal };
}
