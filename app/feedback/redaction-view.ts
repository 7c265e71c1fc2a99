import type { HintKind } from '~/feedback/hints';
import type { CodeSpan } from '~/feedback/mask';
import type { LiftReason, RedactionReason, RedactionState } from '~/feedback/redaction';
import type { RemovalReason } from '~/feedback/removal';
import type { Segment } from '~/feedback/segments';
import type { Day } from '~/platform/day';

/** A word to be ticked, with what it looks like, if like something that tells of somebody. */
export interface HintedPiece extends Segment {
  hint: HintKind | null;
}

/** One text as it is masked: whole, word by word, with what is hidden of it already. */
export interface MaskableText {
  id: string;
  isOriginal: boolean;
  isDraft: boolean;
  language: string;
  /** Null where it cannot be opened any more. */
  text: string | null;
  pieces: readonly HintedPiece[];
  /** What masks hide of it now. */
  hidden: readonly CodeSpan[];
  /** A mask that is not marked in it closes it to others. */
  closed: boolean;
}

/** A request to remove a masked passage for good that waits for its second person. */
export interface RemovalLine {
  id: string;
  reason: RemovalReason;
  byRole: string;
  /** The day on which it ends by itself. */
  until: Day;
  /** The hash of what was asked: a decision is about exactly this. */
  hash: string;
  mayApprove: boolean;
}

/** One mask as the page lists it. */
export interface MaskLine {
  id: string;
  reason: RedactionReason;
  state: RedactionState;
  byRole: string;
  madeOn: Day;
  liftReason: LiftReason | null;
  liftedOn: Day | null;
  /** Ids of the texts in which it is not marked yet. */
  waitsIn: readonly string[];
  removal: RemovalLine | null;
}

export interface RedactionView {
  itemId: string;
  /** The item's version: what was ticked is counted in its texts. */
  seen: number;
  texts: readonly MaskableText[];
  masks: readonly MaskLine[];
}
