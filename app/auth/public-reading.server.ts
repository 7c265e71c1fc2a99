import { readIn, type Db } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';

/** One read-only transaction as the public site, for what is still to be read when a page's own is over. */
export function readForPublic<T>(work: (db: Db) => Promise<T>): Promise<T> {
  return readIn(runtime().databases.prisma.site, {}, work);
}
