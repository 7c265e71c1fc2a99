import { z } from 'zod';
import { MEASURES, OUTCOMES } from './reprisal';

/** Characters of what officers write about a case; shown beside the fields. */
export const REPRISAL_TEXT = 4_000;

const words = z.string().trim().min(1).max(REPRISAL_TEXT);
const reviewOn = z.iso.date();

/** The forms of a case's page. */
export const ReprisalForms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('contact'), words }),
  z.object({ intent: z.literal('plan'), reviewOn, words }),
  z.object({ intent: z.literal('advocate'), reviewOn, words }),
  z.object({ intent: z.literal('monitor'), reviewOn, words }),
  z.object({ intent: z.literal('close'), outcome: z.enum(OUTCOMES), words }),
  z.object({ intent: z.literal('measure'), measure: z.enum(MEASURES), words }),
  z.object({ intent: z.literal('tell'), words }),
  z.object({ intent: z.literal('protect'), words }),
]);
export type ReprisalForm = z.output<typeof ReprisalForms>;
