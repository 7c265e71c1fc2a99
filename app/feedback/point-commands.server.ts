import { randomUUID } from 'node:crypto';
import type { Staff } from '~/auth/staff.server';
import { loadItem, loadPoint, mayOver, overOf } from '~/feedback/item-loading.server';
import type { DeskItem } from '~/feedback/item-store.server';
import { wholeRange } from '~/feedback/mask';
import { openItemTexts } from '~/feedback/text-door.server';
import { isHeldUp } from '~/feedback/item';
import { holdItem } from '~/feedback/item-writes-store.server';
import { mayBeCoded, unmarked, type Span } from '~/feedback/point';
import { setPointState } from '~/feedback/point-store.server';
import { passagesOf, segmentsOf } from '~/feedback/segments';
import { done, refuse, type Result } from '~/platform/result';
import { readForDesk } from '~/auth/desk-reading.server';
import { born, next, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';

/** What to mark: the whole answer, or pieces of the original by their numbers from 0 (`segmentsOf`). */
export interface Marking {
  whole: boolean;
  pieces: readonly number[];
}

async function wantedSpans(staff: Staff, item: DeskItem, { whole, pieces }: Marking): Promise<Span[]> {
  if (whole) return [{ start: null, end: null }];
  const [texts] = await readForDesk(staff, (db) => openItemTexts(db, 'read', [item]));
  // Ticked in the text as it is shown; kept as positions in the whole one, where a mask that goes moves nothing.
  const cuts = texts?.cuts ?? [];
  return passagesOf(segmentsOf(texts?.original ?? '', item.language), pieces).map(({ start, end }) =>
    wholeRange(cuts, { start: start!, end: end! }),
  );
}

/**
 * Divides an item into points: pieces that follow one another become one passage, several passages several points. Only
 * while the item is being coded. Refuses when nothing was ticked, and passages that are marked already.
 */
export async function markPoints(staff: Staff, id: string, marking: Marking): Promise<Result<string[]>> {
  const item = await loadItem(staff, id);
  if (!item) return refuse('item.not_found');
  if (!mayOver(staff, item)('item.code')) return refuse('workflow.not_allowed');
  if (item.state !== 'translated') return refuse('workflow.not_from_here');
  if (isHeldUp(item)) return refuse('item.round_stopped');
  const wanted = await wantedSpans(staff, item, marking);
  if (wanted.length === 0) return refuse('point.nothing_marked');
  const spans = unmarked(
    wanted,
    item.points.map(({ span }) => span),
  );
  const points = spans.map(({ start, end }) => ({ id: randomUUID(), spanStart: start, spanEnd: end }));
  const [first, ...others] = points.map((point): Fact => born('point.marked', point.id, { item: id }));
  if (!first) return refuse('point.already_marked');
  const { missionId, roundId } = item;
  await recordChange(staff.actor('item.code', overOf(item)), [first, ...others], async (tx) => {
    await holdItem(tx, item);
    await tx.point.createMany({ data: points.map((point) => ({ ...point, missionId, roundId, itemId: id })) });
  });
  return done(points.map((point) => point.id));
}

/** Takes a point away that was marked by mistake, with its codes and its lines. Refuses once something was decided. */
export async function removePoint(staff: Staff, pointId: string): Promise<Result<{ itemId: string }>> {
  const loaded = await loadPoint(staff, pointId);
  if (!loaded) return refuse('point.not_found');
  const { item, point } = loaded;
  if (!mayOver(staff, item)('item.code')) return refuse('workflow.not_allowed');
  if (item.state !== 'translated') return refuse('workflow.not_from_here');
  if (!mayBeCoded(point)) return refuse('point.disposed');
  const texts = [pointId, ...(point.understanding ? [point.understanding.id] : [])];
  await recordChange(staff.actor('item.code', overOf(item)), [next('point.removed', point)], async (tx) => {
    await holdItem(tx, item);
    await setPointState(tx, point, 'removed');
    await tx.coding.deleteMany({ where: { pointId } });
    await tx.keySlot.deleteMany({ where: { objectId: { in: texts } } });
  });
  return done({ itemId: item.id });
}
