import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { staffOf, type Staff } from '~/auth/staff.server';
import type { HeldRole, Role } from '~/auth/permissions';
import { dateOf } from '~/platform/day';
import { born } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';

const installation = { role: 'admin', accountId: null, missionId: null } as const;

/** A mission with its retention settled. */
export async function aMission(slug = `mission-${randomUUID().slice(0, 8)}`): Promise<{ id: string; slug: string }> {
  const id = v7();
  await recordChange(
    installation,
    [born('mission.created', id)],
    (tx) =>
      tx.mission.create({
        data: {
          id,
          slug,
          name: { en: 'Mission in Kanem', fr: 'Mission au Kanem', ar: 'البعثة في كانم' },
          countryCode: 'TD',
          retention: 'archive',
          retentionAuthority: 'Records schedule 7, item 12',
        },
        select: { id: true },
      }),
    { role: 'accounts' },
  );
  return { id, slug };
}

/** Somebody who holds roles in a mission, ready to act. */
export function someone(mission: { id: string }, ...roles: Role[]): Promise<Staff> {
  return hire(mission, roles, { scope: 'mission', scopeId: null });
}

/** Somebody who holds a role over one round alone. */
export function someoneOver(mission: { id: string }, role: Role, roundId: string): Promise<Staff> {
  return hire(mission, [role], { scope: 'round', scopeId: roundId });
}

async function hire(mission: { id: string }, roles: Role[], over: Pick<HeldRole, 'scope' | 'scopeId'>): Promise<Staff> {
  const accountId = v7();
  const held: HeldRole[] = roles.map((role) => ({ id: v7(), role, missionId: mission.id, ...over }));
  await recordChange(
    installation,
    [born('account.created', accountId), ...held.map((one) => born('role_assignment.granted', one.id))],
    async (tx) => {
      await tx.account.create({ data: { id: accountId, email: `${accountId}@mission.example` }, select: { id: true } });
      for (const one of held) {
        await tx.roleAssignment.create({
          data: {
            id: one.id,
            missionId: mission.id,
            accountId,
            role: one.role,
            scope: one.scope,
            scopeId: one.scopeId,
            authority: 'Order 1 of the chief of mission',
            fromOn: dateOf('2020-01-01'),
          },
          select: { id: true },
        });
      }
    },
    { role: 'accounts' },
  );
  return staffOf({ id: `session-${accountId}`, accountId, missionId: mission.id }, held);
}
