import { v7 } from 'uuid';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { programById } from '~/programs/program-store.server';
import { born, next } from '~/record/fact';
import { sealForDesk } from '~/record/key-slots.server';
import { recordChange } from '~/record/record-change.server';
import {
  ASSESSMENT_FACTS,
  ASSESSMENT_WORKFLOW,
  isAssessable,
  type AssessmentEvent,
  type RiskAssessment,
} from '~/rounds/risk-assessment';
import type { AssessmentDraft } from '~/rounds/risk-assessment-input';
import { assessmentPlace, assessmentsOf } from '~/rounds/risk-assessment-store.server';
import {
  insertAssessment,
  replaceAssessment,
  signAssessmentRow,
  type DraftedAssessment,
} from '~/rounds/risk-assessment-writes.server';
import type { Round } from '~/rounds/round';
import { roundById } from '~/rounds/round-store.server';
import { step } from '~/workflow/workflow';

interface Loaded {
  round: Round;
  civicSpace: RiskAssessment['civicSpace'];
  editions: readonly RiskAssessment[];
  draft: RiskAssessment | undefined;
}

async function load(staff: Staff, roundId: string): Promise<Loaded | null> {
  return readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    if (!round) return null;
    const program = await programById(db, round.programId);
    const editions = await assessmentsOf(db, round.id);
    const draft = editions.find(({ state }) => state === 'draft');
    return { round, editions, draft, civicSpace: program?.country.civicSpace ?? null };
  });
}

const overOf = ({ id, programId }: Round) => ({ roundId: id, programId });

function steps(staff: Staff, round: Round, draft: RiskAssessment, event: AssessmentEvent) {
  const subject = { ...draft, actorId: staff.accountId };
  return step(ASSESSMENT_WORKFLOW, subject, event, (permission) => staff.may(permission, overOf(round)));
}

function draftedBy(staff: Staff, { round, editions, draft }: Loaded, input: AssessmentDraft): DraftedAssessment {
  const { hazards, heard, residual } = input;
  return {
    id: draft?.id ?? v7(),
    missionId: round.missionId,
    roundId: round.id,
    edition: draft?.edition ?? (editions[0]?.edition ?? 0) + 1,
    hazards,
    heard,
    residual,
    draftedBy: [...new Set([...(draft?.draftedBy ?? []), staff.accountId])],
    draftedOn: dayOf(now()),
  };
}

/**
 * Writes the draft of a round's risk assessment: a new edition, or the next version of the one that is open (G04). The
 * words are sealed. Refuses a round that is over, and a draft that somebody changed since the person saw it.
 */
export async function saveAssessment(staff: Staff, roundId: string, input: AssessmentDraft): Promise<Result> {
  const loaded = await load(staff, roundId);
  if (!loaded) return refuse('round.not_found');
  const { round, draft } = loaded;
  const edited = draft && steps(staff, round, draft, 'edit');
  if (edited?.ok === false) return edited;
  if (!staff.may('round.edit', overOf(round))) return refuse('workflow.not_allowed');
  if (!isAssessable(round)) return refuse('risk_assessment.round_over');
  if ((draft?.version ?? 0) !== input.seen) return refuse('risk_assessment.changed_since');
  const drafted = draftedBy(staff, loaded, input);
  const { exposed, mitigations, told } = input;
  const sealed = await sealForDesk(assessmentPlace(drafted.id), JSON.stringify({ exposed, mitigations, told }));
  const payload = { round: round.id, edition: drafted.edition, residual: drafted.residual, hazards: drafted.hazards };
  const fact = draft
    ? next(ASSESSMENT_FACTS.edit, draft, payload)
    : born('risk_assessment.drafted', drafted.id, payload);
  await recordChange(staff.actor('round.edit', overOf(round)), [fact], (tx) =>
    draft ? replaceAssessment(tx, draft, drafted, sealed) : insertAssessment(tx, drafted, sealed),
  );
  return done();
}

/**
 * Signs the draft, as a protection officer. From here the edition never changes; the rating of the country is kept beside
 * it. Refuses whoever wrote in it, a draft for which no participant or proxy was heard, and another version than the
 * one that the person had before them.
 */
export async function signAssessment(staff: Staff, roundId: string, seen: number): Promise<Result> {
  const loaded = await load(staff, roundId);
  if (!loaded) return refuse('round.not_found');
  const { round, draft, civicSpace } = loaded;
  if (!isAssessable(round)) return refuse('risk_assessment.round_over');
  if (!draft || !civicSpace) return refuse('risk_assessment.no_draft');
  const stepped = steps(staff, round, draft, 'sign');
  if (!stepped.ok) return stepped;
  if (draft.version !== seen) return refuse('risk_assessment.changed_since');
  const payload = { round: round.id, edition: draft.edition, residual: draft.residual, civic_space: civicSpace };
  const fact = next(ASSESSMENT_FACTS.sign, draft, payload);
  const signature = { by: staff.accountId, today: dayOf(now()), civicSpace };
  await recordChange(staff.actor('round.review_risk', overOf(round)), [fact], (tx) =>
    signAssessmentRow(tx, draft, signature),
  );
  return done();
}
