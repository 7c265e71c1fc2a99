import { useActionData } from '@remix-run/react';
import type { RefusedForm } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import type { FormError } from '~/ui/ErrorSummary';

export interface FormState {
  /** For the error summary: the refusal of the whole act first, then what is wrong with each field. */
  summary: FormError[];
  error(field: string): string | undefined;
  /** What was typed in a refused form, else what the field begins with. */
  value(field: string, otherwise?: string): string | undefined;
  values(field: string, otherwise?: readonly string[]): readonly string[];
}

/** A form as it comes back refused, with everything typed; untouched when this form (by its `intent`) was not sent. */
export function useFormState(intent?: string): FormState {
  const { t } = useText('refusals');
  const sent = useActionData() as RefusedForm | undefined;
  const mine = sent && (intent === undefined || sent.intent === intent) ? sent : undefined;
  const errors = (mine?.errors ?? []).map(({ field, key, values }) => ({ field, message: t(key, values) }));
  return {
    summary: [...(mine?.refusal ? [{ message: t(`refusals:${mine.refusal}`) }] : []), ...errors],
    error: (field) => errors.find((one) => one.field === field)?.message,
    value: (field, otherwise) => (mine ? (mine.values[field]?.[0] ?? '') : otherwise),
    values: (field, otherwise = []) => (mine ? (mine.values[field] ?? []) : otherwise),
  };
}
