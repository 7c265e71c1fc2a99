import type { LocalizedText } from '~/i18n/localized-text';
import type { Mission, Retention } from '~/missions/mission';
import type { Db } from '~/platform/db.server';

const MISSION = {
  id: true,
  slug: true,
  name: true,
  countryCode: true,
  timeZone: true,
  restDays: true,
  retention: true,
  retentionAuthority: true,
  version: true,
} as const;

type Row = Omit<Mission, 'name' | 'retention'> & { name: unknown; retention: string | null };
const asMission = (row: Row): Mission => ({
  ...row,
  name: row.name as LocalizedText,
  retention: row.retention as Retention | null,
});

/** All missions of the installation, by slug. */
export async function listMissions(db: Db): Promise<Mission[]> {
  return (await db.mission.findMany({ select: MISSION, orderBy: { slug: 'asc' } })).map(asMission);
}

export async function missionBySlug(db: Db, slug: string): Promise<Mission | null> {
  const row = await db.mission.findUnique({ where: { slug }, select: MISSION });
  return row && asMission(row);
}

export async function missionById(db: Db, id: string): Promise<Mission | null> {
  const row = await db.mission.findUnique({ where: { id }, select: MISSION });
  return row && asMission(row);
}
