import { v7, validate } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import type { LocalizedText } from '~/i18n/localized-text';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import { now } from '~/platform/runtime.server';
import { addKeySlots, openTexts, sealForDesk, sealForVisit } from '~/record/key-slots.server';
import { expectOne } from '~/record/record-change.server';
import type { Measure, Outcome, ReprisalEvent, ReprisalState, StepKind, Deed } from './reprisal';
import type { FlagLevel } from './risk-flag';

const CASE = {
  id: true,
  missionId: true,
  submissionId: true,
  level: true,
  state: true,
  reportedHour: true,
  elapsedHours: true,
  met: true,
  reviewOn: true,
  outcome: true,
  advocacy: true,
  version: true,
  submission: {
    select: {
      state: true,
      answerLanguage: true,
      round: { select: { id: true, title: true, sourceLanguage: true, programId: true } },
      items: { where: { state: { not: 'withdrawn' } }, select: { id: true, version: true, sensitive: true } },
      riskFlags: { select: { kind: true, state: true } },
    },
  },
  steps: { where: { event: 'measure' }, select: { id: true } },
} as const;

/** A case as a protection officer works on it. */
export interface DeskReprisal {
  id: string;
  missionId: string;
  submissionId: string;
  level: FlagLevel;
  state: ReprisalState;
  reportedHour: number | null;
  elapsedHours: number | null;
  met: boolean | null;
  reviewOn: Day | null;
  outcome: Outcome | null;
  advocacy: boolean;
  version: number;
  measures: number;
  submission: {
    state: string;
    answerLanguage: string;
    round: { id: string; title: LocalizedText; sourceLanguage: string; programId: string };
    items: readonly { id: string; version: number; sensitive: boolean }[];
    riskFlags: readonly { kind: string; state: string }[];
  };
}

function asCase<Row extends { reviewOn: Date | null; steps: readonly unknown[] }>({ steps, reviewOn, ...row }: Row) {
  return { ...row, reviewOn: reviewOn && dayOf(reviewOn), measures: steps.length } as unknown as DeskReprisal;
}

/** A case by its id, of the reader's mission. Who may see it decides before it is shown (`reprisal.handle`). */
export async function reprisalById(db: Db, id: string): Promise<DeskReprisal | null> {
  const row = validate(id) ? await db.reprisalCase.findUnique({ where: { id }, select: CASE }) : null;
  return row && asCase(row);
}

/** The cases of the reader's mission that are open, or that are closed, as many as one page lists. */
export async function reprisalsOf(db: Db, which: 'open' | 'closed', most: number): Promise<DeskReprisal[]> {
  const rows = await db.reprisalCase.findMany({
    where: { state: which === 'closed' ? 'closed' : { not: 'closed' } },
    select: CASE,
    orderBy: [{ reportedHour: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return rows.map(asCase);
}

export interface ReprisalStep {
  id: string;
  event: StepKind;
  measure: Measure | null;
  day: Day;
  bySender: boolean;
  mine: boolean;
  /** Null where there are none, or where they cannot be opened any more. */
  words: string | null;
}

const placeOf = (id: string) => ({ table: 'reprisal_step', record: id, field: 'body' });

/** What was told and done, oldest first, opened. */
export async function reprisalSteps(db: Db, staff: Pick<Staff, 'accountId'>, caseId: string): Promise<ReprisalStep[]> {
  const rows = await db.reprisalStep.findMany({
    where: { caseId },
    select: { id: true, event: true, measure: true, body: true, byAccount: true, madeOn: true },
    orderBy: { caseVersion: 'asc' },
  });
  const texts = await openTexts(
    db,
    rows.map(({ id, body }) => ({ place: placeOf(id), body })),
  );
  return rows.map(({ id, event, measure, byAccount, madeOn }, index) => ({
    id,
    event: event as StepKind,
    measure: measure as Measure | null,
    day: dayOf(madeOn),
    bySender: byAccount === null,
    mine: byAccount === staff.accountId,
    words: texts[index] ?? null,
  }));
}

export interface NewStep {
  event: ReprisalEvent | Deed;
  words: string;
  by: string;
  measure?: Measure;
}

/**
 * Seals the words of a step, and gives the write of it, for the transaction that makes the step: to the desk, and what is
 * told to the sender to the return page alone.
 */
export async function sealReprisalStep(
  { id: caseId, missionId, version }: Pick<DeskReprisal, 'id' | 'missionId' | 'version'>,
  { event, words, by, measure }: NewStep,
): Promise<(tx: Tx) => Promise<void>> {
  const id = v7();
  const { body, slot } = event === 'tell' ? sealForVisit(placeOf(id), words) : await sealForDesk(placeOf(id), words);
  const made = { madeOn: dateOf(dayOf(now())), caseVersion: version + 1, byAccount: by };
  const row = { id, missionId, caseId, event, measure: measure ?? null, body, ...made };
  return async (tx) => {
    await tx.reprisalStep.createMany({ data: [row] });
    await addKeySlots(tx, [slot]);
  };
}

export interface ReprisalChange {
  state?: ReprisalState;
  reportedHour?: null;
  elapsedHours?: number;
  met?: boolean;
  reviewOn?: Day | null;
  outcome?: Outcome;
}

/** The next version of a case, from the state and version it was seen in (409). */
export async function saveReprisal(
  tx: Tx,
  seen: Pick<DeskReprisal, 'id' | 'version' | 'state'>,
  { reviewOn, ...change }: ReprisalChange,
): Promise<void> {
  const where = { id: seen.id, version: seen.version, state: seen.state };
  const review = reviewOn === undefined ? {} : { reviewOn: reviewOn && dateOf(reviewOn) };
  const data = { ...change, ...review, version: { increment: 1 } };
  expectOne(await tx.reprisalCase.updateMany({ where, data }));
}
