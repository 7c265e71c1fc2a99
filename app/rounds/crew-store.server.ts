import { GRANTS, type Permission, type Role } from '~/auth/permissions';
import { dateOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import type { Crew } from '~/rounds/round-gates';

const WHERE_ACTIVE = ['active', 'handover_due'];

/** Who could act on a round today: the holders of active roles over the mission, the program or the round (G08). */
export async function crewOf(
  db: Db,
  round: { id: string; missionId: string; programId: string },
  today: Day,
): Promise<Crew> {
  const day = dateOf(today);
  const held = await db.roleAssignment.findMany({
    where: {
      missionId: round.missionId,
      state: { in: WHERE_ACTIVE },
      fromOn: { lte: day },
      AND: [
        { OR: [{ toOn: null }, { toOn: { gte: day } }] },
        { OR: [{ scope: 'mission' }, { scopeId: { in: [round.id, round.programId] } }] },
      ],
    },
    select: { accountId: true, role: true },
  });
  const holding = (permission: Permission) => [
    ...new Set(
      held
        .filter(({ role }) => (GRANTS[role as Role] as readonly Permission[]).includes(permission))
        .map((one) => one.accountId),
    ),
  ];
  return {
    signers: holding('round.approve').filter((one) => holding('answer.approve').includes(one)),
    responders: holding('answer.draft'),
    preparers: holding('round.edit'),
    protectionOfficers: holding('round.review_risk'),
  };
}
