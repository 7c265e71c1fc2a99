import type { ReactNode } from 'react';

/** What every field takes. Labels, hints and errors come translated; the value is kept as it was typed. */
export interface FieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  /** Says "(optional)" beside the label. All other fields are needed, and the server says so: no native `required`,
   * whose message would come in the browser's language instead of the page's. */
  optional?: boolean;
  /** Keeps the words out of the browser's memory, spelling services and suggestions (participants' fields). */
  private?: boolean;
}

/** The id of a field from its name, so that an error summary finds it: `answers[0].text` → `answers-0-text`. */
export function fieldId(name: string): string {
  return name.replace(/[^\p{L}\p{N}_]+/gu, '-').replace(/^-|-$/g, '');
}

/** The attributes that tie hint and error to their field; none when there is neither. */
export function describedBy({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>, limited = false) {
  const id = fieldId(name);
  const ids = [hint ? `${id}-hint` : '', limited ? `${id}-limit` : '', error ? `${id}-error` : ''].filter(Boolean);
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': error ? (true as const) : undefined,
  };
}

const PRIVATE = { autoComplete: 'off', autoCorrect: 'off', spellCheck: false } as const;

/** What keeps a participant's words out of the browser; nothing for an ordinary field. */
export function privacy(isPrivate: boolean | undefined): typeof PRIVATE | undefined {
  return isPrivate ? PRIVATE : undefined;
}
