import { readIn, type Db } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';

/** A read-only transaction as the database role of the vault, which alone sees boxes, wraps and openings. */
export function readVault<T>(missionId: string, work: (db: Db) => Promise<T>): Promise<T> {
  return readIn(runtime().databases.prisma.vault, { mission: missionId }, work);
}
