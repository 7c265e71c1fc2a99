import { z } from 'zod';

/** The words themselves are read field by field: which there are depends on the round's questions. */
const SaveTexts = z.object({
  intent: z.literal('save'),
  minor: z
    .literal('yes')
    .optional()
    .transform((sent) => sent === 'yes'),
});

const ReviewTexts = z.object({ intent: z.literal('review'), seen: z.string().max(64) });

/** The buttons under the difference that a minor edit makes. */
export const JUDGING = { confirm_minor: 'confirmed', refuse_minor: 'refused' } as const;

const JudgeMinorEdit = z.object({ intent: z.enum(['confirm_minor', 'refuse_minor']), edit: z.uuid() });

/** The forms of the page of a round's texts in one language. */
export const TextForms = z.discriminatedUnion('intent', [SaveTexts, ReviewTexts, JudgeMinorEdit]);
