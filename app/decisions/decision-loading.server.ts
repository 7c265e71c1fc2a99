import type { Staff } from '~/auth/staff.server';
import type { Decision } from '~/decisions/decision';
import { decisionById } from '~/decisions/decision-store.server';
import type { Db } from '~/platform/db.server';
import { readForDesk } from '~/auth/desk-reading.server';
import type { ProgramElement } from '~/programs/program';
import { programElements } from '~/programs/program-store.server';
import type { Round } from '~/rounds/round';
import { roundById } from '~/rounds/round-store.server';

/** A decision with its round and the program's elements as they are now. */
export interface LoadedDecision<More = undefined> {
  decision: Decision;
  round: Round;
  elements: ProgramElement[];
  more: More;
}

/** A decision with what is around it; null for one that the reader's mission does not have. */
export async function decisionIn<More>(
  db: Db,
  id: string,
  more: (db: Db, decision: Decision) => Promise<More>,
): Promise<LoadedDecision<More> | null> {
  const decision = await decisionById(db, id);
  const round = decision && (await roundById(db, decision.roundId));
  if (!decision || !round) return null;
  const elements = await programElements(db, decision.programId);
  return { decision, round, elements, more: await more(db, decision) };
}

/** The same for a command, in a read-only transaction of its own. */
export function loadDecision<More = undefined>(
  staff: Staff,
  id: string,
  more: (db: Db, decision: Decision) => Promise<More> = async () => undefined as More,
): Promise<LoadedDecision<More> | null> {
  return readForDesk(staff, (db) => decisionIn(db, id, more));
}

/** What the permissions of a decision reach over. */
export function overOf({ programId, roundId }: Pick<Decision, 'programId' | 'roundId'>) {
  return { programId, roundId };
}
