import type { TextValues } from '~/i18n/translate';

/** What this needs of a zod 4 issue; the shape is zod's, the dependency is not taken. */
export interface Issue {
  code?: string;
  message?: string;
  input?: unknown;
  expected?: string;
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  format?: string;
}

export interface IssueText {
  key: string;
  values?: TextValues;
}

const FORMATS: Record<string, string> = {
  email: 'invalid_email',
  date: 'invalid_date',
  datetime: 'invalid_date',
  url: 'invalid_url',
};
const KEY = /^(?:[a-z][a-z0-9_]*:)?[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/;

function tooSmall({ origin, minimum }: Issue): IssueText {
  const count = Number(minimum);
  if (origin === 'number' || origin === 'int' || origin === 'bigint') return forms('number_too_small', count);
  if (origin === 'date') return forms('date_too_early');
  if (origin === 'array' || origin === 'set') return count <= 1 ? forms('choose_one') : forms('too_few', count);
  return count <= 1 ? forms('required') : forms('too_short', count);
}

function tooBig({ origin, maximum }: Issue): IssueText {
  const count = Number(maximum);
  if (origin === 'number' || origin === 'int' || origin === 'bigint') return forms('number_too_big', count);
  if (origin === 'date') return forms('date_too_late');
  if (origin === 'array' || origin === 'set') return forms('too_many', count);
  return forms('too_long', count);
}

function wrongType({ input, message = '', expected }: Issue): IssueText {
  // zod leaves the input out of an issue unless asked; its message alone tells "not sent" from "not a number".
  const sent = input === undefined ? / received (?!undefined)/.test(message) : input !== null && input !== '';
  if (!sent) return forms('required');
  if (expected === 'number' || expected === 'int') return forms('invalid_number');
  return forms(expected === 'date' ? 'invalid_date' : 'invalid');
}

function ownReason(key: string, { minimum, maximum }: Issue): IssueText {
  const limit = minimum ?? maximum;
  const text = forms(key, limit === undefined ? undefined : Number(limit));
  return key.includes(':') ? { ...text, key } : text;
}

function forms(name: string, count?: number): IssueText {
  const key = `forms:issue.${name}`;
  return count === undefined ? { key } : { key, values: { count } };
}

/**
 * The text for what is wrong with one field. A schema names its own reason by a key as its error
 * (`.refine(same, { error: 'mismatch' })`, or of another area: `'rounds:closes_before_opens'`), with the limit it broke as `count`; else zod's code decides.
 * Lengths count what zod counts, UTF-16 units.
 */
export function issueText(issue: Issue): IssueText {
  const own = issue.message ?? '';
  if (KEY.test(own)) return ownReason(own, issue);
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'invalid_type') return wrongType(issue);
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union') return forms('invalid_choice');
  if (issue.code === 'invalid_format') return forms(FORMATS[issue.format ?? ''] ?? 'invalid');
  return forms('invalid');
}
