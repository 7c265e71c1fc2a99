import { z } from 'zod';
import type { FormError } from '~/auth/refused-form';
import { canonicalTag } from '~/i18n/tags';
import type { LocalizedText } from '~/i18n/localized-text';

/** Characters of one field of a decision. */
export const DECISION_WORDS = 4_000;

const asText = (words: Record<string, string | undefined> | undefined): LocalizedText =>
  Object.fromEntries(
    Object.entries(words ?? {}).flatMap(([tag, text]) =>
      text?.trim() ? [[canonicalTag(tag) ?? tag, text.trim()]] : [],
    ),
  );

/**
 * A text in any of the round's languages, one field each (`outcome.en`, `outcome.fa-AF`). Blank ones are left out: the
 * working language is asked for by the command, which knows it.
 */
export function wordsIn(limit = DECISION_WORDS) {
  return z
    .record(
      z.string().refine((tag) => canonicalTag(tag) !== null, { error: 'invalid_tag' }),
      z.string().trim().max(limit).optional(),
    )
    .optional()
    .transform(asText);
}

/** Boxes ticked under one name: none, one or many. */
export function ticked<S extends z.ZodType>(each: S, most = 500) {
  return z.preprocess(
    (sent) => (sent === undefined ? [] : Array.isArray(sent) ? sent : [sent]),
    z.array(each).max(most),
  );
}

/** A choice that may be left empty. */
export const optionalId = z.uuid().optional();

/** The fields that have no words in the working language, as errors of their form. */
export function wordErrors(texts: Readonly<Record<string, LocalizedText>>, working: string): FormError[] {
  return Object.entries(texts)
    .filter(([, text]) => !text[canonicalTag(working) ?? working])
    .map(([name]) => ({ field: `${name}.${working}`, key: 'forms:issue.required' }));
}
