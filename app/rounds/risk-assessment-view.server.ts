import type { Staff } from '~/auth/staff.server';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { programById } from '~/programs/program-store.server';
import { ASSESSMENT_WORKFLOW, assessmentFault, isAssessable, standingOf } from '~/rounds/risk-assessment';
import { assessmentsOf, assessmentTextsOf } from '~/rounds/risk-assessment-store.server';
import type { Round } from '~/rounds/round';
import { openEvents } from '~/workflow/workflow';

/**
 * The risk assessment of a round for a reader: its editions, newest first, and what can be done about the draft. The words
 * are opened for those who write, sign or approve; everybody else sees the columns, without the people.
 */
export async function assessmentView(db: Db, round: Round, staff: Staff, today: Day) {
  const over = { roundId: round.id, programId: round.programId };
  const program = await programById(db, round.programId);
  if (!program) throw new Error('a round without its program');
  const editions = await assessmentsOf(db, round.id);
  const mayRead = (['round.edit', 'round.review_risk', 'round.approve'] as const).some((one) => staff.may(one, over));
  const texts = mayRead ? await assessmentTextsOf(db, round.id) : {};
  const draft = editions.find(({ state }) => state === 'draft');
  const subject = draft && { ...draft, actorId: staff.accountId };
  const events = subject ? openEvents(ASSESSMENT_WORKFLOW, subject, (permission) => staff.may(permission, over)) : [];
  return {
    fault: assessmentFault(standingOf(editions), program.country.civicSpace, today),
    rating: program.country.civicSpace,
    mayRead,
    mayWrite: staff.may('round.edit', over) && isAssessable(round),
    signing: (isAssessable(round) && events.find(({ event }) => event === 'sign')) || null,
    draftVersion: draft?.version ?? 0,
    editions: editions.map(({ draftedBy, signedBy, missionId, roundId, version, ...edition }) => ({
      ...edition,
      words: texts[edition.id] ?? null,
      yours: draftedBy.includes(staff.accountId),
      signedByYou: signedBy === staff.accountId,
    })),
  };
}

export type AssessmentView = Awaited<ReturnType<typeof assessmentView>>;
export type EditionView = AssessmentView['editions'][number];
