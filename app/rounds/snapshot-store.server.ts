import type { Mission } from '~/missions/mission';
import { missionById } from '~/missions/mission-store.server';
import { isRoundStopped } from '~/participants/stopping-flags-store.server';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import type { Program } from '~/programs/program';
import { programById } from '~/programs/program-store.server';
import { crewOf } from '~/rounds/crew-store.server';
import type { Question } from '~/rounds/question';
import { standingOf } from '~/rounds/risk-assessment';
import { assessmentsOf } from '~/rounds/risk-assessment-store.server';
import type { Round } from '~/rounds/round';
import type { RoundSnapshot } from '~/rounds/round-gates';
import { sizeOf } from '~/rounds/round-size';
import { languagesOf, questionsOf, textsOfRound } from '~/rounds/round-store.server';

export interface LoadedRound {
  snapshot: RoundSnapshot;
  program: Program;
  questions: readonly Question[];
  mission: Mission;
}

/** Everything that the gates of a round look at, with a fixed number of queries. */
export async function loadSnapshot(db: Db, round: Round, actorId: string, today: Day): Promise<LoadedRound> {
  // One after the other: a transaction is one connection.
  const program = await programById(db, round.programId);
  const questions = await questionsOf(db, round.id);
  const languages = await languagesOf(db, round.id);
  const crew = await crewOf(db, round, today);
  const mission = await missionById(db, round.missionId);
  const stopped = await isRoundStopped(db, round);
  const editions = await assessmentsOf(db, round.id);
  if (!program || !mission) throw new Error('a round without its program or mission');
  return {
    program,
    questions,
    mission,
    snapshot: {
      round,
      size: sizeOf(round, program, program.country),
      texts: textsOfRound(round, questions),
      languages,
      missionRetention: mission.retention,
      crew,
      actorId,
      today,
      stopped,
      assessment: standingOf(editions),
      civicSpace: program.country.civicSpace,
    },
  };
}
