import type { Staff } from '~/auth/staff.server';
import { codesOfMission, themesOfRound } from '~/feedback/codebook-store.server';
import { mayOver } from '~/feedback/item-loading.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { shownRange } from '~/feedback/mask';
import { openItemTexts } from '~/feedback/text-door.server';
import { mayBeCoded } from '~/feedback/point';
import { itemOfPoint, openPointTexts } from '~/feedback/point-store.server';
import { seesLists } from '~/feedback/reader';
import type { Db } from '~/platform/db.server';

/** What the page of a point shows of its words, its lines and its codes; null where the reader may not open it. */
export async function pointCoding(db: Db, staff: Staff, pointId: string) {
  const itemId = seesLists(staff.roles) ? await itemOfPoint(db, pointId) : null;
  const item = itemId && (await itemForDesk(db, staff, itemId));
  const at = item ? item.points.findIndex(({ id }) => id === pointId) : -1;
  const point = item && item.points[at];
  if (!item || !point) return null;
  const [words] = await openItemTexts(db, 'read', [item]);
  const [lines] = await openPointTexts(db, [point]);
  const mayCode = mayOver(staff, item)('item.code');
  const original = words?.original ?? null;
  const { start, end } = point.span;
  const whole = start === null || end === null;
  const span = shownRange(words?.cuts ?? [], { start: start ?? 0, end: end ?? 0 });
  return {
    id: pointId,
    itemId: item.id,
    number: at + 1,
    state: point.state,
    round: { slug: item.round.slug, title: item.round.title },
    language: item.language,
    workingLanguage: item.round.sourceLanguage,
    answerLanguage: item.answerLanguage,
    choices: item.choices,
    passage: whole ? original : (original?.slice(span.start, span.end) ?? null),
    translation: words?.translation ?? null,
    summary: lines?.summary ?? null,
    understanding: lines?.understanding ?? null,
    reaction: point.understanding?.reaction ?? null,
    codes: mayCode ? await codesOfMission(db) : point.codes,
    themes: mayCode ? await themesOfRound(db, item.roundId) : point.themes,
    chosen: { codes: point.codes.map(({ id }) => id), themes: point.themes.map(({ id }) => id) },
    mayDescribe: mayCode,
    mayCode: mayCode && mayBeCoded(point) && ['translated', 'coded', 'under_consideration'].includes(item.state),
    mayRemove: mayCode && mayBeCoded(point) && item.state === 'translated' && item.body !== null,
  };
}

export type PointCoding = NonNullable<Awaited<ReturnType<typeof pointCoding>>>;
