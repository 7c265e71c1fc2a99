import { parseWithZod } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { issueText, type Issue } from '~/i18n/issue-texts';
import type { FormError, FormValues } from '~/auth/refused-form';

/** Never sent back into a page. */
const SECRET_FIELDS = new Set([
  'password',
  'password_again',
  'current_password',
  'new_password',
  'code',
  'token',
  'ticket',
]);

export type FormReading<T> =
  { ok: true; input: T; values: FormValues } | { ok: false; errors: FormError[]; values: FormValues };

/** Everything typed, by field, as it was typed: what a refused form is filled with again. */
export function valuesOf(form: FormData): FormValues {
  // Without a prototype: a field may be called "constructor".
  const values = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of form) {
    if (typeof value === 'string' && !SECRET_FIELDS.has(name)) (values[name] ??= []).push(value);
  }
  return values;
}

/** Reads a form by its schema. What is wrong comes as keys of texts, each with the field's name. */
export function readForm<S extends z.ZodType>(form: FormData, schema: S): FormReading<z.output<S>> {
  const values = valuesOf(form);
  const found: FormError[] = [];
  const parsed = parseWithZod(form, {
    schema,
    formatError: (issues: readonly { path: PropertyKey[] }[]) => {
      for (const issue of issues)
        found.push({ field: fieldIn(form, nameOf(issue.path)), ...issueText(issue as unknown as Issue) });
      return null;
    },
  });
  if (parsed.status === 'success') return { ok: true, input: parsed.value as z.output<S>, values };
  return { ok: false, errors: found, values };
}

/**
 * The field of the form that a wrong value stands in: of several boxes under one name that name, and of a text in several
 * languages that must be there in one, the first language that the form has.
 */
function fieldIn(form: FormData, name: string): string {
  if (form.has(name)) return name;
  const whole = name.replace(/\[\d+\]$/, '');
  const group = name.slice(0, name.lastIndexOf('.') + 1);
  const first = whole === name && group !== '' ? [...form.keys()].find((key) => key.startsWith(group)) : undefined;
  return first ?? whole;
}

/** `['points', 0, 'text']` is the field `points[0].text`. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${String(part)}` : String(part)),
    '',
  );
}
