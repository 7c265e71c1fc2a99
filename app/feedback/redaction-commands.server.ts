import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { loadItem, mayOver, overOf } from '~/feedback/item-loading.server';
import type { DeskItem } from '~/feedback/item-store.server';
import { holdItem } from '~/feedback/item-writes-store.server';
import { codeSpans } from '~/feedback/mask';
import {
  REDACTION_WORKFLOW,
  unmarkedTexts,
  type LiftReason,
  type Marked,
  type RedactionReason,
} from '~/feedback/redaction';
import { redactionsOf, type Redaction } from '~/feedback/redaction-store.server';
import { wholeTextsOf, type WholeText } from '~/feedback/redaction-texts.server';
import { insertPassages, moveRedaction } from '~/feedback/redaction-writes-store.server';
import { renewSearch } from '~/feedback/search.server';
import { passagesOf } from '~/feedback/segments';
import { wordPieces } from '~/feedback/word-pieces';
import { tellTightened } from '~/participants/protection-followers.server';
import { dateOf, dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

/** What was ticked: words by the text and their number from 0, and texts in which the passage does not occur. */
export interface Ticks {
  /** The item's version as the page showed it: its words are counted in the texts of that version. */
  seen: number;
  pieces: readonly { textId: string; piece: number }[];
  absent: readonly string[];
}

/** The marks that ticks mean in the texts as they stand; texts that were neither ticked nor named are left out. */
export function marksFrom(texts: readonly WholeText[], { pieces, absent }: Ticks): Marked[] {
  return texts.flatMap(({ id, text, language }): Marked[] => {
    const ticked = pieces.filter(({ textId }) => textId === id).map(({ piece }) => piece);
    if (ticked.length === 0) return absent.includes(id) ? [{ textId: id, spans: [] }] : [];
    const ranges = passagesOf(wordPieces(text ?? '', language), ticked);
    return [
      {
        textId: id,
        spans: codeSpans(
          text ?? '',
          ranges.map(({ start, end }) => ({ start: start!, end: end! })),
        ),
      },
    ];
  });
}

interface Standing {
  item: DeskItem;
  texts: WholeText[];
  redactions: Redaction[];
}

/** An item with its whole texts and its masks, for somebody who may mask it. */
async function standing(staff: Staff, itemId: string): Promise<Result<Standing>> {
  const item = await loadItem(staff, itemId);
  if (!item) return refuse('item.not_found');
  if (!mayOver(staff, item)('item.mask')) return refuse('workflow.not_allowed');
  const found = await readForDesk(staff, async (db) => ({
    texts: await wholeTextsOf(db, item),
    redactions: await redactionsOf(db, itemId),
  }));
  return found.texts.length === 0 ? refuse('redaction.no_words') : done({ item, ...found });
}

/** Why ticks cannot be taken, or null. */
function refuseTicks({ item, texts }: Standing, ticks: Ticks, marks: readonly Marked[]) {
  const known = texts.map(({ id }) => id);
  const named = [...ticks.pieces.map(({ textId }) => textId), ...ticks.absent];
  if (ticks.seen !== item.version || named.some((id) => !known.includes(id))) return 'redaction.texts_changed' as const;
  if (ticks.pieces.some(({ textId }) => ticks.absent.includes(textId))) return 'redaction.ticked_and_absent' as const;
  const empty = marks.some(({ textId, spans }) => spans.length === 0 && !ticks.absent.includes(textId));
  return empty ? ('redaction.nothing_ticked' as const) : null;
}

/**
 * Carries a changed mask into what is made of the texts: at once into the search; into publications with all else of the
 * day, so that the time tells nothing, unless it is wanted at once.
 */
async function follow({ missionId, roundId }: DeskItem, atOnce: boolean): Promise<void> {
  if (atOnce) await tellTightened({ missionId, roundId });
  else await renewSearch({ missionId, roundId });
}

/**
 * Masks a passage in every text of an item together. A text in which it was neither marked nor said to be absent is
 * closed to all but those who mask, until it is. Refuses a choice, and a mask that covers no word at all.
 */
export async function maskPassage(
  staff: Staff,
  itemId: string,
  { reason, ticks, atOnce = false }: { reason: RedactionReason; ticks: Ticks; atOnce?: boolean },
): Promise<Result<{ id: string }>> {
  const found = await standing(staff, itemId);
  if (!found.ok) return found;
  const { item, texts } = found.value;
  const marks = marksFrom(texts, ticks);
  const refusal = refuseTicks(found.value, ticks, marks);
  if (refusal) return refuse(refusal);
  if (marks.every(({ spans }) => spans.length === 0)) return refuse('redaction.nothing_ticked');
  const id = v7();
  const { missionId, roundId } = item;
  const actor = staff.actor('item.mask', overOf(item));
  const fact = born('redaction.masked', id, { item: itemId, reason, texts: marks.map(({ textId }) => textId) });
  await recordChange(actor, [fact], async (tx) => {
    await holdItem(tx, item);
    await tx.redaction.create({
      data: {
        id,
        missionId,
        roundId,
        itemId,
        reason,
        byRole: actor.role,
        byAccount: staff.accountId,
        madeOn: dateOf(dayOf(now())),
      },
      select: { id: true },
    });
    await insertPassages(tx, { id, missionId, itemId }, marks);
  });
  await follow(item, atOnce);
  return done({ id });
}

function redactionIn({ redactions }: Standing, id: string): Redaction | null {
  return redactions.find((one) => one.id === id) ?? null;
}

/** Marks a mask in texts that came after it, or that its maker could not read. Refuses texts that are marked already. */
export async function markPassage(staff: Staff, itemId: string, id: string, ticks: Ticks): Promise<Result> {
  const found = await standing(staff, itemId);
  if (!found.ok) return found;
  const { item, texts } = found.value;
  const redaction = redactionIn(found.value, id);
  if (!redaction) return refuse('redaction.not_found');
  const waiting = unmarkedTexts(redaction, texts.map((text) => text.id)); // prettier-ignore
  const may = mayOver(staff, item);
  const stepped = step(REDACTION_WORKFLOW, { ...redaction, unmarked: waiting.length }, 'mark', may);
  if (!stepped.ok) return stepped;
  const marks = marksFrom(texts, ticks);
  const refusal = refuseTicks(found.value, ticks, marks);
  if (refusal) return refuse(refusal);
  if (marks.length === 0) return refuse('redaction.nothing_ticked');
  if (marks.some(({ textId }) => !waiting.includes(textId))) return refuse('redaction.texts_changed');
  const fact = next('redaction.marked', redaction, { item: itemId, texts: marks.map(({ textId }) => textId) });
  await recordChange(staff.actor('item.mask', overOf(item)), [fact], async (tx) => {
    await holdItem(tx, item);
    await moveRedaction(tx, redaction, {});
    await insertPassages(tx, { id, missionId: item.missionId, itemId }, marks);
  });
  await follow(item, false);
  return done();
}

/**
 * Takes a mask away, with a reason. Readers of the desk see the passage at once; what goes out shows it from the next day
 * on. Refuses one that was lifted or made permanent.
 */
export async function liftMask(staff: Staff, itemId: string, id: string, reason: LiftReason): Promise<Result> {
  const found = await standing(staff, itemId);
  if (!found.ok) return found;
  const { item } = found.value;
  const redaction = redactionIn(found.value, id);
  if (!redaction) return refuse('redaction.not_found');
  const stepped = step(REDACTION_WORKFLOW, { ...redaction, unmarked: 0 }, 'lift', mayOver(staff, item));
  if (!stepped.ok) return stepped;
  const lifted = { state: stepped.value, liftReason: reason, liftedOn: dateOf(dayOf(now())) };
  await recordChange(
    staff.actor('item.mask', overOf(item)),
    [next('redaction.lifted', redaction, { item: itemId, reason })],
    (tx) => moveRedaction(tx, redaction, lifted),
  );
  await follow(item, false);
  return done();
}
