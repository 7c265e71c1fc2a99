import { runtime } from '~/platform/runtime.server';
import type { Sealed } from '~/record/key-slots.server';

/**
 * Replaces a round's encrypted search segment. The one write of the desk that files no fact: a segment says nothing that
 * the items do not say, and can be rebuilt from them. The database function touches segments and their keys alone.
 */
export async function storeSearchSegment(
  place: { missionId: string; roundId: string },
  { body, slot }: Sealed,
): Promise<void> {
  const wrapped = new Uint8Array(slot.wrapped);
  await runtime().databases.prisma.desk
    .$queryRaw`select app.store_search_segment(${place.missionId}::uuid, ${place.roundId}::uuid, ${slot.objectId}::uuid, ${body}::bytea, ${wrapped}::bytea, ${slot.keyEpoch}::int, ${slot.suite}::smallint)`;
}
