import { z } from 'zod';
import { TRANSLATION_STATUS } from '~/decisions/answer';
import { ticked } from '~/decisions/words-input';
import { canonicalTag } from '~/i18n/tags';

/** Characters of one answer. */
export const ANSWER_WORDS = 6_000;

const written = {
  text: z.string().trim().min(1).max(ANSWER_WORDS),
  /** Nobody's own text is called reviewed: a second person says so. */
  translation: z.enum(TRANSLATION_STATUS).exclude(['human_reviewed']),
};
const language = z
  .string()
  .trim()
  .refine((tag) => canonicalTag(tag) !== null, { error: 'invalid_tag' })
  .transform((tag) => canonicalTag(tag) ?? tag);

/** A first text, with the points it covers. */
export const DraftAnswer = z.object({ ...written, language, pointIds: ticked(z.uuid()) });
export type AnswerDraft = z.output<typeof DraftAnswer>;

export const EditAnswer = z.object({ intent: z.literal('edit'), ...written, pointIds: ticked(z.uuid()) });
export type AnswerEdit = Omit<z.output<typeof EditAnswer>, 'intent'>;

/** The same answer in another language: what was ticked stays ticked. */
export const TranslateAnswer = z.object({ intent: z.literal('translate'), ...written, language });
export type AnswerTranslation = Omit<z.output<typeof TranslateAnswer>, 'intent'>;

export const MoveAnswer = z
  .object({
    intent: z.literal('move'),
    event: z.enum(['submit', 'return', 'approve', 'review_translation']),
    reason: z.string().trim().max(1_000).optional(),
  })
  .refine(({ event, reason }) => event !== 'return' || reason, { path: ['reason'], error: 'required' });

export const AnswerForms = z.discriminatedUnion('intent', [EditAnswer, TranslateAnswer, MoveAnswer]);
