import { v7 } from 'uuid';
import { actorOf, type Granter } from '~/auth/granter';
import type { Staff } from '~/auth/staff.server';
import { decideCreate, decideRetention, type NewMission, type RetentionWish } from '~/missions/mission';
import { missionBySlug, missionById } from '~/missions/mission-store.server';
import type { Db } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { runtime } from '~/platform/runtime.server';
import { born, next } from '~/record/fact';
import { expectOne, recordChange } from '~/record/record-change.server';

const accounts = (): Db => runtime().databases.prisma.accounts as unknown as Db;

/** Makes a mission; the first leaf of its log is its own making. For admins of the installation and the command line. */
export async function createMission(granter: Granter, wish: NewMission): Promise<Result<{ id: string; slug: string }>> {
  if (granter.kind === 'mission') return refuse('mission.installation_only');
  const decision = decideCreate(wish, (await missionBySlug(accounts(), wish.slug)) !== null);
  if (!decision.ok) return decision;
  const id = v7();
  const { slug, name, countryCode, timeZone, restDays } = wish;
  await recordChange(
    actorOf(granter, id),
    [born('mission.created', id, { country: countryCode })],
    (tx) => tx.mission.create({ data: { id, slug, name, countryCode, timeZone, restDays }, select: { id: true } }),
    { role: 'accounts' },
  );
  return done({ id, slug });
}

/**
 * Settles what becomes of words when a round is archived, and by which legal authority: the chief of mission signs it,
 * for the mission of the session alone (SECURITY.md §10). No round opens before.
 */
export async function setRetention(staff: Staff, missionId: string, wish: RetentionWish): Promise<Result> {
  if (staff.missionId !== missionId || !staff.may('mission.settings')) return refuse('workflow.not_allowed');
  const mission = await missionById(accounts(), missionId);
  if (!mission) return refuse('mission.unknown');
  const decision = decideRetention(mission, wish);
  if (!decision.ok) return decision;
  const { retention, authority: retentionAuthority } = wish;
  await recordChange(
    staff.actor('mission.settings'),
    [next('mission.retention_set', mission, { retention })],
    async (tx) => {
      const data = { retention, retentionAuthority, version: { increment: 1 } };
      expectOne(await tx.mission.updateMany({ where: { id: mission.id, version: mission.version }, data }));
    },
    { role: 'accounts' },
  );
  return done();
}
