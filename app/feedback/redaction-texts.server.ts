import type { DeskItem } from '~/feedback/item-store.server';
import { openForMasking } from '~/feedback/text-door.server';
import type { Db } from '~/platform/db.server';

/** One language version of an item's words that somebody may read: the original, or a translation that stands. */
export interface ItemText {
  /** The item's id for the original, the version's else. */
  id: string;
  isOriginal: boolean;
  language: string;
  /** The translation waits for a second speaker. */
  isDraft: boolean;
  body: Uint8Array;
}

export interface WholeText extends ItemText {
  /** Null where its key is gone. */
  text: string | null;
}

/** All texts of an item that stand, the original first. None for a choice. The sender's own copy is theirs, and not among them. */
export async function textsOf(db: Db, item: Pick<DeskItem, 'id' | 'language' | 'body'>): Promise<ItemText[]> {
  if (item.body === null) return [];
  const versions = await db.itemVersion.findMany({
    where: { itemId: item.id, kind: { not: 'own_words' }, state: { not: 'superseded' } },
    select: { id: true, language: true, state: true, body: true },
    orderBy: { id: 'asc' },
  });
  return [
    { id: item.id, isOriginal: true, language: item.language, isDraft: false, body: item.body },
    ...versions.map(({ state, ...version }) => ({ ...version, isOriginal: false, isDraft: state === 'draft' })),
  ];
}

/** The same, opened without masks: for holders of `item.mask` over the item alone. */
export async function wholeTextsOf(db: Db, item: Pick<DeskItem, 'id' | 'language' | 'body'>): Promise<WholeText[]> {
  const texts = await textsOf(db, item);
  const opened = await openForMasking(
    db,
    texts.map(({ id, isOriginal, body }) => ({
      itemId: item.id,
      table: isOriginal ? 'item' : 'item_version',
      record: id,
      body,
    })),
  );
  return texts.map((text, index) => ({ ...text, text: opened[index] ?? null }));
}
