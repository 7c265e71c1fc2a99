import type { Prisma } from '~/generated/prisma/client';
import type { Staff } from '~/auth/staff.server';
import type { DispositionKind } from '~/decisions/disposition';
import type { ItemState } from '~/feedback/item';
import { isId } from '~/feedback/item-queue';
import type { PointState } from '~/feedback/point';
import { mayOpen } from '~/feedback/reader';
import type { Db } from '~/platform/db.server';

const CASE = {
  id: true,
  roundId: true,
  version: true,
  state: true,
  summary: true,
  codings: { where: { themeId: { not: null } }, select: { themeId: true } },
  dispositions: { where: { superseded: false }, select: { kind: true, decisionId: true } },
  item: {
    select: {
      id: true,
      version: true,
      state: true,
      sensitive: true,
      round: { select: { programId: true } },
      submission: { select: { answerLanguage: true } },
      points: { where: { state: { not: 'removed' } }, select: { id: true, state: true } },
    },
  },
} as const;

/** An item as far as the weighing of its points goes. */
export interface ItemCaseHere {
  id: string;
  version: number;
  state: ItemState;
  sensitive: boolean;
  programId: string;
  answerLanguage: string;
  points: readonly { id: string; state: PointState }[];
}

/** A point with its item and its siblings: what a disposition or an answer must know of it. */
export interface PointCase {
  id: string;
  roundId: string;
  version: number;
  state: PointState;
  /** The desk's neutral line, sealed. */
  summary: Uint8Array | null;
  themeIds: readonly string[];
  current: { kind: DispositionKind; decisionId: string | null } | null;
  item: ItemCaseHere;
}

type Row = Prisma.PointGetPayload<{ select: typeof CASE }>;

function asCase({ codings, dispositions, item, ...row }: Row): PointCase {
  const { round, submission, ...rest } = item;
  return {
    ...row,
    themeIds: codings.flatMap(({ themeId }) => themeId ?? []),
    current: dispositions[0] ?? null,
    item: { ...rest, programId: round.programId, answerLanguage: submission.answerLanguage },
  } as PointCase;
}

/** Points by their ids, in no order; ids that are not of the mission are left out. */
export async function pointCases(db: Db, ids: readonly string[]): Promise<PointCase[]> {
  const rows = await db.point.findMany({ where: { id: { in: ids.filter(isId) } }, select: CASE });
  return rows.map(asCase);
}

/** The points whose current disposition waits for this decision's signature. */
export async function pointsAwaiting(db: Db, decisionId: string): Promise<PointCase[]> {
  const rows = await db.point.findMany({
    where: {
      state: 'coded',
      item: { state: { not: 'withdrawn' } },
      dispositions: { some: { superseded: false, decisionId } },
    },
    select: CASE,
  });
  return rows.map(asCase);
}

/** Whether a person may see a point: as they may its item. */
export function maySee(staff: Staff, point: PointCase): boolean {
  return mayOpen(staff, { ...point.item, roundId: point.roundId });
}
