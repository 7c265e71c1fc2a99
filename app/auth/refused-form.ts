import type { TextValues } from '~/i18n/translate';
import type { Refusal } from '~/platform/result';

/** What is wrong with one field, as the key of its text. */
export interface FormError {
  field: string;
  key: string;
  values?: TextValues;
}

export type FormValues = Readonly<Record<string, readonly string[]>>;

/** What comes back with a refused form (status 422, or 409 when somebody else was first): nothing typed is lost. */
export interface RefusedForm {
  errors: readonly FormError[];
  /** A refusal of the whole act, a code of the locales (`refusals`). */
  refusal?: Refusal;
  details?: readonly string[];
  values: FormValues;
  /** Which of the page's forms it was. */
  intent?: string;
}
