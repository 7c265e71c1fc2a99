import { cutsOf, hiddenRanges, withMasks, type Cut } from '~/feedback/mask';
import { hiddenIn, type Mask } from '~/feedback/redaction';
import { masksOver, type Masks } from '~/feedback/redaction-store.server';
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

/** A text as it may be shown, with its masks. */
export interface ShownText {
  /** Null where nothing may be shown. */
  text: string | null;
  /** Where masks cover it, for positions within the whole text. */
  cuts: readonly Cut[];
  /** A mask was not marked in it yet: it is closed to all but those who mask. */
  closed: boolean;
}

const NOTHING: ShownText = { text: null, cuts: [], closed: false };

function masked(text: string | null, masks: readonly Mask[], textId: string): ShownText {
  if (text === null) return NOTHING;
  const hidden = hiddenIn(masks, textId);
  if (hidden === 'closed') return { ...NOTHING, closed: true };
  const ranges = hiddenRanges(text, hidden);
  return { text: withMasks(text, ranges), cuts: cutsOf(text, ranges), closed: false };
}

/** What a reading stands on: where its role finds keys, the verdicts, and the masks over the items. */
export interface Reading {
  slots: Pick<Db, 'keySlot'>;
  verdicts: ReadonlyMap<string, UseVerdict>;
  masks: Masks;
}

async function unmasked({ slots, verdicts }: Omit<Reading, 'masks'>, texts: readonly SealedText[]) {
  return openTexts(
    slots,
    texts.map(({ itemId, table, record, body }) => ({
      place: { table, record, field: 'body' },
      body: verdicts.get(itemId)?.allowed ? body : null,
    })),
  );
}

/**
 * Opens what a verdict allows, with one query for all keys, and covers what is masked; nothing for all else, withdrawn and
 * destroyed texts included.
 */
export async function openAllowed(reading: Reading, texts: readonly SealedText[]): Promise<ShownText[]> {
  const opened = await unmasked(reading, texts);
  return texts.map(({ itemId, record }, index) =>
    masked(opened[index] ?? null, reading.masks.get(itemId) ?? [], record),
  );
}

async function readingFor(db: Db, use: TextUse, texts: readonly SealedText[]): Promise<Reading> {
  const ids = [...new Set(texts.map(({ itemId }) => itemId))];
  const verdicts = judgeUse(db, use, await protectionOf(db, use, ids));
  return { slots: db, verdicts, masks: await masksOver(db, use, ids) };
}

/** Opens texts for a use, as `openTextsFor`, and tells where masks cover them. */
export async function openShownTexts(db: Db, use: TextUse, texts: readonly SealedText[]): Promise<ShownText[]> {
  return openAllowed(await readingFor(db, use, texts), texts);
}

/**
 * The one door to the words of participants (G04, consent per use): whatever is to be done with a text, its sender's
 * consent and the consequences of danger, tolerance and place are judged here, the verdict is kept, and only what is
 * allowed is opened, without what is masked. Whether the reader may see the item at all is decided before (`mayOpen`).
 */
export async function openTextsFor(db: Db, use: TextUse, texts: readonly SealedText[]): Promise<(string | null)[]> {
  return (await openShownTexts(db, use, texts)).map(({ text }) => text);
}

/**
 * Opens texts without their masks, for masking them: for holders of `item.mask` over the item alone, which the caller
 * has asked before.
 */
export async function openForMasking(db: Db, texts: readonly SealedText[]): Promise<(string | null)[]> {
  return unmasked(await readingFor(db, 'read', texts), texts);
}

export interface ItemTexts {
  original: string | null;
  translation: string | null;
  /** Where masks cover the original. */
  cuts: readonly Cut[];
  /** Which of them a mask closes that was not marked there yet. */
  closed: { original: boolean; translation: boolean };
}

/** Original and translation of items for one use, through the door. */
export async function openItemTexts(
  db: Db,
  use: TextUse,
  items: readonly { id: string; body: Uint8Array | null; translation?: { id: string; body: Uint8Array } | null }[],
): Promise<ItemTexts[]> {
  const texts = await openShownTexts(
    db,
    use,
    items.flatMap(({ id, body, translation }): SealedText[] => [
      { itemId: id, table: 'item', record: id, body },
      { itemId: id, table: 'item_version', record: translation?.id ?? id, body: translation?.body ?? null },
    ]),
  );
  return items.map((_, index) => {
    const [original, translation] = [texts[index * 2]!, texts[index * 2 + 1]!];
    return {
      original: original.text,
      translation: translation.text,
      cuts: original.cuts,
      closed: { original: original.closed, translation: translation.closed },
    };
  });
}
