import { z } from 'zod';
import { DISPOSITION_KINDS, missingFields, NO_REASON, REASONS, SUPPORTING } from '~/decisions/disposition';
import { optionalId, ticked } from '~/decisions/words-input';

/** Characters of a proof. */
const PROOF = 2_000;

const fields = {
  kind: z.enum(DISPOSITION_KINDS),
  reason: z.enum([...REASONS, NO_REASON]).optional(),
  proof: z.string().trim().max(PROOF).optional(),
  /** Where a point was referred to: the proof of that kind, in a field of its own. */
  referredTo: z.string().trim().max(PROOF).optional(),
  reviewOn: z.iso.date().optional(),
  decisionId: optionalId,
  elementId: optionalId,
  relation: z.enum(SUPPORTING).optional(),
};

type Sent = z.output<z.ZodObject<typeof fields>>;

/** What belongs to the kind that was chosen; what was typed beside it is dropped. */
function ofKind({ referredTo, proof, reason, reviewOn, decisionId, elementId, relation, kind }: Sent) {
  if (kind === 'not_incorporated') return { kind, reason, proof };
  if (kind === 'referred') return { kind, proof: referredTo };
  if (kind === 'deferred') return { kind, reviewOn };
  if (kind === 'already_reflected') return { kind, elementId };
  if (kind === 'incorporated' || kind === 'partly' || kind === 'recommended') return { kind, decisionId, relation };
  return { kind };
}

/** What a reason needs is said in its own words. */
function missingText(sent: Sent, field: string): string {
  return field === 'proof' && sent.reason ? `decisions:proof_missing.${sent.reason}` : 'required';
}

function nameWhatIsMissing(sent: Sent, context: z.core.$RefinementCtx<Sent>): void {
  for (const field of missingFields(ofKind(sent))) {
    const name = field === 'proof' && sent.kind === 'referred' ? 'referredTo' : field;
    const message = sent.kind === 'not_incorporated' ? missingText(sent, field) : 'required';
    context.addIssue({ code: 'custom', message, path: [name], input: sent });
  }
}

/** The fields at which what a command refuses is put right. */
export const DISPOSING = {
  'disposition.review_': 'reviewOn',
  'disposition.element_': 'elementId',
  'disposition.decision_': 'decisionId',
  'disposition.reason_': 'reason',
  'disposition.proof_': 'proof',
} as const;

/** One disposition for one point. */
export const DisposePoint = z
  .object({ intent: z.literal('dispose'), ...fields })
  .superRefine(nameWhatIsMissing)
  .transform((sent) => ({ intent: sent.intent, input: ofKind(sent) }));

/** One disposition for several points of a theme, each ticked by a person. */
export const DisposePoints = z
  .object({ intent: z.literal('dispose'), ...fields, pointIds: ticked(z.uuid()) })
  .superRefine((sent, context) => {
    if (sent.pointIds.length === 0)
      context.addIssue({ code: 'custom', message: 'choose_one', path: ['pointIds'], input: sent });
    nameWhatIsMissing(sent, context as never);
  })
  .transform((sent) => ({ intent: sent.intent, input: ofKind(sent), pointIds: sent.pointIds }));
