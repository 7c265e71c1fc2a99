import { z } from 'zod';
import { FLAG_KINDS, FLAG_LEVELS } from '~/participants/risk-flag';
import { PLAIN_EVENTS } from '~/feedback/item';

/** Characters of texts that staff write about an item; the page says them beside the field. */
export const LIMITS = { translation: 8_000, note: 2_000, message: 2_000, line: 300 } as const;

/** Most pieces that one text is cut into: 8,000 characters of very short sentences. */
const MOST_PIECES = 4_000;

const words = (limit: number) => z.string().trim().min(1).max(limit);
const list = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : [sent].flat().filter((part) => part !== '')),
    z.array(one),
  );

const FirstLook = z.object({
  intent: z.literal('first_look'),
  readsLanguage: z
    .literal('yes')
    .optional()
    .transform((sent) => sent === 'yes'),
});
const Move = z.object({ intent: z.literal('move'), event: z.enum(PLAIN_EVENTS) });
const Refer = z.object({ intent: z.literal('refer'), referral: words(LIMITS.note) });
const Translate = z.object({ intent: z.literal('translate'), translation: words(LIMITS.translation) });
const Review = z.object({ intent: z.literal('review'), version: z.uuid() });
const Mark = z.object({
  intent: z.literal('mark'),
  whole: z
    .literal('yes')
    .optional()
    .transform((sent) => sent === 'yes'),
  pieces: list(z.coerce.number<string>().int().min(0).max(MOST_PIECES)),
});
const Ask = z.object({ intent: z.literal('ask'), message: words(LIMITS.message) });
const Read = z.object({ intent: z.literal('read'), messageId: z.uuid() });
const Note = z.object({ intent: z.literal('note'), note: words(LIMITS.note) });
const SetApart = z.object({ intent: z.literal('sensitive'), kind: z.enum(FLAG_KINDS), level: z.enum(FLAG_LEVELS) });

export type Sensitivity = Omit<z.output<typeof SetApart>, 'intent'>;

/** The forms of an item's page. */
export const ItemForms = z.discriminatedUnion('intent', [
  FirstLook,
  Move,
  Refer,
  Translate,
  Review,
  Mark,
  Ask,
  Read,
  Note,
  SetApart,
]);
export type ItemForm = z.output<typeof ItemForms>;

const Describe = z.object({
  intent: z.literal('describe'),
  summary: words(LIMITS.line),
  understanding: z.string().trim().max(LIMITS.line).optional().default(''),
});
const Code = z.object({ intent: z.literal('code'), codes: list(z.uuid()), themes: list(z.uuid()) });
const Remove = z.object({ intent: z.literal('remove') });

/** The forms of a point's page that are about what it says; others stand beside them. */
export const PointForms = z.discriminatedUnion('intent', [Describe, Code, Remove]);
export type PointForm = z.output<typeof PointForms>;

export const SearchForm = z.object({
  words: z.string().trim().min(1, { error: 'feedback:search.needs_words' }).max(200),
  round: z.string().trim().max(200).optional().default(''),
});
