import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Db, Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';

export interface Restoration {
  id: string;
  dataOf: Day;
  keysOf: Day;
  restoredOn: Day;
  version: number;
}

/** The restoration of the reader's mission that waits for a protection officer, or null: words are open then. */
export async function frozenRestoration(db: Db): Promise<Restoration | null> {
  const row = await db.restoration.findFirst({
    where: { state: 'frozen' },
    select: { id: true, dataOf: true, keysOf: true, restoredOn: true, version: true },
    orderBy: { restoredOn: 'desc' },
  });
  return row && { ...row, dataOf: dayOf(row.dataOf), keysOf: dayOf(row.keysOf), restoredOn: dayOf(row.restoredOn) };
}

export interface Acceptance {
  unknownSince: Day;
  by: string;
  today: Day;
}

/** Accepts, and gives the words back if no other mission still waits. */
export async function storeAcceptance(
  tx: Tx,
  { id, version }: Restoration,
  { unknownSince, by, today }: Acceptance,
): Promise<void> {
  expectOne(
    await tx.restoration.updateMany({
      where: { id, version, state: 'frozen' },
      data: {
        state: 'accepted',
        unknownSince: dateOf(unknownSince),
        acceptedBy: by,
        acceptedOn: dateOf(today),
        version: { increment: 1 },
      },
    }),
  );
  await tx.$queryRaw`select app.unfreeze()`;
}
