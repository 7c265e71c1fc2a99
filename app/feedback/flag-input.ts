import { z } from 'zod';
import { FLAG_LEVELS, FLAG_REACHES } from '~/participants/risk-flag';
import { TOLERANCES } from '~/participants/submission';

/** Characters of what a protection officer writes; shown beside the fields. */
export const SAFETY_LIMITS = { reason: 2_000, answer: 2_000, referrals: 4_000 } as const;

const reason = z.string().trim().min(1).max(SAFETY_LIMITS.reason);

/** The forms of a flag's page. */
export const FlagForms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('triage'),
    assessedLevel: z.enum(FLAG_LEVELS),
    reach: z.enum(FLAG_REACHES),
    reason,
  }),
  z.object({ intent: z.literal('mitigate'), reason }),
  z.object({ intent: z.literal('escalate'), reason }),
  z.object({ intent: z.literal('resolve'), reason }),
  z.object({ intent: z.literal('lift'), reason }),
  z.object({ intent: z.literal('lower'), to: z.enum(TOLERANCES), reason }),
  z.object({
    intent: z.literal('refer'),
    itemId: z.uuid(),
    answer: z.string().trim().max(SAFETY_LIMITS.answer).optional().default(''),
    reason,
  }),
]);
export type FlagForm = z.output<typeof FlagForms>;

/** The mission's list of whom to send somebody in danger to. */
export const ReferralsForm = z.object({
  referrals: z.string().trim().max(SAFETY_LIMITS.referrals).optional().default(''),
});
