import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import type { DeskFlag } from '~/feedback/flag-store.server';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import { now } from '~/platform/runtime.server';
import { addKeySlots, openTexts, sealForDesk } from '~/record/key-slots.server';

/** Beside the moves of a flag: what else a protection officer does about it. */
export const STEP_EVENTS = ['triage', 'mitigate', 'escalate', 'resolve', 'lift', 'lower', 'refer'] as const;
export type StepEvent = (typeof STEP_EVENTS)[number];

export interface FlagStep {
  id: string;
  event: string;
  day: Day;
  mine: boolean;
  /** Null when it cannot be opened any more. */
  reason: string | null;
}

/** What was done about a flag, oldest first, with the reasons opened. */
export async function stepsOf(db: Db, staff: Pick<Staff, 'accountId'>, flagId: string): Promise<FlagStep[]> {
  const rows = await db.riskFlagStep.findMany({
    where: { flagId },
    select: { id: true, event: true, body: true, byAccount: true, madeOn: true },
    orderBy: { id: 'asc' },
  });
  const texts = await openTexts(
    db,
    rows.map(({ id, body }) => ({ place: { table: 'risk_flag_step', record: id, field: 'body' }, body })),
  );
  return rows.map(({ id, event, byAccount, madeOn }, index) => ({
    id,
    event,
    day: dayOf(madeOn),
    mine: byAccount === staff.accountId,
    reason: texts[index] ?? null,
  }));
}

/** Seals the reason of a step, and gives the write of it, for the transaction that makes the step. */
export async function sealStep(
  staff: Pick<Staff, 'accountId'>,
  { id: flagId, missionId }: Pick<DeskFlag, 'id' | 'missionId'>,
  event: StepEvent,
  reason: string,
): Promise<(tx: Tx) => Promise<void>> {
  const id = v7();
  const { body, slot } = await sealForDesk({ table: 'risk_flag_step', record: id, field: 'body' }, reason);
  const row = { id, missionId, flagId, event, body, byAccount: staff.accountId, madeOn: dateOf(dayOf(now())) };
  return async (tx) => {
    await tx.riskFlagStep.createMany({ data: [row] });
    await addKeySlots(tx, [slot]);
  };
}
