import type { Staff } from '~/auth/staff.server';
import type { Disposition } from '~/decisions/disposition';
import {
  decisionChoices,
  dispositionsOfPoint,
  tensionAttempts,
  type DecisionChoice,
} from '~/decisions/disposition-store.server';
import { maySee, pointCases } from '~/decisions/point-case-store.server';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Db } from '~/platform/db.server';
import { programElements } from '~/programs/program-store.server';

/** What the disposition of points can name: decisions of the round, elements of its program. */
export interface DisposalChoices {
  decisions: DecisionChoice[];
  elements: { id: string; number: string; title: LocalizedText }[];
}

/** Everything the disposition section of a point's page shows. */
export interface DispositionView extends DisposalChoices {
  pointState: string;
  itemState: string;
  history: (Disposition & { superseded: boolean })[];
  /** Times that `partner_tension` was given as a reason. */
  attempts: number;
  mayDispose: boolean;
  /** Whether the reader may open the decision that is named. */
  readsDecisions: boolean;
}

export async function disposalChoices(
  db: Db,
  { roundId, programId }: { roundId: string; programId: string },
): Promise<DisposalChoices> {
  const elements = await programElements(db, programId);
  return {
    decisions: await decisionChoices(db, roundId),
    elements: elements.map(({ id, number, title }) => ({ id, number, title })),
  };
}

/** What was and can be decided about a point; null for one that the reader may not open. */
export async function dispositionOf(db: Db, staff: Staff, pointId: string): Promise<DispositionView | null> {
  const [point] = await pointCases(db, [pointId]);
  if (!point || !maySee(staff, point)) return null;
  const over = { roundId: point.roundId, programId: point.item.programId };
  return {
    pointState: point.state,
    itemState: point.item.state,
    history: await dispositionsOfPoint(db, pointId),
    attempts: (await tensionAttempts(db, [pointId])).get(pointId) ?? 0,
    mayDispose: staff.may('item.dispose', over),
    readsDecisions: staff.may('decision.read', over),
    ...(await disposalChoices(db, over)),
  };
}
