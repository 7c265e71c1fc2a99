import type { Staff } from '~/auth/staff.server';
import type { Commitment } from '~/decisions/commitment';
import { commitmentsOf } from '~/decisions/commitment-store.server';
import { DECISION_WORKFLOW, languagesWithout, type Decision, type DecisionEvent } from '~/decisions/decision';
import { decisionIn, overOf } from '~/decisions/decision-loading.server';
import { authorityOf } from '~/decisions/decision-store.server';
import { linkedPoints, type LinkedPoint } from '~/decisions/linked-points.server';
import { conflictsOf } from '~/decisions/program-changes';
import { RECOMMENDATION_WORKFLOW, type RecommendationEvent } from '~/decisions/recommendation';
import { caseOf, signingFacts } from '~/decisions/sign-commands.server';
import { themesOfRound } from '~/feedback/codebook-store.server';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { latestRevision } from '~/programs/program';
import { programById } from '~/programs/program-store.server';
import { openEvents, type OpenEvent } from '~/workflow/workflow';

/** A part of the program as a decision's page names it. */
export interface ElementNow {
  id: string;
  number: string;
  title: LocalizedText;
  text: LocalizedText;
}

/** Everything the desk's page of a decision shows. */
export interface DecisionView {
  decision: Decision;
  round: { id: string; slug: string; title: LocalizedText; sourceLanguage: string; languages: readonly string[] };
  program: { slug: string; title: LocalizedText };
  elements: ElementNow[];
  /** By the change's id: the text that its element has now, where that is no longer the text before. */
  conflicts: Record<string, LocalizedText>;
  commitments: Commitment[];
  themes: { id: string; title: LocalizedText }[];
  points: LinkedPoint[];
  /** Linked points that this reader may not open. */
  hidden: number;
  awaiting: number;
  authority: { role: string; authority: string; fromOn: Day } | null;
  events: OpenEvent<DecisionEvent>[];
  steps: OpenEvent<RecommendationEvent>[];
  withoutWords: string[];
  mayEdit: boolean;
  mayDispose: boolean;
}

/** Loads the page of a decision; null for one of another mission, or outside the reader's roles. */
export async function decisionView(db: Db, staff: Staff, id: string, today: Day): Promise<DecisionView | null> {
  const loaded = await decisionIn(db, id, (inner, decision) => signingFacts(staff, inner, decision));
  if (!loaded) return null;
  const { decision, round, elements, more } = loaded;
  const over = overOf(decision);
  const program = await programById(db, decision.programId);
  if (!program || !staff.may('decision.read', over)) return null;
  const { slug, title, sourceLanguage, languages } = round;
  const conflicts = conflictsOf(decision.changes, elements);
  const may = (permission: Parameters<Staff['may']>[0]) => staff.may(permission, over);
  const { recommendation: state, recommendationDue: due } = decision;
  const subject = state && due ? { state, due, today, conflicts: conflicts.length } : null;
  return {
    decision,
    round: { id: round.id, slug, title, sourceLanguage, languages },
    program: { slug: program.slug, title: program.title },
    elements: elements.map((one) => ({
      id: one.id,
      number: one.number,
      title: one.title,
      text: latestRevision(one)?.text ?? {},
    })),
    conflicts: Object.fromEntries(conflicts.map(({ change, current }) => [change.id, current])),
    commitments: await commitmentsOf(db, id),
    themes: (await themesOfRound(db, round.id)).map((theme) => ({ id: theme.id, title: theme.title })),
    ...(await linkedPoints(db, staff, decision.links)),
    awaiting: more.awaiting.length,
    authority: await authorityOf(db, decision.authorityId),
    events: openEvents(DECISION_WORKFLOW, caseOf(staff, loaded), may),
    steps: subject ? openEvents(RECOMMENDATION_WORKFLOW, subject, may) : [],
    withoutWords: languagesWithout(decision, round.languages),
    mayEdit: may('decision.edit'),
    mayDispose: may('item.dispose'),
  };
}
