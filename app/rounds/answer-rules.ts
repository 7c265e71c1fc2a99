import type { FormError, FormValues } from '~/auth/refused-form';
import { choicesOf, fieldOf, isText, TEXT_LIMITS, type Question } from '~/rounds/question';

/** What a valid answer to one question is. */
export type AnswerRule =
  | { questionId: string; kind: 'text'; required: boolean; limit: number; lines: boolean }
  | { questionId: string; kind: 'choices'; required: boolean; allowed: readonly string[]; atMost: number };

export interface Answer {
  questionId: string;
  text?: string;
  choices?: string[];
}

export type AnswersReading = { ok: true; answers: Answer[] } | { ok: false; errors: FormError[] };

/** The rules of a round's questions, in their order. */
export function answerRules(questions: readonly Question[]): AnswerRule[] {
  return questions.map((question): AnswerRule => {
    const { id: questionId, kind, required } = question;
    if (isText(kind)) {
      return { questionId, kind: 'text', required, limit: TEXT_LIMITS[kind], lines: kind === 'long_text' };
    }
    const allowed = choicesOf(question);
    return { questionId, kind: 'choices', required, allowed, atMost: kind === 'several_choices' ? allowed.length : 1 };
  });
}

/** Control characters that no keyboard means; tab and line feed stay. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/**
 * What shows nothing: spaces, joiners, direction marks. Private and unassigned characters may show on the sender's device,
 * whose fonts and Unicode are not ours.
 */
const INVISIBLE = /^[\p{Z}\p{Cc}\p{Cf}\p{Cs}\s]*$/u;

/**
 * A person's words as they are kept: as typed, with one kind of line end, without broken halves of characters and
 * control characters. Nothing visible is changed, and no form of normalisation applied.
 */
export function cleanText(typed: string, keepsLines: boolean): string {
  const text = typed.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '');
  if (keepsLines) return text.trim();
  // No pattern over runs of spaces: half a megabyte of them would keep it busy for minutes.
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}

/** Characters as people count them here: code points. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

type OneReading = { answer: Answer | null } | { error: FormError };

function readText(rule: Extract<AnswerRule, { kind: 'text' }>, sent: readonly string[]): OneReading {
  const text = cleanText(sent[0] ?? '', rule.lines);
  const field = fieldOf(rule.questionId);
  if (INVISIBLE.test(text)) {
    return rule.required ? { error: { field, key: 'forms:issue.required' } } : { answer: null };
  }
  if (lengthOf(text) > rule.limit) {
    return { error: { field, key: 'forms:issue.too_long', values: { count: rule.limit } } };
  }
  return { answer: { questionId: rule.questionId, text } };
}

function readChoices(rule: Extract<AnswerRule, { kind: 'choices' }>, sent: readonly string[]): OneReading {
  const field = fieldOf(rule.questionId);
  const chosen = new Set(sent.filter((value) => value !== ''));
  if ([...chosen].some((value) => !rule.allowed.includes(value)) || chosen.size > rule.atMost) {
    return { error: { field, key: 'forms:issue.invalid_choice' } };
  }
  if (chosen.size === 0) {
    return rule.required ? { error: { field, key: 'forms:issue.choose_one' } } : { answer: null };
  }
  return { answer: { questionId: rule.questionId, choices: rule.allowed.filter((value) => chosen.has(value)) } };
}

/**
 * Reads the answers out of a form. Refuses an answer that its question does not allow, a required one that is missing,
 * and a form in which no question is answered at all; then nothing is read.
 */
export function readAnswers(questions: readonly Question[], values: FormValues): AnswersReading {
  const readings = answerRules(questions).map((rule) => {
    const sent = values[fieldOf(rule.questionId)] ?? [];
    return rule.kind === 'text' ? readText(rule, sent) : readChoices(rule, sent);
  });
  const errors = readings.flatMap((one) => ('error' in one ? [one.error] : []));
  const answers = readings.flatMap((one) => ('answer' in one && one.answer ? [one.answer] : []));
  if (errors.length > 0) return { ok: false, errors };
  const first = questions[0];
  if (answers.length === 0) {
    return { ok: false, errors: [{ field: first ? fieldOf(first.id) : '', key: 'rounds:answer_at_least_one' }] };
  }
  return { ok: true, answers };
}
