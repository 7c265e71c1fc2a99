import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import type { Question } from '~/rounds/question';

export const TEXT_STATES = ['requested', 'draft', 'reviewed', 'published', 'outdated'] as const;
export type TextState = (typeof TEXT_STATES)[number];

/** Where the texts of a round stand in one language (register `translation`, G07). */
export interface RoundLanguage {
  language: string;
  state: TextState;
  /** Of the source texts that these were translated from. */
  sourceHash: string;
  textHash: string;
  translatedBy: string | null;
  reviewedBy: string | null;
  reviewedOn: Day | null;
}

/** All the words of a round that people write: invitation and questions. */
export interface RoundTexts {
  title: LocalizedText;
  purpose: LocalizedText;
  outcome: LocalizedText;
  questions: readonly Pick<Question, 'id' | 'label' | 'help' | 'options'>[];
}

export interface TextField {
  /** Its name in a form. */
  name: string;
  kind: 'title' | 'purpose' | 'outcome' | 'label' | 'help' | 'option';
  /** The question it belongs to. */
  questionId: string | null;
  text: LocalizedText;
}

/** Every text of a round, one by one, in the order of the page. */
export function textFields(texts: RoundTexts): TextField[] {
  const own = (['title', 'purpose', 'outcome'] as const).map((kind): TextField => ({
    name: kind,
    kind,
    questionId: null,
    text: texts[kind],
  }));
  const asked = texts.questions.flatMap(({ id, label, help, options }): TextField[] => [
    { name: `q-${id}-label`, kind: 'label', questionId: id, text: label },
    { name: `q-${id}-help`, kind: 'help', questionId: id, text: help },
    ...options.map(({ value, text }): TextField => ({
      name: `q-${id}-option-${value}`,
      kind: 'option',
      questionId: id,
      text,
    })),
  ]);
  return [...own, ...asked];
}

const words = (text: LocalizedText, language: string) => (text[language] ?? '').trim();

/** Hash of all texts in one language. The order of questions is not part of it: moving one changes no words. */
export function textHash(texts: RoundTexts, language: string): string {
  const parts = textFields(texts)
    .map(({ name, text }) => [name, words(text, language)])
    .sort(([a], [b]) => (a! < b! ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));
}

/** The fields that have words in the source language and none in this one. */
export function missingFields(texts: RoundTexts, source: string, language: string): TextField[] {
  const wanted = (field: TextField) => field.kind !== 'help' || words(field.text, source) !== '';
  return textFields(texts).filter((field) => wanted(field) && words(field.text, language) === '');
}

/** Texts with what was typed for one language put in; fields that were not sent stay as they are. */
export function withWords(texts: RoundTexts, language: string, typed: ReadonlyMap<string, string>): RoundTexts {
  const put = (text: LocalizedText, name: string): LocalizedText => {
    const value = typed.get(name);
    if (value === undefined) return text;
    const { [language]: _old, ...others } = text;
    return value.trim() === '' ? others : { ...others, [language]: value.trim() };
  };
  return {
    title: put(texts.title, 'title'),
    purpose: put(texts.purpose, 'purpose'),
    outcome: put(texts.outcome, 'outcome'),
    questions: texts.questions.map((question) => ({
      ...question,
      label: put(question.label, `q-${question.id}-label`),
      help: put(question.help, `q-${question.id}-help`),
      options: question.options.map((option) => ({
        ...option,
        text: put(option.text, `q-${question.id}-option-${option.value}`),
      })),
    })),
  };
}

/** Whether texts in a language are those that somebody else reviewed, made from the source as it is now. */
export function isReviewed(row: RoundLanguage | undefined, texts: RoundTexts, source: string): boolean {
  return (
    row !== undefined &&
    (row.state === 'reviewed' || row.state === 'published') &&
    row.textHash === textHash(texts, row.language) &&
    row.sourceHash === textHash(texts, source)
  );
}

export interface TextEdit {
  language: string;
  by: string;
}

/**
 * Where every language stands after an edit. Words written in a language make it a draft that awaits another person's
 * review; words changed in the source make every other language outdated (G07). An edit that writes no words (a question
 * moved or removed) outdates nothing.
 */
export function languagesAfter(
  rows: readonly RoundLanguage[],
  texts: { before: RoundTexts; after: RoundTexts },
  source: string,
  edit: TextEdit | null,
): RoundLanguage[] {
  const sourceHash = textHash(texts.after, source);
  const sourceChanged = sourceHash !== textHash(texts.before, source);
  return rows.map((row) => {
    const hashed = { ...row, textHash: textHash(texts.after, row.language) };
    const wasCurrent = row.sourceHash === textHash(texts.before, source);
    if (edit?.language === row.language) return written(hashed, row, sourceHash, edit.by);
    if (edit && sourceChanged && edit.language === source) {
      return row.state === 'requested' ? hashed : { ...hashed, state: 'outdated' as const };
    }
    return wasCurrent ? { ...hashed, sourceHash } : hashed;
  });
}

function written(hashed: RoundLanguage, before: RoundLanguage, sourceHash: string, by: string): RoundLanguage {
  const nothingNew =
    hashed.textHash === before.textHash &&
    before.sourceHash === sourceHash &&
    before.state !== 'requested' &&
    before.state !== 'outdated';
  if (nothingNew) return hashed;
  return { ...hashed, state: 'draft', sourceHash, translatedBy: by, reviewedBy: null, reviewedOn: null };
}
