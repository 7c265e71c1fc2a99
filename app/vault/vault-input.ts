import { z } from 'zod';
import { ENTRY_KINDS } from './entry';
import { IDENTITY_LIMITS } from './identity';
import { GLASS_REASON, LEAST_REASON, LONGEST_REASON, OPENING_KINDS, OPENING_TARGETS, REVIEWS } from './opening';

/** Text of pasted files: longer than any mission's wraps would be in one go. */
const LONGEST_PASTE = 400_000;

/** The forms of the page of keys. */
export const VaultForms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('enrol'), certificate: z.string().trim().min(1).max(4_000) }),
  z.object({ intent: z.literal('revoke'), key: z.uuid(), sure: z.literal('yes') }),
  z.object({ intent: z.literal('wraps'), wraps: z.string().trim().min(1).max(LONGEST_PASTE) }),
]);

const reason = z.string().trim().min(LEAST_REASON).max(LONGEST_REASON);

/** Asking for one box: by an item of its sender, or a vault entry. */
export const AskOpening = z
  .object({
    target: z.enum(OPENING_TARGETS),
    record: z.uuid(),
    kind: z.enum(OPENING_KINDS),
    reason,
    danger: z.literal('yes').optional(),
  })
  .superRefine((form, context) => {
    if (form.kind !== 'break_glass') return;
    if (form.danger !== 'yes') context.addIssue({ code: 'custom', path: ['danger'], message: 'vault:danger_needed' });
    if (form.reason.length < GLASS_REASON) {
      context.addIssue({ code: 'custom', path: ['reason'], message: 'vault:reason_too_short' });
    }
  });

/** What can be decided on one opening. The code is what the approver's own key opened. */
export const OpeningForms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('approve'), seen: z.string().max(100), code: z.string().trim().min(1).max(60) }),
  z.object({ intent: z.literal('decline') }),
  z.object({ intent: z.literal('review'), review: z.enum(REVIEWS) }),
]);

const text = (field: keyof typeof IDENTITY_LIMITS) => z.string().trim().max(IDENTITY_LIMITS[field]).optional();

export const EntryForms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('add'),
    kind: z.enum(ENTRY_KINDS),
    name: z.string().trim().min(1).max(IDENTITY_LIMITS.name),
    organisation: text('organisation'),
    contact: text('contact'),
  }),
  z.object({ intent: z.literal('destroy'), entry: z.uuid(), sure: z.literal('yes') }),
]);
