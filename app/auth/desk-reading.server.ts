import type { Staff } from '~/auth/staff.server';
import { readIn, type Db } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';

/** What a command must load before it decides: one read-only transaction, seeing the mission of the person alone. */
export function readForDesk<T>(staff: Pick<Staff, 'missionId'>, work: (db: Db) => Promise<T>): Promise<T> {
  return readIn(runtime().databases.prisma.desk, { mission: staff.missionId }, work);
}
