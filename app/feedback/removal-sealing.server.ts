import { hiddenRanges, withFillsShown, withoutHidden, type CodeSpan } from '~/feedback/mask';
import { openingPlace, type TextCommitment } from '~/feedback/text-commitment-store.server';
import type { WholeText } from '~/feedback/redaction-texts.server';
import { withheld } from '~/feedback/text-commitment.server';
import { newDataKey, sealText } from '~/platform/crypto/envelope.server';
import type { Db, Tx } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';
import { addKeySlots, deskSlot, sealForVisit, type KeySlot } from '~/record/key-slots.server';
import { expectOne } from '~/record/record-change.server';

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

/** Copies of an item's words beside its texts: what the sender may see again, and translations that gave way. */
export async function copiesOf(db: Db, itemId: string): Promise<{ own: string[]; former: string[] }> {
  const rows = await db.itemVersion.findMany({ where: { itemId }, select: { id: true, kind: true, state: true } });
  return {
    own: rows.filter(({ kind }) => kind === 'own_words').map(({ id }) => id),
    former: rows.filter(({ kind, state }) => kind !== 'own_words' && state === 'superseded').map(({ id }) => id),
  };
}

/** The sender's own copy without the removed words: sealed for the sender, as before. */
export function resealOwn(id: string, original: WholeText, spans: readonly CodeSpan[]): Resealed {
  const whole = original.text ?? '';
  const left = withFillsShown(withoutHidden(whole, hiddenRanges(whole, spans)));
  const { body, slot } = sealForVisit({ table: 'item_version', record: id, field: 'body' }, left);
  return { id, isOriginal: false, body, opening: null, slot };
}

/** Puts sealed texts in the place of the former ones, and destroys the former keys and those of `former` copies. */
export async function replaceTexts(
  tx: Tx,
  item: { id: string; version: number; state: string },
  { texts, former }: { texts: readonly Resealed[]; former: readonly string[] },
): Promise<void> {
  const original = texts.find(({ isOriginal }) => isOriginal);
  expectOne(
    await tx.item.updateMany({
      where: { id: item.id, version: item.version, state: item.state },
      data: { version: { increment: 1 }, ...(original && { body: original.body }) },
    }),
  );
  for (const { id, isOriginal, body, opening } of texts) {
    if (!isOriginal) expectOne(await tx.itemVersion.updateMany({ where: { id, itemId: item.id }, data: { body } }));
    if (opening) expectOne(await tx.textCommitment.updateMany({ where: { textId: id }, data: { opening } }));
  }
  const gone = [...texts.map(({ id }) => id), ...former];
  await tx.keySlot.deleteMany({ where: { objectId: { in: gone } } });
  await addKeySlots(
    tx,
    texts.map(({ slot }) => slot),
  );
}
