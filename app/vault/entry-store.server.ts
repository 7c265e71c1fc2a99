import type { Db } from '~/platform/db.server';
import type { Entry } from './entry';

/** All entries of the mission by pseudonym: what registers choose from. The desk's role cannot read a box. */
export async function entriesOf(db: Db): Promise<Entry[]> {
  const rows = await db.vaultEntry.findMany({
    select: { id: true, kind: true, pseudonym: true, state: true },
    orderBy: { pseudonym: 'asc' },
  });
  return rows as Entry[];
}
