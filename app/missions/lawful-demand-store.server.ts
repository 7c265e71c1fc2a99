import { v7, validate } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import type { DemandEvent, Given, GivenKind, LawfulDemand } from '~/missions/lawful-demand';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import { addKeySlots, openTexts, sealForDesk } from '~/record/key-slots.server';
import { expectOne } from '~/record/record-change.server';

const DEMAND = {
  id: true,
  missionId: true,
  authority: true,
  basis: true,
  scope: true,
  receivedOn: true,
  gagUntil: true,
  state: true,
  given: true,
  reviewedBy: true,
  decidedBy: true,
  decidedOn: true,
  version: true,
} as const;

interface Dates {
  receivedOn: Date;
  gagUntil: Date | null;
  decidedOn: Date | null;
}

const asDemand = <Row extends Dates>(row: Row) =>
  ({
    ...row,
    receivedOn: dayOf(row.receivedOn),
    gagUntil: row.gagUntil && dayOf(row.gagUntil),
    decidedOn: row.decidedOn && dayOf(row.decidedOn),
  }) as unknown as LawfulDemand;

/** The demands of the reader's mission, the latest first. */
export async function demandsOf(db: Db): Promise<LawfulDemand[]> {
  const rows = await db.lawfulDemand.findMany({ select: DEMAND, orderBy: [{ receivedOn: 'desc' }, { id: 'desc' }] });
  return rows.map(asDemand);
}

export async function demandById(db: Db, id: string): Promise<LawfulDemand | null> {
  const row = validate(id) ? await db.lawfulDemand.findUnique({ where: { id }, select: DEMAND }) : null;
  return row && asDemand(row);
}

/** How many demands that may be spoken of each mission received on each day; which these are, the database decides. */
export async function publishedDemands(db: Db): Promise<{ missionId: string; receivedOn: Day; count: number }[]> {
  const rows = await db.lawfulDemand.groupBy({ by: ['missionId', 'receivedOn'], _count: { missionId: true } });
  return rows.map(({ missionId, receivedOn, _count }) => ({
    missionId,
    receivedOn: dayOf(receivedOn),
    count: _count.missionId,
  }));
}

/** Of the records that are given, those that can hold what a participant said. */
const OF_PEOPLE = ['texts', 'translations', 'messages', 'answers', 'choices'] as const satisfies readonly GivenKind[];

/**
 * What a visit may know of demands on its mission since a day: how many came in or were decided, and after how
 * many of them something of people was given.
 * Which may be spoken of, the database decides.
 */
export async function demandsSince(db: Db, day: Day): Promise<{ received: number; gave: number }> {
  const rows = await db.$queryRaw<{ given: Given }[]>`
    select given from app.lawful_demand where received_on >= ${day}::date or decided_on >= ${day}::date`;
  const gave = rows.filter(({ given }) => OF_PEOPLE.some((kind) => given[kind]));
  return { received: rows.length, gave: gave.length };
}

export type DemandStepEvent = DemandEvent | 'register' | 'gag';

export interface DemandStep {
  id: string;
  event: DemandStepEvent;
  day: Day;
  mine: boolean;
  /** Null when it cannot be opened any more. */
  words: string | null;
}

const placeOf = (id: string) => ({ table: 'lawful_demand_step', record: id, field: 'body' });

/** What was done about a demand, oldest first, with what was written to it. */
export async function demandSteps(db: Db, staff: Pick<Staff, 'accountId'>, demandId: string): Promise<DemandStep[]> {
  const rows = await db.lawfulDemandStep.findMany({
    where: { demandId },
    select: { id: true, event: true, body: true, byAccount: true, madeOn: true },
    orderBy: { id: 'asc' },
  });
  const texts = await openTexts(
    db,
    rows.map(({ id, body }) => ({ place: placeOf(id), body })),
  );
  return rows.map(({ id, event, byAccount, madeOn }, index) => ({
    id,
    event: event as DemandStepEvent,
    day: dayOf(madeOn),
    mine: byAccount === staff.accountId,
    words: texts[index] ?? null,
  }));
}

/** Seals what is written to a step, and gives the write of it, for the transaction that makes the step. */
export async function sealDemandStep(
  { id: demandId, missionId }: Pick<LawfulDemand, 'id' | 'missionId'>,
  { event, words, by, today }: { event: DemandStepEvent; words: string; by: string; today: Day },
): Promise<(tx: Tx) => Promise<void>> {
  const id = v7();
  const { body, slot } = await sealForDesk(placeOf(id), words);
  const row = { id, missionId, demandId, event, body, byAccount: by, madeOn: dateOf(today) };
  return async (tx) => {
    await tx.lawfulDemandStep.createMany({ data: [row] });
    await addKeySlots(tx, [slot]);
  };
}

export type NewDemand = Pick<
  LawfulDemand,
  'id' | 'missionId' | 'authority' | 'basis' | 'scope' | 'receivedOn' | 'gagUntil'
>;

export async function insertDemand(tx: Tx, { receivedOn, gagUntil, ...demand }: NewDemand): Promise<void> {
  const dates = { receivedOn: dateOf(receivedOn), gagUntil: gagUntil && dateOf(gagUntil) };
  await tx.lawfulDemand.create({ data: { ...demand, ...dates }, select: { id: true } });
}

export type DemandChange = Partial<
  Pick<LawfulDemand, 'state' | 'scope' | 'given' | 'reviewedBy' | 'decidedBy' | 'decidedOn' | 'gagUntil'>
>;

/** The next version of a demand, from the state and version it was seen in (409). */
export async function saveDemand(
  tx: Tx,
  seen: Pick<LawfulDemand, 'id' | 'version' | 'state'>,
  { decidedOn, gagUntil, ...change }: DemandChange,
): Promise<void> {
  const dates = {
    ...(decidedOn && { decidedOn: dateOf(decidedOn) }),
    ...(gagUntil !== undefined && { gagUntil: gagUntil && dateOf(gagUntil) }),
  };
  const where = { id: seen.id, version: seen.version, state: seen.state };
  expectOne(await tx.lawfulDemand.updateMany({ where, data: { ...change, ...dates, version: { increment: 1 } } }));
}
