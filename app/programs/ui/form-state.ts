import { useActionData } from '@remix-run/react';
import type { RefusedForm } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import type { FormError } from '~/ui/ErrorSummary';

export interface FormState {
  /** Whether it was sent and refused. Then it is shown whatever else has changed: what was typed must not vanish. */
  cameBack: boolean;
  /** For the error summary: the refusal of the whole act first, then what is wrong with each field. */
  summary: FormError[];
  error(field: string): string | undefined;
  /** What was typed in a refused form, else what the field begins with. */
  value(field: string, otherwise?: string): string | undefined;
  values(field: string, otherwise?: readonly string[]): readonly string[];
  /** Whether it came back with words or an error in one of these fields or their languages: a folded part with them opens. */
  holds(...fields: readonly string[]): boolean;
}

const belongs = (name: string, fields: readonly string[]) =>
  fields.some((field) => name === field || name.startsWith(`${field}.`));

/**
 * A form as it comes back refused, with everything typed; untouched when this form was not sent: known by its `intent`,
 * and where several share one, by more of its hidden fields.
 */
export function useFormState(intent?: string, more: Readonly<Record<string, string>> = {}): FormState {
  const { t } = useText('refusals');
  const sent = useActionData() as RefusedForm | undefined;
  const isMine =
    (intent === undefined || sent?.intent === intent) &&
    Object.entries(more).every(([field, value]) => sent?.values[field]?.[0] === value);
  const mine = isMine ? sent : undefined;
  const errors = (mine?.errors ?? []).map(({ field, key, values }) => ({ field, message: t(key, values) }));
  return {
    cameBack: mine !== undefined,
    summary: [...(mine?.refusal ? [{ message: t(`refusals:${mine.refusal}`) }] : []), ...errors],
    error: (field) => errors.find((one) => one.field === field)?.message,
    value: (field, otherwise) => (mine ? (mine.values[field]?.[0] ?? '') : otherwise),
    values: (field, otherwise = []) => (mine ? (mine.values[field] ?? []) : otherwise),
    holds: (...fields) =>
      errors.some(({ field }) => belongs(field, fields)) ||
      Object.entries(mine?.values ?? {}).some(([name, typed]) => belongs(name, fields) && typed.some(Boolean)),
  };
}
