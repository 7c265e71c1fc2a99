import { randomUUID } from 'node:crypto';
import type { Staff } from '~/auth/staff.server';
import { loadItem, overOf } from '~/feedback/item-loading.server';
import { renewSearch } from '~/feedback/search.server';
import type { Sensitivity } from '~/feedback/item-input';
import { tellTightened } from '~/participants/protection-followers.server';
import { hourIndex } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next } from '~/record/fact';
import { expectOne, recordChange } from '~/record/record-change.server';

/**
 * Sets an item apart at once, whatever its state: out of queues, searches, counts and exports, seen from now on by
 * holders of `item.sensitive` alone (G04). Raises a risk flag for the protection officer. Whoever may open the item may
 * do it, for who hesitates over a permission does not press.
 */
export async function markSensitive(staff: Staff, id: string, { kind, level }: Sensitivity): Promise<Result> {
  const item = await loadItem(staff, id);
  if (!item) return refuse('item.not_found');
  if (item.sensitive) return refuse('item.already_sensitive');
  const flagId = randomUUID();
  const facts = [next('item.marked_sensitive', item), born('risk_flag.raised', flagId, { kind, level })] as const;
  const { missionId, submissionId } = item;
  await recordChange(staff.actor('item.read', overOf(item)), facts, async (tx) => {
    expectOne(
      await tx.item.updateMany({
        where: { id, version: item.version, state: item.state },
        data: { sensitive: true, version: { increment: 1 } },
      }),
    );
    await tx.riskFlag.create({
      data: {
        id: flagId,
        missionId,
        submissionId,
        itemId: id,
        kind,
        level,
        raisedBy: 'staff',
        raisedHour: hourIndex(now()),
      },
      select: { id: true },
    });
  });
  await renewSearch({ missionId, roundId: item.roundId });
  await tellTightened({ missionId, roundId: item.roundId });
  return done();
}
