import { isId } from '~/feedback/item-queue';
import type { PointState, Span } from '~/feedback/point';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Db, Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';
import { openTexts } from '~/record/key-slots.server';

/** What is read of a point with its codes, its themes and what was decided about it. */
export const POINT = {
  id: true,
  itemId: true,
  roundId: true,
  spanStart: true,
  spanEnd: true,
  summary: true,
  state: true,
  version: true,
  codings: {
    select: {
      id: true,
      code: { select: { id: true, label: true, kind: true, category: true } },
      theme: { select: { id: true, title: true } },
    },
  },
  dispositions: {
    where: { superseded: false },
    select: { kind: true, decision: { select: { id: true, number: true } } },
  },
  understandings: { select: { id: true, language: true, body: true, reaction: true, version: true } },
} as const;

export interface PointCode {
  id: string;
  label: string;
  kind: string;
  category: string;
}

export interface Understanding {
  id: string;
  language: string;
  body: Uint8Array;
  reaction: string | null;
  version: number;
}

export interface DeskPoint {
  id: string;
  itemId: string;
  roundId: string;
  span: Span;
  summary: Uint8Array | null;
  state: PointState;
  version: number;
  codes: readonly PointCode[];
  themes: readonly { id: string; title: LocalizedText }[];
  disposition: { kind: string; decision: { id: string; number: number } | null } | null;
  understanding: Understanding | null;
}

const pointRow = (db: Db, id: string) => db.point.findUnique({ where: { id }, select: POINT });
type PointRow = NonNullable<Awaited<ReturnType<typeof pointRow>>>;

export function asDeskPoint(row: PointRow): DeskPoint {
  return {
    id: row.id,
    itemId: row.itemId,
    roundId: row.roundId,
    span: { start: row.spanStart, end: row.spanEnd },
    summary: row.summary,
    state: row.state as PointState,
    version: row.version,
    codes: row.codings.flatMap(({ code }) => code ?? []),
    themes: row.codings.flatMap(({ theme }) => (theme ? [{ id: theme.id, title: theme.title as LocalizedText }] : [])),
    disposition: row.dispositions[0] ?? null,
    understanding: row.understandings[0] ?? null,
  };
}

/** In the order of the text; a point on the whole answer first. */
export function byPosition(a: DeskPoint, b: DeskPoint): number {
  return (a.span.start ?? -1) - (b.span.start ?? -1) || (a.id < b.id ? -1 : 1);
}

/** All points of a round that are not removed and whose items are not set apart. Who may see the round decides before. */
export async function pointsOfRound(db: Db, roundId: string): Promise<DeskPoint[]> {
  const rows = await db.point.findMany({
    where: { roundId, state: { not: 'removed' }, item: { sensitive: false, state: { not: 'withdrawn' } } },
    select: POINT,
    orderBy: { id: 'asc' },
  });
  return rows.map(asDeskPoint);
}

/** The item that a point belongs to, for `itemForDesk` to decide on; null when there is no such point. */
export async function itemOfPoint(db: Db, pointId: string): Promise<string | null> {
  const row = isId(pointId) ? await pointRow(db, pointId) : null;
  return row && row.state !== 'removed' ? row.itemId : null;
}

export interface PointTexts {
  summary: string | null;
  understanding: string | null;
}

/** Opens the neutral lines of points: for staff, and for the sender. */
export async function openPointTexts(
  db: Pick<Db, 'keySlot'>,
  points: readonly Pick<DeskPoint, 'id' | 'summary' | 'understanding'>[],
): Promise<PointTexts[]> {
  const texts = await openTexts(
    db,
    points.flatMap(({ id, summary, understanding }) => [
      { place: { table: 'point', record: id, field: 'summary' }, body: summary },
      {
        place: { table: 'understanding', record: understanding?.id ?? id, field: 'body' },
        body: understanding?.body ?? null,
      },
    ]),
  );
  return points.map((_, index) => ({ summary: texts[index * 2] ?? null, understanding: texts[index * 2 + 1] ?? null }));
}

/**
 * Moves a point to a state, inside `recordChange` with a fact of its next version. Loses (409) where the point changed
 * since it was read.
 */
export async function setPointState(
  tx: Tx,
  point: { id: string; version: number; state: PointState },
  state: PointState,
): Promise<void> {
  expectOne(
    await tx.point.updateMany({
      where: { id: point.id, version: point.version, state: point.state },
      data: { state, version: { increment: 1 } },
    }),
  );
}
