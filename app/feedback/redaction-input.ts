import { z } from 'zod';
import { REMOVAL_REASONS } from '~/feedback/removal';
import { LIFT_REASONS, REDACTION_REASONS } from '~/feedback/redaction';

/** Words that one form ticks at most; more is no passage but the whole text, which is set apart instead. */
const MOST_TICKS = 1_000;

const list = <T extends z.ZodType>(one: T, most: number) =>
  z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : [sent].flat().filter((part) => part !== '')),
    z.array(one).max(most),
  );
const yes = z
  .literal('yes')
  .optional()
  .transform((sent) => sent === 'yes');

/** `text id:number of the word`, as each box sends it. */
const Piece = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:\d{1,5}$/)
  .transform((sent) => ({ textId: sent.slice(0, 36), piece: Number(sent.slice(37)) }));

const ticks = {
  seen: z.coerce.number<string>().int().min(1),
  pieces: list(Piece, MOST_TICKS),
  absent: list(z.uuid(), 20),
  preview: yes,
};

const Mask = z.object({ intent: z.literal('mask'), reason: z.enum(REDACTION_REASONS), atOnce: yes, ...ticks });
const Mark = z.object({ intent: z.literal('mark'), redaction: z.uuid(), ...ticks });
const Lift = z.object({ intent: z.literal('lift'), redaction: z.uuid(), liftReason: z.enum(LIFT_REASONS) });
const Remove = z.object({
  intent: z.literal('ask_removal'),
  redaction: z.uuid(),
  removalReason: z.enum(REMOVAL_REASONS),
});
const Approve = z.object({ intent: z.literal('approve_removal'), removal: z.uuid(), hash: z.string().max(64) });
const Decline = z.object({ intent: z.literal('decline_removal'), removal: z.uuid() });

/** The forms of the page of masked passages. */
export const RedactionForms = z.discriminatedUnion('intent', [Mask, Mark, Lift, Remove, Approve, Decline]);
export type RedactionForm = z.output<typeof RedactionForms>;
