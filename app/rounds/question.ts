import type { LocalizedText } from '~/i18n/localized-text';

export const QUESTION_KINDS = [
  'long_text',
  'short_text',
  'one_choice',
  'several_choices',
  'five_point',
  'yes_no_unsure',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export interface QuestionOption {
  /** Stored with an answer; never changes once given. */
  value: string;
  text: LocalizedText;
}

export interface Question {
  id: string;
  /** From 1. */
  position: number;
  kind: QuestionKind;
  required: boolean;
  label: LocalizedText;
  help: LocalizedText;
  /** Of the kinds with choices of their own; empty for the others. */
  options: readonly QuestionOption[];
}

/** Characters (code points) that an answer may have. */
export const TEXT_LIMITS = { long_text: 4_000, short_text: 200 } as const;

/** Choices whose words are the same in every round, by kind. Their texts are in the locales (`rounds`). */
export const FIXED_CHOICES = {
  five_point: ['1', '2', '3', '4', '5'],
  yes_no_unsure: ['yes', 'no', 'unsure'],
} as const;

/** Characters of a question, and of the help beside it. */
export const LABEL = 500;
export const HELP = 1_000;
export const MOST_OPTIONS = 12;
export const MOST_QUESTIONS = 30;

export function hasOwnOptions(kind: QuestionKind): boolean {
  return kind === 'one_choice' || kind === 'several_choices';
}

export function isText(kind: QuestionKind): kind is keyof typeof TEXT_LIMITS {
  return kind in TEXT_LIMITS;
}

/** The values that an answer to a question may choose; none for a question answered in words. */
export function choicesOf(question: Pick<Question, 'kind' | 'options'>): readonly string[] {
  if (question.kind === 'five_point' || question.kind === 'yes_no_unsure') return FIXED_CHOICES[question.kind];
  return hasOwnOptions(question.kind) ? question.options.map((option) => option.value) : [];
}

/** The form field of a question. */
export function fieldOf(questionId: string): string {
  return `q-${questionId}`;
}

function freshValue(taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`o${number}`)) number += 1;
  return `o${number}`;
}

/**
 * The options that lines of text mean, in one language. A line that is there already keeps its value and its
 * translations; when as many lines as before come, a changed line is taken as a rewording of the one in its place.
 */
export function optionsFrom(
  lines: readonly string[],
  known: readonly QuestionOption[],
  language: string,
): QuestionOption[] {
  const taken = new Set(known.map((option) => option.value));
  const isKept = (option: QuestionOption) => lines.includes(option.text[language] ?? '');
  return lines.map((line, index) => {
    const same = known.find((option) => option.text[language] === line);
    if (same) return same;
    const reworded = lines.length === known.length ? known[index] : undefined;
    if (reworded && !isKept(reworded)) {
      return { value: reworded.value, text: { ...reworded.text, [language]: line } };
    }
    const value = freshValue(taken);
    taken.add(value);
    return { value, text: { [language]: line } };
  });
}
