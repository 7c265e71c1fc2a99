import type { TextOpening } from '~/feedback/text-commitment.server';
import type { Db } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';

/** Where the opening of a text's commitment belongs: under the text's own data key, with which it dies. */
export const openingPlace = (textId: string) => ({ table: 'text_commitment', record: textId, field: 'opening' });

export interface TextCommitment {
  textId: string;
  root: Uint8Array;
  /** Null where the text's key is gone. */
  opening: TextOpening | null;
}

/** The commitments over an item's texts, opened. */
export async function commitmentsOf(db: Db, itemId: string): Promise<TextCommitment[]> {
  const rows = await db.textCommitment.findMany({
    where: { itemId },
    select: { textId: true, root: true, opening: true },
    orderBy: { textId: 'asc' },
  });
  const opened = await openTexts(
    db,
    rows.map(({ textId, opening }) => ({ place: openingPlace(textId), body: opening })),
  );
  return rows.map(({ textId, root }, index) => {
    const text = opened[index];
    return { textId, root, opening: text ? (JSON.parse(text) as TextOpening) : null };
  });
}
