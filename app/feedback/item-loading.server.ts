import type { Permission } from '~/auth/permissions';
import type { Staff } from '~/auth/staff.server';
import { itemForDesk, type DeskItem } from '~/feedback/item-store.server';
import { itemOfPoint, type DeskPoint } from '~/feedback/point-store.server';
import { readForDesk } from '~/auth/desk-reading.server';

/** The item a command is about, if the person may open it; null for all else alike. */
export function loadItem(staff: Staff, id: string): Promise<DeskItem | null> {
  return readForDesk(staff, (db) => itemForDesk(db, staff, id));
}

/** A point with its item, if the person may open the item. */
export function loadPoint(staff: Staff, pointId: string): Promise<{ item: DeskItem; point: DeskPoint } | null> {
  return readForDesk(staff, async (db) => {
    const itemId = await itemOfPoint(db, pointId);
    const item = itemId && (await itemForDesk(db, staff, itemId));
    const point = item && item.points.find(({ id }) => id === pointId);
    return item && point ? { item, point } : null;
  });
}

/** The permissions that somebody has over one item: by mission, by its program or by its round. */
export function mayOver(staff: Pick<Staff, 'may'>, item: DeskItem): (permission: Permission) => boolean {
  return (permission) => staff.may(permission, overOf(item));
}

export function overOf({ round }: Pick<DeskItem, 'round'>): { programId: string; roundId: string } {
  return { programId: round.programId, roundId: round.id };
}
