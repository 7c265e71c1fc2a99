import { useActionData } from '@remix-run/react';
import type { RefusedForm } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';

export interface RefusedView {
  /** For the error summary: the refusal of the whole act first, then each field's. */
  errors: { field?: string; message: string }[];
  error(field: string): string | undefined;
  /** What was typed, else the given. */
  value(field: string, otherwise?: string): string | undefined;
  values(field: string): readonly string[];
  /** Whether a form came back at all. */
  cameBack: boolean;
}

/** What a page shows of a form that came back; everything is empty where none did. */
export function useRefused(intent?: string): RefusedView {
  const { t } = useText();
  const data = useActionData() as Partial<RefusedForm> | undefined;
  const refused = data?.errors && (intent === undefined || data.intent === intent) ? (data as RefusedForm) : undefined;
  const fields = (refused?.errors ?? []).map(({ field, key, values }) => ({ field, message: t(key, values) }));
  const whole = refused?.refusal ? [{ message: t(`refusals:${refused.refusal}`) }] : [];
  return {
    errors: [...whole, ...fields],
    error: (field) => fields.find((one) => one.field === field)?.message,
    value: (field, otherwise) => (refused ? refused.values[field]?.[0] : otherwise),
    values: (field) => refused?.values[field] ?? [],
    cameBack: refused !== undefined,
  };
}
