import { z } from 'zod';
import { localizedInput } from '~/programs/localized-input';
import { CONSENT_LANGUAGES } from '~/rounds/consent-texts';
import { REASON, ROUND_TITLE, type RoundEvent } from '~/rounds/round';

const languages = z
  .array(z.enum(CONSENT_LANGUAGES as [string, ...string[]]))
  .min(1)
  .transform((sent) => [...new Set(sent)]);

const settings = {
  languages,
  expectedPeople: z.number().int().min(1).max(1_000_000),
  decidesLethal: z
    .literal('yes')
    .optional()
    .transform((sent) => sent === 'yes'),
  closesOn: z.iso.date(),
  answerBy: z.iso.date(),
};

const datesInOrder = <T extends { closesOn: string; answerBy: string }>(dates: T) => dates.answerBy >= dates.closesOn;
const DATES = { error: 'rounds:answer_before_closing', path: ['answerBy'] };

export const CreateRound = z
  .object({
    programId: z.uuid(),
    /** A template by its id, or a former round by its slug. */
    template: z.string().max(100).optional(),
    copyOf: z.string().max(200).optional(),
    title: localizedInput(ROUND_TITLE, { optional: true }),
    ...settings,
  })
  .refine(datesInOrder, DATES);
export type RoundCreation = z.output<typeof CreateRound>;

export const EditRound = z.object({ intent: z.literal('edit'), ...settings }).refine(datesInOrder, DATES);
export type RoundEdit = Omit<z.output<typeof EditRound>, 'intent'>;

/** The events that a round's own page causes; `respond` and `publish` belong to the pages that judge their gates. */
export const DESK_EVENTS = [
  'submit',
  'approve',
  'return',
  'open',
  'pause',
  'resume',
  'close',
  'begin_synthesis',
  'archive',
  'cancel',
] as const satisfies readonly RoundEvent[];

const reason = z.string().trim().max(REASON).optional();

export const MoveRound = z.object({
  intent: z.literal('move'),
  event: z.enum(DESK_EVENTS),
  reason,
});

export const ExtendRound = z
  .object({
    intent: z.literal('extend'),
    closesOn: z.iso.date(),
    answerBy: z.iso.date(),
    reason: z.string().trim().min(1).max(REASON),
  })
  .refine(datesInOrder, DATES);
export type RoundExtension = Omit<z.output<typeof ExtendRound>, 'intent'>;

/** The forms of a round's page. */
export const RoundForms = z.discriminatedUnion('intent', [MoveRound, ExtendRound, EditRound]);
