import type { ItemState } from '~/feedback/item';
import type { LocalizedText } from '~/i18n/localized-text';
import { dayOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';

export interface QueueRow {
  id: string;
  state: ItemState;
  day: Day;
  stateSince: Day;
  language: string;
  roundId: string;
  roundTitle: LocalizedText;
  /** From 1; null for words noted at no question. */
  question: number | null;
  choices: readonly string[];
  body: Uint8Array | null;
  translation: { id: string; body: Uint8Array } | null;
}

const ROW = {
  id: true,
  state: true,
  day: true,
  stateSince: true,
  language: true,
  roundId: true,
  choices: true,
  body: true,
  round: { select: { title: true } },
  question: { select: { position: true } },
  itemVersions: {
    where: { kind: 'translation', state: { not: 'superseded' } },
    select: { id: true, body: true },
    orderBy: { id: 'desc' },
    take: 1,
  },
} as const;

/** Rows by their ids, in the order of the ids. Bodies are sealed; what is set apart or withdrawn is left out. */
export async function queueRows(db: Db, ids: readonly string[]): Promise<QueueRow[]> {
  const rows = await db.item.findMany({
    where: { id: { in: [...ids] }, sensitive: false, state: { not: 'withdrawn' } },
    select: ROW,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { round, question, itemVersions, ...item } = row;
    return {
      ...item,
      state: item.state as ItemState,
      day: dayOf(item.day),
      stateSince: dayOf(item.stateSince),
      roundTitle: round.title as LocalizedText,
      question: question?.position ?? null,
      translation: itemVersions[0] ?? null,
    };
  });
}
