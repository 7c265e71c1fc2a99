import type { Staff } from '~/auth/staff.server';
import { notFound } from '~/auth/responses.server';
import type { Db } from '~/platform/db.server';
import type { Round } from '~/rounds/round';
import { roundForDesk } from '~/rounds/round-store.server';

/** The round of a desk page's address. Foreign, unknown, and outside the person's roles: the same page, not found. */
export async function thisRound(db: Db, staff: Staff, slug: string | undefined): Promise<Round> {
  const round = await roundForDesk(db, slug ?? '');
  if (!round || !staff.may('round.read', { roundId: round.id, programId: round.programId })) throw notFound();
  return round;
}
