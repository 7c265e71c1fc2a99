import type { Staff } from '~/auth/staff.server';
import type { Answer } from '~/decisions/answer';
import { answerById, answersAbout, ticksOf } from '~/decisions/answer-store.server';
import type { Tick } from '~/decisions/answer-writes-store.server';
import { inForce } from '~/decisions/authority-store.server';
import { writersOf } from '~/decisions/decision-store.server';
import { pointCases, type PointCase } from '~/decisions/point-case-store.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { roundById } from '~/rounds/round-store.server';

export interface LoadedAnswer {
  answer: Answer;
  programId: string;
  /** All answers about the same item or theme, this one too. */
  siblings: Answer[];
  ticks: Tick[];
  points: PointCase[];
  writers: string[];
  authorityInForce: boolean;
}

export function overOf({ answer, programId }: Pick<LoadedAnswer, 'answer' | 'programId'>) {
  return { missionId: answer.missionId, programId, roundId: answer.roundId };
}

/** An answer with all it rests on; null for one whose item the reader may not open. */
export async function answerIn(db: Db, staff: Staff, id: string): Promise<LoadedAnswer | null> {
  const answer = await answerById(db, id);
  const round = answer && (await roundById(db, answer.roundId));
  if (!answer || !round) return null;
  if (answer.itemId && !(await itemForDesk(db, staff, answer.itemId))) return null;
  const over = { programId: round.programId, roundId: round.id };
  return {
    answer,
    programId: round.programId,
    siblings: await answersAbout(db, answer),
    ticks: await ticksOf(db, id),
    points: await pointCases(db, answer.pointIds),
    writers: [answer.drafter, ...(await writersOf(db, 'answer', id))],
    authorityInForce: await inForce(db, staff.authority('answer.approve', over), dayOf(now())),
  };
}

/** The same for a command, in a read-only transaction of its own. */
export function loadAnswer(staff: Staff, id: string): Promise<LoadedAnswer | null> {
  return readForDesk(staff, (db) => answerIn(db, staff, id));
}
