import { z } from 'zod';
import { COMMITMENT_EVENTS } from '~/decisions/commitment';
import { DECISION_EVENTS, DECISION_LEVELS } from '~/decisions/decision';
import { RELATIONS } from '~/decisions/disposition';
import { RECOMMENDATION_EVENTS } from '~/decisions/recommendation';
import { ticked, wordsIn } from '~/decisions/words-input';

const OFFICE = 200;
const NOTE = 1_000;
const reason = z.string().trim().min(1).max(NOTE);

const texts = {
  question: wordsIn(1_000),
  outcome: wordsIn(),
  rationale: wordsIn(),
  alternatives: wordsIn(),
  level: z.enum(DECISION_LEVELS).default('mission'),
  recommendedTo: z.string().trim().max(OFFICE).optional(),
};
export type DecisionTexts = z.output<z.ZodObject<typeof texts>>;

const change = {
  elementId: z.uuid(),
  after: wordsIn(8_000),
  effectiveOn: z.iso.date(),
};
export type ChangeInput = z.output<z.ZodObject<typeof change>>;

const commitment = {
  text: wordsIn(1_000),
  ownerOffice: z.string().trim().min(1).max(OFFICE),
  dueOn: z.iso.date(),
};
export type CommitmentInput = z.output<z.ZodObject<typeof commitment>>;

/** Five fields: what was asked, what we do, why, the text before (the element's own), the text after. */
export const DraftDecision = z.object({
  ...texts,
  roundId: z.uuid(),
  elementId: z.uuid().optional(),
  after: wordsIn(8_000),
  effectiveOn: z.iso.date().optional(),
});
export type DecisionDraft = z.output<typeof DraftDecision>;

const link = {
  relation: z.enum(RELATIONS),
  themeId: z.uuid().optional(),
  pointIds: ticked(z.uuid()),
};
export type LinkInput = z.output<z.ZodObject<typeof link>>;

export const EditDecision = z.object({ intent: z.literal('edit'), ...texts });
export const AddChange = z.object({ intent: z.literal('change'), ...change });
export const DropChange = z.object({ intent: z.literal('drop_change'), changeId: z.uuid() });
export const RebaseChange = z.object({ intent: z.literal('rebase_change'), changeId: z.uuid() });
export const AddCommitment = z.object({ intent: z.literal('commit'), ...commitment });
export const LinkInputs = z.object({ intent: z.literal('link'), ...link });
export const DropLink = z.object({ intent: z.literal('drop_link'), linkId: z.uuid() });
export const MoveDecision = z
  .object({
    intent: z.literal('move'),
    event: z.enum(DECISION_EVENTS as [string, ...string[]]),
    reason: reason.optional(),
  })
  .refine(({ event, reason: given }) => event !== 'return' || given, { path: ['reason'], error: 'required' });
export const MoveRecommendation = z
  .object({
    intent: z.literal('recommendation'),
    step: z.enum(RECOMMENDATION_EVENTS as [string, ...string[]]),
    note: wordsIn(NOTE),
  })
  .refine(({ step, note }) => step !== 'decline' || Object.keys(note).length > 0, {
    path: ['note'],
    error: 'decisions:decline_reason_missing',
  });

export const MoveCommitment = z.object({
  commitmentId: z.uuid(),
  event: z.enum(COMMITMENT_EVENTS as [string, ...string[]]),
  evidence: z.string().trim().max(NOTE).optional(),
  reason: z.string().trim().max(NOTE).optional(),
  dueOn: z.iso.date().optional(),
});
export type CommitmentMove = z.output<typeof MoveCommitment>;
