import type { Permission } from '~/auth/permissions';
import type { CodeSpan } from '~/feedback/mask';
import type { Workflow } from '~/workflow/workflow';

export const REDACTION_STATES = ['masked', 'lifted', 'permanent'] as const;
export type RedactionState = (typeof REDACTION_STATES)[number];

/** Why a passage is masked. */
export const REDACTION_REASONS = ['names_sender', 'names_other', 'contact', 'place', 'accusation', 'detail'] as const;
export type RedactionReason = (typeof REDACTION_REASONS)[number];

/** Why a mask is taken away. */
export const LIFT_REASONS = ['by_mistake', 'masked_anew', 'sender_asked', 'danger_over'] as const;
export type LiftReason = (typeof LIFT_REASONS)[number];

/** Where a passage stands in one text, by the text's id: the item's for the original, the version's for a translation. */
export interface Marked {
  textId: string;
  /** None: the passage does not occur there. */
  spans: readonly CodeSpan[];
}

/** One passage as it is masked in the texts of an item. A text that it does not name was not looked at yet. */
export interface Mask {
  id: string;
  state: RedactionState;
  texts: readonly Marked[];
}

/**
 * What is to be hidden in one text, or `closed`: some mask was not marked there, so nobody may read it but those who mask
 * (it fails closed). What was removed for good closes nothing: a version made since was made from a text without it.
 */
export function hiddenIn(masks: readonly Mask[], textId: string): CodeSpan[] | 'closed' {
  const spans: CodeSpan[] = [];
  for (const { state, texts } of masks) {
    if (state === 'lifted') continue;
    const marked = texts.filter((one) => one.textId === textId);
    if (marked.length === 0 && state === 'masked') return 'closed';
    spans.push(...marked.flatMap((one) => one.spans));
  }
  return spans;
}

/** The texts in which a mask is not marked yet. */
export function unmarkedTexts(mask: Pick<Mask, 'state' | 'texts'>, textIds: readonly string[]): string[] {
  if (mask.state !== 'masked') return [];
  return textIds.filter((id) => !mask.texts.some(({ textId }) => textId === id));
}

export const REDACTION_EVENTS = ['mark', 'lift', 'remove'] as const;
export type RedactionEvent = (typeof REDACTION_EVENTS)[number];

interface RedactionCase {
  state: RedactionState;
  /** In how many texts it is not marked yet. */
  unmarked: number;
}

/** The life of a mask. It is taken away with a reason, or made permanent by a second right; both end it. */
export const REDACTION_WORKFLOW: Workflow<RedactionState, RedactionEvent, Permission, RedactionCase> = {
  mark: {
    from: ['masked'],
    to: 'masked',
    needs: 'item.mask',
    refusal: ({ unmarked }) => (unmarked === 0 ? 'redaction.all_marked' : null),
  },
  lift: { from: ['masked'], to: 'lifted', needs: 'item.mask' },
  remove: {
    from: ['masked'],
    to: 'permanent',
    needs: 'item.redact',
    refusal: ({ unmarked }) => (unmarked > 0 ? 'redaction.not_all_marked' : null),
  },
};
