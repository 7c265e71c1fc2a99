import { hiddenRanges, withFillsShown, withoutHidden, type CodeSpan } from '~/feedback/mask';
import { openingPlace, type TextCommitment } from '~/feedback/text-commitment-store.server';
import type { WholeText } from '~/feedback/redaction-texts.server';
import { withheld } from '~/feedback/text-commitment.server';
import { newDataKey, sealText } from '~/platform/crypto/envelope.server';
import { runtime } from '~/platform/runtime.server';
import { deskSlot, sealForVisit, type KeySlot } from '~/record/key-slots.server';

/** A text as it is kept from now on, under a data key of its own; the former key is to be destroyed. */
export interface Resealed {
  id: string;
  isOriginal: boolean;
  body: Uint8Array<ArrayBuffer>;
  /** What opens its commitment, without the salts of what is gone. */
  opening: Uint8Array<ArrayBuffer> | null;
  slot: KeySlot;
}

/** Seals a text anew without what its spans cover, together with what is left of its commitment's opening. */
export async function reseal(
  { id, isOriginal, text }: WholeText,
  spans: readonly CodeSpan[],
  commitment: TextCommitment | undefined,
): Promise<Resealed> {
  const whole = text ?? '';
  const hidden = hiddenRanges(whole, spans);
  const dataKey = newDataKey();
  const table = isOriginal ? 'item' : 'item_version';
  const opening = commitment?.opening && withheld(whole, commitment.opening, hidden);
  return {
    id,
    isOriginal,
    body: sealText(dataKey, { table, record: id, field: 'body' }, withoutHidden(whole, hidden)),
    opening: opening ? sealText(dataKey, openingPlace(id), JSON.stringify(opening)) : null,
    slot: await deskSlot(runtime().keyring, id, dataKey),
  };
}

/** The sender's own copy without the removed words: sealed for the sender, as before. */
export function resealOwn(id: string, original: WholeText, spans: readonly CodeSpan[]): Resealed {
  const whole = original.text ?? '';
  const left = withFillsShown(withoutHidden(whole, hiddenRanges(whole, spans)));
  const { body, slot } = sealForVisit({ table: 'item_version', record: id, field: 'body' }, left);
  return { id, isOriginal: false, body, opening: null, slot };
}
