import { runtime } from '~/platform/runtime.server';

/** Whether an invitation may be used for a round: not spent, and issued for it. Asked by its hash alone. */
export async function invitationIsOpen(hash: Uint8Array, round: { id: string; missionId: string }): Promise<boolean> {
  const { rows } = await runtime().databases.sql.intake.query<{ open: boolean }>(
    'select app.invitation_is_open($1, $2, $3) as open',
    [Buffer.from(hash).toString('hex'), round.missionId, round.id],
  );
  return rows[0]?.open === true;
}
