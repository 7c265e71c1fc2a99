import { dateOf, type Day } from '~/platform/day';
import { readIn, type Db, type Tx } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';

/** The mission and submission that a code leads to, or null. Asked before a mission is known; nothing else is seen. */
export async function findCode(lookup: Uint8Array): Promise<{ missionId: string; submissionId: string } | null> {
  const { rows } = await runtime().databases.sql.intake.query<{ mission_id: string; submission_id: string }>(
    'select mission_id, submission_id from app.find_code($1)',
    [Buffer.from(lookup).toString('hex')],
  );
  const [row] = rows;
  return row ? { missionId: row.mission_id, submissionId: row.submission_id } : null;
}

/** The mission of a submission that a ticket names: the ticket alone opens its own row. Null where it is gone. */
export async function missionOf(submission: string): Promise<string | null> {
  return readIn(runtime().databases.prisma.visit, { submission }, async (db) => {
    const row = await db.submission.findUnique({ where: { id: submission }, select: { missionId: true } });
    return row?.missionId ?? null;
  });
}

/** A read-only transaction that sees one submission, what belongs to it and what answers it. */
export async function readVisit<T>(mission: string, submission: string, work: (db: Db) => Promise<T>): Promise<T> {
  return readIn(runtime().databases.prisma.visit, { mission, submission }, work);
}

/** The form was taken before: a second press, or the same page sent again. */
export class FormTaken extends Error {
  override readonly name = 'FormTaken';
}

/** Takes a form once, by the unique index on what stands for it. Throws `FormTaken` for the second. */
export async function takeOnce(tx: Tx, nonce: Uint8Array, today: Day): Promise<void> {
  const { count } = await tx.visitNonce.createMany({
    data: [{ nonce: new Uint8Array(nonce), day: dateOf(today) }],
    skipDuplicates: true,
  });
  if (count === 0) throw new FormTaken();
}
