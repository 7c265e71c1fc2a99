import type { Staff } from '~/auth/staff.server';
import type { DecisionLink } from '~/decisions/decision';
import { maySee, pointCases } from '~/decisions/point-case-store.server';
import { openPointTexts, pointsOfRound } from '~/feedback/point-store.server';
import type { Db } from '~/platform/db.server';

/** A point in a list: the desk's neutral line on it, and where it stands. */
export interface LinkedPoint {
  id: string;
  state: string;
  summary: string | null;
}

/** The points that a decision is linked to, as far as the reader may open them. */
export async function linkedPoints(
  db: Db,
  staff: Staff,
  links: readonly Pick<DecisionLink, 'pointId'>[],
): Promise<{ points: LinkedPoint[]; hidden: number }> {
  const ids = links.flatMap(({ pointId }) => pointId ?? []);
  const cases = (await pointCases(db, ids)).filter((point) => point.state !== 'removed');
  const seen = cases.filter((point) => maySee(staff, point));
  const texts = await openPointTexts(
    db,
    seen.map((point) => ({ ...point, understanding: null })),
  );
  return {
    points: seen.map(({ id, state }, index) => ({ id, state, summary: texts[index]?.summary ?? null })),
    hidden: cases.length - seen.length,
  };
}

/** A point of a theme, to be ticked for a disposition or an answer. */
export interface TickPoint extends LinkedPoint {
  itemId: string;
  disposition: { kind: string; decision: { id: string; number: number } | null } | null;
}

/** The points that somebody coded to a theme, with their neutral lines. Who may see the round decides before. */
export async function pointsOfTheme(db: Db, roundId: string, themeId: string): Promise<TickPoint[]> {
  const points = (await pointsOfRound(db, roundId)).filter((point) => point.themes.some(({ id }) => id === themeId));
  const texts = await openPointTexts(db, points);
  return points.map(({ id, itemId, state, disposition }, index) => ({
    id,
    itemId,
    state,
    disposition,
    summary: texts[index]?.summary ?? null,
  }));
}
