import { Prisma } from '~/generated/prisma/client';
import type { ItemState } from '~/feedback/item';
import type { NewText } from '~/feedback/search-index';
import { openTextsFor, type SealedText } from '~/feedback/text-door.server';
import { inDanger } from '~/feedback/text-protection-store.server';
import { levelsRefusing } from '~/participants/consequences';
import type { Db } from '~/platform/db.server';

/** Nobody has looked at it yet, or its sender took it back. */
export const NOT_FINDABLE: readonly ItemState[] = ['received', 'first_look', 'quarantined', 'withdrawn'];

/**
 * What may be found: the first look is behind it, it is not set apart, it was not withdrawn, and no danger around it is so
 * grave that the rules refuse searching. The triggers that count changes say the same; a level that is raised counts too,
 * so that the segment is written anew.
 */
const FINDABLE = Prisma.sql`i.body is not null and not i.sensitive and i.state <> all(${[...NOT_FINDABLE]}::text[])
  and not ${inDanger(levelsRefusing('search'))}`;

/** Changes with every change of an item's masks: a text under other masks is another text to be found. */
const MASKED_AS = Prisma.sql`(select coalesce(sum(d.version), 0)::int from app.redaction d where d.item_id = i.id)`;

const texts = (roundId: string) => Prisma.sql`
  select i.id as text_id, i.id as item_id, i.language, ${MASKED_AS} as masked from app.item i where i.round_id = ${roundId}::uuid and ${FINDABLE}
  union all
  select v.id, i.id, v.language, ${MASKED_AS} from app.item_version v join app.item i on i.id = v.item_id
  where i.round_id = ${roundId}::uuid and v.kind = 'translation' and v.state <> 'superseded' and ${FINDABLE}`;

/**
 * Tells whether a round's texts are still those that were indexed: how often they have changed, as the database counts it
 * with every change. Each process asks it before it trusts what it holds; one row, however many items there are.
 */
export async function stampOf(db: Db, roundId: string): Promise<string> {
  const row = await db.searchChange.findUnique({ where: { roundId }, select: { changes: true } });
  return String(row?.changes ?? 0);
}

export interface FindableText {
  /** What the index knows it by: its id, and under which masks it was read. */
  textId: string;
  itemId: string;
  /** The item's id for the original, the version's for a translation. */
  record: string;
  language: string;
}

/** The ids of all texts of a round that may be found. */
export async function findableTexts(db: Db, roundId: string): Promise<FindableText[]> {
  const rows = await db.$queryRaw<{ text_id: string; item_id: string; language: string; masked: number }[]>(
    texts(roundId),
  );
  return rows.map(({ text_id: record, item_id: itemId, language, masked }) => ({
    textId: masked === 0 ? record : `${record}.${masked}`,
    record,
    itemId,
    language,
  }));
}

/** Opens texts for indexing. One whose key is gone counts as without words. */
export async function openForIndex(db: Db, wanted: readonly FindableText[]): Promise<NewText[]> {
  const ids = wanted.map(({ record }) => record);
  const itemOf = new Map(wanted.map(({ record, itemId }) => [record, itemId]));
  const [items, versions] = [
    await db.item.findMany({ where: { id: { in: ids } }, select: { id: true, body: true } }),
    await db.itemVersion.findMany({ where: { id: { in: ids } }, select: { id: true, body: true } }),
  ];
  const bodies = new Map(
    [...items.map((row) => ['item', row] as const), ...versions.map((row) => ['item_version', row] as const)].map(
      ([table, { id, body }]): [string, SealedText] => [id, { itemId: itemOf.get(id) ?? id, table, record: id, body }],
    ),
  );
  const sealed = wanted.flatMap((text) => bodies.get(text.record) ?? []);
  const opened = new Map(
    (await openTextsFor(db, 'search', sealed)).map((text, index) => [sealed[index]!.record, text ?? ''] as const),
  );
  return wanted.map(({ record, ...text }) => ({ ...text, text: opened.get(record) ?? '' }));
}

export interface StoredSegment {
  objectId: string;
  sequence: number;
  body: Uint8Array;
}

/** The newest encrypted segment of a round, or null when it has none yet. */
export async function storedSegment(db: Db, roundId: string): Promise<StoredSegment | null> {
  return db.searchSegment.findFirst({
    where: { roundId },
    select: { objectId: true, sequence: true, body: true },
    orderBy: { sequence: 'desc' },
  });
}

/** The rounds of the mission that have a segment. */
export async function roundsWithSegments(db: Db): Promise<string[]> {
  const rows = await db.searchSegment.findMany({ select: { roundId: true }, distinct: ['roundId'] });
  return rows.map(({ roundId }) => roundId);
}
