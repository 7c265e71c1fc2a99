import type { Staff } from '~/auth/staff.server';
import { mayOver } from '~/feedback/item-loading.server';
import { isOpen } from '~/feedback/removal';
import { removalsOf, type Removal } from '~/feedback/removal-store.server';
import { toBase64url } from '~/platform/crypto/bytes.server';
import { dayOf } from '~/platform/day';
import { now } from '~/platform/runtime.server';
import { hintsIn } from '~/feedback/hints';
import { hiddenIn, unmarkedTexts } from '~/feedback/redaction';
import { redactionsOf } from '~/feedback/redaction-store.server';
import { wholeTextsOf } from '~/feedback/redaction-texts.server';
import type { HintedPiece, RedactionView, RemovalLine } from '~/feedback/redaction-view';
import type { DeskItem } from '~/feedback/item-store.server';
import { wordPieces } from '~/feedback/word-pieces';
import type { Db } from '~/platform/db.server';

function lineOf(staff: Staff, item: DeskItem, removal: Removal | undefined): RemovalLine | null {
  if (!removal) return null;
  const { id, reason, byRole, requestedBy, expiresAt, requestHash } = removal;
  return {
    id,
    reason,
    byRole,
    until: dayOf(expiresAt),
    hash: toBase64url(requestHash),
    mayApprove: requestedBy !== staff.accountId && mayOver(staff, item)('item.redact'),
  };
}

/** The words of a text, each with the first hint that touches it. */
function hinted(text: string, language: string): HintedPiece[] {
  const hints = hintsIn(text);
  return wordPieces(text, language).map((piece) => ({
    ...piece,
    hint:
      hints.find(({ start, end }) => start < piece.start + piece.text.trimEnd().length && piece.start < end)?.kind ??
      null,
  }));
}

/** What the page of masked passages shows: whole texts, so for holders of `item.mask` over the item alone. */
export async function redactionView(db: Db, staff: Staff, item: DeskItem): Promise<RedactionView> {
  const texts = await wholeTextsOf(db, item);
  const redactions = await redactionsOf(db, item.id);
  const open = (await removalsOf(db, item.id)).filter((one) => isOpen(one, now()));
  const ids = texts.map(({ id }) => id);
  return {
    itemId: item.id,
    seen: item.version,
    texts: texts.map(({ id, isOriginal, isDraft, language, text }) => {
      const hidden = hiddenIn(redactions, id);
      const closed = hidden === 'closed';
      const pieces = hinted(text ?? '', language);
      // Even where it is closed, what is marked already is shown as masked.
      const marked = redactions.filter(
        ({ state, texts: of }) => state !== 'masked' || of.some(({ textId }) => textId === id),
      );
      const spans = closed ? hiddenIn(marked, id) : hidden;
      return { id, isOriginal, isDraft, language, text, pieces, closed, hidden: spans === 'closed' ? [] : spans };
    }),
    masks: redactions.map(({ id, reason, state, byRole, madeOn, liftReason, liftedOn, texts: of }) => ({
      id,
      reason,
      state,
      byRole,
      madeOn,
      liftReason,
      liftedOn,
      waitsIn: unmarkedTexts({ state, texts: of }, ids),
      removal: lineOf(
        staff,
        item,
        open.find(({ redactionId }) => redactionId === id),
      ),
    })),
  };
}
