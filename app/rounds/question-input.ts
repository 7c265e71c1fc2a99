import { z } from 'zod';
import { HELP, LABEL, hasOwnOptions, MOST_OPTIONS, QUESTION_KINDS } from '~/rounds/question';

const OPTION = 200;

const optionLines = z
  .string()
  .max(MOST_OPTIONS * (OPTION + 2))
  .optional()
  .transform((typed) => [
    ...new Set(
      (typed ?? '')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ])
  .refine((lines) => lines.length <= MOST_OPTIONS, { error: 'rounds:too_many_options' })
  .refine((lines) => lines.every((line) => line.length <= OPTION), { error: 'rounds:option_too_long' });

const tick = z
  .literal('yes')
  .optional()
  .transform((sent) => sent === 'yes');

const asked = {
  label: z.string().trim().min(1).max(LABEL),
  help: z
    .string()
    .trim()
    .max(HELP)
    .optional()
    .transform((typed) => typed ?? ''),
  required: tick,
  options: optionLines,
};

export const AddQuestion = z
  .object({ intent: z.literal('add'), kind: z.enum(QUESTION_KINDS), ...asked })
  .refine(({ kind, options }) => !hasOwnOptions(kind) || options.length >= 2, {
    error: 'rounds:options_needed',
    path: ['options'],
  });
export type QuestionAddition = Omit<z.output<typeof AddQuestion>, 'intent'>;

export const EditQuestion = z.object({ intent: z.literal('edit'), questionId: z.uuid(), minor: tick, ...asked });
export type QuestionEdit = Omit<z.output<typeof EditQuestion>, 'intent'>;

const MoveQuestion = z.object({ intent: z.enum(['up', 'down', 'remove']), questionId: z.uuid() });

/** The forms of the page on which questions are put together. */
export const QuestionForms = z.discriminatedUnion('intent', [AddQuestion, EditQuestion, MoveQuestion]);
