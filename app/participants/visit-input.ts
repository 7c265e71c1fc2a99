import { z } from 'zod';
import { CONSENT_USES } from './consent';
import { TOLERANCES } from './submission';
import { FLAG_KINDS, FLAG_LEVELS, SAYING_KINDS } from './visit';

/** Characters of one message; shown beside the field. */
export const MESSAGE_LIMIT = 5000;

const words = z.string().trim().min(1).max(MESSAGE_LIMIT);
const id = z.uuid();

/** Every form of the pages behind a return code, by its button. */
export const VisitForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('status') }),
  z.object({ intent: z.literal('answer'), item: id }),
  z.object({ intent: z.literal('words') }),
  z.object({ intent: z.literal('safety') }),
  z.object({ intent: z.literal('withdrawal') }),
  z.object({ intent: z.literal('dispute_form'), item: id.optional(), understanding: id.optional() }),
  z.object({ intent: z.literal('say'), kind: z.enum(SAYING_KINDS), text: words }),
  z.object({ intent: z.literal('confirm'), understanding: id }),
  z.object({ intent: z.literal('dispute'), item: id.optional(), understanding: id.optional(), text: words }),
  z.object({ intent: z.literal('flag'), kind: z.enum(FLAG_KINDS), level: z.enum(FLAG_LEVELS) }),
  z.object({ intent: z.literal('tighten'), tolerance: z.enum(TOLERANCES) }),
  z.object({ intent: z.literal('take_back'), use: z.enum(CONSENT_USES) }),
  z.object({ intent: z.literal('withdraw') }),
]);
export type VisitInput = z.output<typeof VisitForm>;
