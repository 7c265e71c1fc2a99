import { shownRange } from '~/feedback/mask';
import { openShownTexts, type ShownText } from '~/feedback/text-door.server';
import type { Db, Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';

/** A passage that was chosen to be quoted, as the desk lists it. */
export interface ChosenQuote {
  id: string;
  pointId: string;
  version: number;
  language: string;
  /** Null where the rules do not let it be quoted now: it is in no edition then. */
  text: string | null;
}

const QUOTE = {
  id: true,
  pointId: true,
  version: true,
  point: {
    select: {
      spanStart: true,
      spanEnd: true,
      item: { select: { id: true, language: true, body: true } },
    },
  },
} as const;

function passage(
  { text, cuts }: ShownText,
  { spanStart, spanEnd }: { spanStart: number | null; spanEnd: number | null },
) {
  if (text === null || spanStart === null || spanEnd === null) return text;
  const { start, end } = shownRange(cuts, { start: spanStart, end: spanEnd });
  return text.slice(start, end).trim();
}

/**
 * The passages of a round that were chosen, opened for quoting: each through the one door, with its masks, every time. By their words, so
 * that the order says nothing of whose they are.
 */
export async function quotesOf(db: Db, roundId: string): Promise<ChosenQuote[]> {
  const rows = await db.quote.findMany({
    where: {
      roundId,
      state: 'chosen',
      point: { state: { not: 'removed' }, item: { state: { not: 'withdrawn' }, submission: { state: 'received' } } },
    },
    select: QUOTE,
  });
  const texts = await openShownTexts(
    db,
    'quote',
    rows.map(({ point: { item } }) => ({ itemId: item.id, table: 'item', record: item.id, body: item.body })),
  );
  return rows
    .map(({ point, ...row }, index) => ({
      ...row,
      language: point.item.language,
      text: passage(texts[index]!, point),
    }))
    .sort((a, b) => (a.text ?? '').localeCompare(b.text ?? '') || a.id.localeCompare(b.id));
}

/** The passage chosen at a point, if there is one. */
export async function quoteAt(db: Db, pointId: string): Promise<{ id: string; version: number } | null> {
  return db.quote.findFirst({ where: { pointId, state: 'chosen' }, select: { id: true, version: true } });
}

/** Whether a passage of an item is chosen to be quoted. */
export async function isItemQuoted(db: Db, itemId: string): Promise<boolean> {
  return (await db.quote.count({ where: { state: 'chosen', point: { itemId } } })) > 0;
}

/** A chosen passage by its id, with its round. */
export async function quoteById(db: Db, id: string): Promise<{ id: string; version: number; roundId: string } | null> {
  return db.quote.findFirst({ where: { id, state: 'chosen' }, select: { id: true, version: true, roundId: true } });
}

export async function insertQuote(
  tx: Tx,
  data: { id: string; missionId: string; roundId: string; pointId: string },
): Promise<void> {
  await tx.quote.create({ data, select: { id: true } });
}

/** Takes a chosen passage out (409 where it is out already). */
export async function takeOut(tx: Tx, { id, version }: { id: string; version: number }): Promise<void> {
  const data = { state: 'dropped', version: { increment: 1 } };
  expectOne(await tx.quote.updateMany({ where: { id, version, state: 'chosen' }, data }));
}
