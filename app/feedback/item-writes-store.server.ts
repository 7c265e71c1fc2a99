import type { ReadItem } from '~/feedback/item-store.server';
import type { Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';

/** A new version of an item whose state stays: something that belongs to it was added. */
export async function touchItem(tx: Tx, item: ReadItem): Promise<void> {
  expectOne(
    await tx.item.updateMany({
      where: { id: item.id, version: item.version, state: item.state },
      data: { version: { increment: 1 } },
    }),
  );
}

/** Holds an item as it was read until the end of the transaction, without a new version. */
export async function holdItem(tx: Tx, item: ReadItem): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from app.item where id = ${item.id}::uuid and version = ${item.version} and state = ${item.state} for update`;
  expectOne({ count: rows.length });
}
