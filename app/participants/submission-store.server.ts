import { readIn } from '~/platform/db.server';
import type { Tx } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';
import { expectOne } from '~/record/record-change.server';
import type { Replay } from './submission';

interface ReplayRow {
  submission_id: string;
  mission_id: string;
  state: string;
  replay_open: boolean;
  body_tag: string | null;
  version: number;
}

/** What is stored under a lookup, or null. Asked before a mission is known; the intake role sees nothing else. */
export async function findReplay(lookup: Uint8Array): Promise<Replay | null> {
  const { rows } = await runtime().databases.sql.intake.query<ReplayRow>('select * from app.replay_of($1)', [
    Buffer.from(lookup).toString('hex'),
  ]);
  const [row] = rows;
  if (!row) return null;
  return {
    submissionId: row.submission_id,
    missionId: row.mission_id,
    state: row.state,
    replayOpen: row.replay_open,
    bodyTag: row.body_tag === null ? null : new Uint8Array(Buffer.from(row.body_tag, 'hex')),
    version: row.version,
  };
}

/** The round that a submission belongs to, for the leaf of an act on it. */
export async function roundOf({ submissionId, missionId }: Pick<Replay, 'submissionId' | 'missionId'>) {
  return readIn(runtime().databases.prisma.visit, { mission: missionId, submission: submissionId }, async (db) => {
    const { roundId } = await db.submission.findUniqueOrThrow({
      where: { id: submissionId },
      select: { roundId: true },
    });
    return roundId;
  });
}

/** Ends the showing of the code. Throws `StaleChange` where another act on the submission was first. */
export async function closeReplay(tx: Tx, { submissionId, version }: Pick<Replay, 'submissionId' | 'version'>) {
  expectOne(
    await tx.submission.updateMany({
      where: { id: submissionId, version, replayOpen: true, state: 'received' },
      data: { replayOpen: false, bodyTag: null, version: { increment: 1 } },
    }),
  );
}
