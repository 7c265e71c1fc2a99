import { z } from 'zod';
import { CHECK_IN_ANSWERS } from './check-in';
import { CONSENT_USES } from './consent';
import { LOOSENING_ACTS, type LooseningAct } from './loosening';
import { FLAG_LEVELS } from './risk-flag';
import { TOLERANCES } from './submission';
import { OWN_FLAG_KINDS, SAYING_KINDS } from './visit';

/** Characters of one message; shown beside the field. */
export const MESSAGE_LIMIT = 5000;

/** What is wished to be more open, as a form's choice says it: `consent:quote`. */
const WISH = new RegExp(`^(?:${LOOSENING_ACTS.join('|')}):[a-z0-9_-]{1,60}$`);

const words = z.string().trim().min(1).max(MESSAGE_LIMIT);
const id = z.uuid();

/** Every form of the pages behind a return code, by its button. */
export const VisitForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('status') }),
  z.object({ intent: z.literal('answer'), item: id }),
  z.object({ intent: z.literal('words') }),
  z.object({ intent: z.literal('safety') }),
  z.object({ intent: z.literal('withdrawal') }),
  z.object({ intent: z.literal('check_in_form') }),
  z.object({
    intent: z.literal('check_in'),
    answer: z.enum(CHECK_IN_ANSWERS),
    level: z.enum(FLAG_LEVELS).optional().default('high'),
    // Whoever is in a hurry, or must not write, still reports.
    text: z.string().trim().max(MESSAGE_LIMIT).optional().default(''),
    protect: z.literal('yes').optional(),
  }),
  z.object({ intent: z.literal('allow_advocacy'), code: z.string().max(256) }),
  z.object({ intent: z.literal('disallow_advocacy') }),
  z.object({ intent: z.literal('dispute_form'), item: id.optional(), understanding: id.optional() }),
  z.object({ intent: z.literal('say'), kind: z.enum(SAYING_KINDS), text: words }),
  z.object({ intent: z.literal('confirm'), understanding: id }),
  z.object({ intent: z.literal('dispute'), item: id.optional(), understanding: id.optional(), text: words }),
  z.object({ intent: z.literal('flag'), kind: z.enum(OWN_FLAG_KINDS), level: z.enum(FLAG_LEVELS) }),
  z.object({
    intent: z.literal('loosen'),
    wish: z
      .string()
      .regex(WISH)
      .transform((sent) => {
        const [act, scope] = sent.split(':') as [LooseningAct, string];
        return { act, scope };
      }),
    code: z.string().max(256),
  }),
  z.object({ intent: z.literal('cancel_loosening'), loosening: id }),
  z.object({ intent: z.literal('tighten'), tolerance: z.enum(TOLERANCES) }),
  z.object({ intent: z.literal('take_back'), use: z.enum(CONSENT_USES) }),
  z.object({ intent: z.literal('withdraw') }),
]);
export type VisitInput = z.output<typeof VisitForm>;
