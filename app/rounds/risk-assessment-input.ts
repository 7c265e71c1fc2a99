import { z } from 'zod';
import { FLAG_LEVELS } from '~/participants/risk-flag';
import { HAZARDS, HEARD, type Hazard } from '~/rounds/risk-assessment';

/** Characters of each text; shown beside the fields. */
export const ASSESSMENT_TEXT = 3_000;

const text = z.string().trim().min(1).max(ASSESSMENT_TEXT);
const seen = z.number().int().min(0);

/** The forms of the page: `seen` is the version that the person had before them, 0 where there was no draft. */
export const AssessmentForms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('save'),
    seen,
    hazards: z
      .array(z.enum(HAZARDS as [Hazard, ...Hazard[]]))
      .min(1)
      .transform((sent) => HAZARDS.filter((one) => sent.includes(one))),
    heard: z.enum(HEARD),
    residual: z.enum(FLAG_LEVELS),
    exposed: text,
    mitigations: text,
    told: text,
  }),
  z.object({ intent: z.literal('sign'), seen }),
]);
export type AssessmentDraft = Omit<Extract<z.output<typeof AssessmentForms>, { intent: 'save' }>, 'intent'>;
