import { Prisma } from '~/generated/prisma/client';
import { isOutward, type RiskLevel, type TextUse, type UseCase } from '~/participants/consequences';
import { systemLevel, type Surroundings } from '~/participants/risk-rules';
import { OPEN_FLAG_STATES, type FlagLevel } from '~/participants/risk-flag';
import type { Tolerance } from '~/participants/submission';
import { daysBetween, dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { now } from '~/platform/runtime.server';

/** What protects one item's text now. */
export interface ItemProtection extends UseCase {
  id: string;
  missionId: string;
}

interface Row {
  id: string;
  mission_id: string;
  round_id: string;
  tolerance: Tolerance;
  ceiling: Tolerance | null;
  apart: boolean;
  level: RiskLevel;
  consents: Record<string, boolean>;
  closed_on: Date | null;
}

/** A condition on the item `i`: some open danger around it is as grave as one of these levels, as raised or as assessed. */
export function inDanger(levels: readonly FlagLevel[]): Prisma.Sql {
  const grave = Prisma.sql`any(${[...levels]}::text[])`;
  return Prisma.sql`exists (select 1 from app.risk_flag f where f.submission_id = i.submission_id and (f.item_id is null or f.item_id = i.id)
    and f.state = any(${[...OPEN_FLAG_STATES]}::text[]) and (f.level = ${grave} or f.assessed_level = ${grave}))`;
}

/** How easily somebody of a round can be told apart, by the round's id: asked only for what goes out. */
async function surroundingsOf(db: Db, rounds: readonly string[]): Promise<Map<string, Surroundings>> {
  const rows = await db.$queryRaw<{ id: string; submissions: number; civic_space: Surroundings['civicSpace'] }[]>`
    select r.id, c.civic_space,
      (select count(*)::int from app.submission s where s.round_id = r.id and s.state = 'received') as submissions
    from app.round r join app.program p on p.id = r.program_id join app.country c on c.id = p.country_id
    where r.id = any(${[...rounds]}::uuid[])`;
  return new Map(
    rows.map(({ id, submissions, civic_space: civicSpace }) => [id, { submissions, civicSpace, inPlace: null }]),
  );
}

/** What protects items, by their ids, for one use: with a fixed number of queries. Ids that are not there are left out. */
export async function protectionOf(
  db: Db,
  use: TextUse,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ItemProtection>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<Row[]>`
    select i.id, i.mission_id, i.round_id, s.tolerance, s.ceiling, i.sensitive as apart, r.closed_on,
      app.item_level(i.id, s.id) as level, app.item_consents(s.id) as consents
    from app.item i join app.submission s on s.id = i.submission_id join app.round r on r.id = i.round_id
    where i.id = any(${[...ids]}::uuid[])`;
  const around = isOutward(use)
    ? await surroundingsOf(db, [...new Set(rows.map((row) => row.round_id))])
    : new Map<string, Surroundings>();
  const today = dayOf(now());
  return new Map(
    rows.map((row) => {
      const known = around.get(row.round_id);
      const protection: ItemProtection = {
        id: row.id,
        missionId: row.mission_id,
        tolerance: row.tolerance,
        ceiling: row.ceiling ?? 'organisation_public',
        level: row.level,
        system: known ? systemLevel(known) : 'none',
        apart: row.apart,
        consents: row.consents,
        days: isOutward(use) && row.closed_on ? daysBetween(dayOf(row.closed_on), today) : null,
      };
      return [row.id, protection];
    }),
  );
}
