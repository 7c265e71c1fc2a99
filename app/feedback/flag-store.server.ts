import type { Reach } from '~/feedback/reader';
import { roundWithin } from '~/feedback/set-apart-store.server';
import type { LocalizedText } from '~/i18n/localized-text';
import {
  OPEN_FLAG_STATES,
  type FlagKind,
  type FlagLevel,
  type FlagReach,
  type FlagState,
} from '~/participants/risk-flag';
import type { FlagTimes } from '~/participants/flag-clock';
import type { Tolerance } from '~/participants/submission';
import { isId } from '~/feedback/item-queue';
import type { Db, Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';

const FLAG = {
  id: true,
  missionId: true,
  submissionId: true,
  itemId: true,
  kind: true,
  level: true,
  assessedLevel: true,
  reach: true,
  raisedBy: true,
  state: true,
  raisedHour: true,
  elapsedHours: true,
  met: true,
  version: true,
  submission: {
    select: {
      version: true,
      state: true,
      tolerance: true,
      ceiling: true,
      codeDeclined: true,
      round: { select: { id: true, slug: true, title: true, sourceLanguage: true, programId: true } },
      items: { select: { id: true, version: true, state: true, sensitive: true }, orderBy: { id: 'asc' } },
    },
  },
} as const;

/** A risk flag as a protection officer works on it. */
export interface DeskFlag extends FlagTimes {
  id: string;
  missionId: string;
  submissionId: string;
  /** The item it is about; null where it is about all that was sent. */
  itemId: string | null;
  kind: FlagKind;
  level: FlagLevel;
  assessedLevel: FlagLevel | null;
  reach: FlagReach;
  raisedBy: string;
  state: FlagState;
  version: number;
  submission: {
    version: number;
    state: string;
    tolerance: Tolerance;
    ceiling: Tolerance | null;
    codeDeclined: boolean;
    round: { id: string; slug: string; title: LocalizedText; sourceLanguage: string; programId: string };
    /** Of the flag: its own item, or all of the submission. Withdrawn ones are left out. */
    items: readonly { id: string; version: number; state: string; sensitive: boolean }[];
  };
}

const flagRow = (db: Db, id: string) => db.riskFlag.findUnique({ where: { id }, select: FLAG });
type Row = NonNullable<Awaited<ReturnType<typeof flagRow>>>;

function asFlag({ submission, ...row }: Row): DeskFlag {
  const concerned = submission.items.filter(
    ({ id, state }) => state !== 'withdrawn' && (row.itemId === null || row.itemId === id),
  );
  return {
    ...row,
    submission: {
      ...submission,
      round: { ...submission.round, title: submission.round.title as LocalizedText },
      items: concerned,
    },
  } as DeskFlag;
}

/** A flag by its id, of the reader's mission. Who may see it decides before it is shown (`item.sensitive`). */
export async function flagById(db: Db, id: string): Promise<DeskFlag | null> {
  const row = isId(id) ? await flagRow(db, id) : null;
  return row && asFlag(row);
}

/** The flags that somebody reaches: what is open, or what was closed, the latest first. */
export async function flagsWithin(db: Db, reach: Reach, which: 'open' | 'closed', most: number): Promise<DeskFlag[]> {
  const open = [...OPEN_FLAG_STATES];
  const rows = await db.riskFlag.findMany({
    where: { state: which === 'open' ? { in: open } : { notIn: open }, submission: roundWithin(reach) },
    select: FLAG,
    orderBy: [{ raisedHour: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return rows.map(asFlag);
}

/** The kinds of the open flags around an item. */
export async function openKinds(db: Db, item: { id: string; submissionId: string }): Promise<FlagKind[]> {
  const rows = await db.riskFlag.findMany({
    where: {
      submissionId: item.submissionId,
      state: { in: [...OPEN_FLAG_STATES] },
      OR: [{ itemId: null }, { itemId: item.id }],
    },
    select: { kind: true },
  });
  return rows.map(({ kind }) => kind as FlagKind);
}

/** All flags around an item, whatever their state. */
export async function flagsAround(db: Db, item: { id: string; submissionId: string }): Promise<DeskFlag[]> {
  const rows = await db.riskFlag.findMany({
    where: { submissionId: item.submissionId, OR: [{ itemId: null }, { itemId: item.id }] },
    select: FLAG,
  });
  return rows.map(asFlag);
}

export interface FlagChange {
  state?: FlagState;
  assessedLevel?: FlagLevel;
  reach?: FlagReach;
  raisedHour?: null;
  elapsedHours?: number;
  met?: boolean;
}

/** The next version of a flag, from the state and version it was seen in (409). */
export async function saveFlag(
  tx: Tx,
  seen: Pick<DeskFlag, 'id' | 'version' | 'state'>,
  change: FlagChange = {},
): Promise<void> {
  const where = { id: seen.id, version: seen.version, state: seen.state };
  expectOne(await tx.riskFlag.updateMany({ where, data: { ...change, version: { increment: 1 } } }));
}

/** Sets items apart, or puts them back into the ordinary queue in the state that they are in (409). */
export async function setApart(
  tx: Tx,
  items: readonly { id: string; version: number }[],
  sensitive: boolean,
): Promise<void> {
  for (const { id, version } of items) {
    const data = { sensitive, version: { increment: 1 } };
    expectOne(await tx.item.updateMany({ where: { id, version, sensitive: !sensitive }, data }));
  }
}
