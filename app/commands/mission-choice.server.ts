import { listMissions } from '~/missions/mission-store.server';
import type { Mission } from '~/missions/mission';
import type { Db } from '~/platform/db.server';
import { wrongUse, type OpenedProgram, type Outcome } from './command';

export type MissionChoice = { ok: true; mission: Mission } | { ok: false; outcome: Outcome };

/** The mission a command is about: the one named, else the sole one there is. */
export async function chooseMission(program: OpenedProgram, wanted: string | undefined): Promise<MissionChoice> {
  const missions = await listMissions(program.databases.prisma.accounts as unknown as Db);
  const found = wanted === undefined ? missions : missions.filter(({ slug }) => slug === wanted);
  if (found.length === 1) return { ok: true, mission: found[0]! };
  const known = missions.map(({ slug }) => slug).join(', ') || 'none yet';
  const says = wanted === undefined ? `Say which mission: ${known}.` : `There is no such mission. There are: ${known}.`;
  return { ok: false, outcome: wrongUse(says, '--mission') };
}
