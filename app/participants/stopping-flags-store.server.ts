import type { Db } from '~/platform/db.server';
import { JUDGED_FLAG_STATES } from './risk-flag';

/**
 * Whether a severe flag that a protection officer has triaged stops this round: about the round itself, or about the
 * places and groups of its program (`stopsRound`). A flag that nobody triaged never does.
 */
export async function isRoundStopped(db: Db, round: { id: string; programId: string }): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    select 1 from app.risk_flag f join app.submission s on s.id = f.submission_id join app.round r on r.id = s.round_id
    where f.state = any(${[...JUDGED_FLAG_STATES]}::text[]) and (f.level = 'severe' or f.assessed_level = 'severe')
      and ((f.reach = 'round' and s.round_id = ${round.id}::uuid)
        or (f.reach = 'program' and r.program_id = ${round.programId}::uuid)) limit 1`;
  return rows.length > 0;
}
