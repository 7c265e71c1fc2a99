import { protectionOf, type ItemProtection } from '~/feedback/text-protection-store.server';
import { hasConsent, RULE_VERSION, verdictOn, type TextUse, type UseVerdict } from '~/participants/consequences';
import type { Db } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';
import { noteUses, type UseCheckRow } from '~/record/use-checks.server';

/** A text of an item, still sealed: the words themselves, or a version of them. */
export interface SealedText {
  itemId: string;
  table: 'item' | 'item_version';
  /** The record's id: the item's own, or the version's. */
  record: string;
  body: Uint8Array | null;
}

function checkOf({ id, consents, missionId: _mission, ...one }: ItemProtection, use: TextUse) {
  const consent = hasConsent(use, consents);
  const verdict = verdictOn(use, one, consent);
  const row: UseCheckRow = {
    ...one,
    itemId: id,
    use,
    consent,
    verdict: verdict.allowed,
    reasons: verdict.reasons,
    ruleVersion: RULE_VERSION,
  };
  return { verdict, row };
}

/** Decides a use for each item and has each verdict kept (`use_check`); items of one mission. Opens nothing. */
export function judgeUse(
  reader: object,
  use: TextUse,
  protections: ReadonlyMap<string, ItemProtection>,
): ReadonlyMap<string, UseVerdict> {
  const checks = [...protections.values()].map((one) => ({ one, ...checkOf(one, use) }));
  const [first] = checks;
  if (first) {
    noteUses(
      reader,
      first.one.missionId,
      checks.map(({ row }) => row),
    );
  }
  return new Map(checks.map(({ one, verdict }) => [one.id, verdict]));
}

/**
 * Opens what a verdict allows, with one query for all keys; null for all else, withdrawn and destroyed texts included.
 * `slots` is where the reader's role finds keys.
 */
export async function openAllowed(
  slots: Pick<Db, 'keySlot'>,
  verdicts: ReadonlyMap<string, UseVerdict>,
  texts: readonly SealedText[],
): Promise<(string | null)[]> {
  return openTexts(
    slots,
    texts.map(({ itemId, table, record, body }) => ({
      place: { table, record, field: 'body' },
      body: verdicts.get(itemId)?.allowed ? body : null,
    })),
  );
}

/**
 * The one door to the words of participants (G04, consent per use): whatever is to be done with a text, its sender's
 * consent and the consequences of danger, tolerance and place are judged here, the verdict is kept, and only what is
 * allowed is opened. Whether the reader may see the item at all is decided before (`mayOpen`).
 */
export async function openTextsFor(db: Db, use: TextUse, texts: readonly SealedText[]): Promise<(string | null)[]> {
  const ids = [...new Set(texts.map(({ itemId }) => itemId))];
  return openAllowed(db, judgeUse(db, use, await protectionOf(db, use, ids)), texts);
}

export interface ItemTexts {
  original: string | null;
  translation: string | null;
}

/** Original and translation of items for one use, through the door. */
export async function openItemTexts(
  db: Db,
  use: TextUse,
  items: readonly { id: string; body: Uint8Array | null; translation?: { id: string; body: Uint8Array } | null }[],
): Promise<ItemTexts[]> {
  const texts = await openTextsFor(
    db,
    use,
    items.flatMap(({ id, body, translation }): SealedText[] => [
      { itemId: id, table: 'item', record: id, body },
      { itemId: id, table: 'item_version', record: translation?.id ?? id, body: translation?.body ?? null },
    ]),
  );
  return items.map((_, index) => ({
    original: texts[index * 2] ?? null,
    translation: texts[index * 2 + 1] ?? null,
  }));
}
