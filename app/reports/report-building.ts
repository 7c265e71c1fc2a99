import type { Commitment } from '~/decisions/commitment';
import type { Decision } from '~/decisions/decision';
import { REASONS, type DispositionKind, type Reason } from '~/decisions/disposition';
import type { LocalizedText } from '~/i18n/localized-text';
import { impactFlow, type FlowElement, type FlowTheme, type WeighedPoint } from '~/reports/impact-flow';
import type {
  PublicationWords,
  ReportCommitment,
  ReportDecision,
  ReportFigures,
  ReportGroup,
  ReportQuote,
  ReportRefusal,
  RoundReport,
} from '~/reports/round-report';
import { isToldInWords, shownBehind, shownCount, shownParts, shownShare } from '~/reports/small-numbers';

/** A point that stands, as far as a report looks. */
export interface MaterialPoint {
  submissionId: string;
  themeIds: readonly string[];
  answered: boolean;
  /** What was decided, once it counts. */
  kind: DispositionKind | null;
  reason: Reason | null;
  proof: string | null;
  decisionId: string | null;
}

/** Everything a report is made of, loaded once. Submissions and items withdrawn are not in it. */
export interface ReportMaterial {
  round: RoundReport['round'];
  program: RoundReport['program'];
  questions: readonly LocalizedText[];
  submissions: readonly { id: string; language: string; channel: string }[];
  points: readonly MaterialPoint[];
  themes: readonly FlowTheme[];
  elements: readonly FlowElement[];
  decisions: readonly Decision[];
  /** The role each signed decision was signed in, by the decision's id. */
  signedAs: Readonly<Record<string, string>>;
  commitments: readonly Commitment[];
  /** Submissions with an open dispute. */
  disputing: number;
  /** Attempts to give a partner's wish as a reason (G02). */
  escalations: number;
  /** Passages that may be quoted now, opened for it; none that may not. */
  quotes: readonly ReportQuote[];
}

const distinct = (points: readonly MaterialPoint[]) => new Set(points.map(({ submissionId }) => submissionId)).size;

const CHANGED: readonly (DispositionKind | null)[] = ['incorporated', 'partly'];

function figuresOf({ submissions, points }: ReportMaterial): ReportFigures {
  const unanswered = new Set(points.filter((point) => !point.answered).map(({ submissionId }) => submissionId));
  const written = shownCount(distinct(points));
  const answered = shownCount(distinct(points.filter(({ submissionId }) => !unanswered.has(submissionId))));
  const takenUp = shownCount(distinct(points.filter(({ kind }) => CHANGED.includes(kind))));
  return {
    submissions: shownCount(submissions.length),
    written,
    points: shownBehind(points.length, distinct(points)),
    answered,
    takenUp,
    refused: shownCount(distinct(points.filter(({ kind }) => kind === 'not_incorporated'))),
    answeredShare: shownShare(answered, written),
    takenUpShare: shownShare(takenUp, written),
  };
}

/** Groups by their names, so that the order says nothing of their size. */
function groupsOf(keys: readonly string[]): ReportGroup[] {
  const names = [...new Set(keys)].sort();
  const shown = shownParts(names.map((name) => keys.filter((key) => key === name).length));
  return names.map((key, index) => ({ key, shown: shown?.[index] ?? null }));
}

function refusalsOf(points: readonly MaterialPoint[], inWordsOnly: boolean): ReportRefusal[] {
  const refused = points.filter((point) => point.kind === 'not_incorporated');
  const reasons = REASONS.filter((reason) => refused.some((point) => point.reason === reason));
  const of = (reason: Reason) => refused.filter((point) => point.reason === reason);
  const shown = inWordsOnly ? null : shownParts(reasons.map((reason) => distinct(of(reason))));
  return reasons.map((reason, index) => ({
    reason,
    shown: shown?.[index] ?? null,
    proofs: [...new Set(of(reason).flatMap(({ proof }) => proof?.trim() || []))].sort(),
  }));
}

function decisionOf(decision: Decision, { elements, signedAs }: ReportMaterial): ReportDecision {
  const { number, level, question, outcome, rationale, recommendation } = decision;
  return {
    number,
    level,
    question,
    outcome,
    rationale,
    decidedOn: decision.decidedOn!,
    role: signedAs[decision.id] ?? null,
    changes: decision.changes.map(({ elementId, before, after, effectiveOn }) => {
      const element = elements.find(({ id }) => id === elementId);
      return { number: element?.number ?? '', title: element?.title ?? {}, before, after, effectiveOn };
    }),
    recommendation: recommendation && {
      to: decision.recommendedTo,
      state: recommendation,
      due: decision.recommendationDue,
      steps: decision.steps.map(({ state, note, stepOn }) => ({ state, note, on: stepOn })),
    },
  };
}

function commitmentOf({ text, ownerOffice, dueOn, state, evidence, reason }: Commitment): ReportCommitment {
  return { text, owner: ownerOffice, dueOn, state, evidence, reason };
}

function weighedPoints({ points, decisions }: ReportMaterial): WeighedPoint[] {
  const changed = new Map(decisions.map(({ id, changes }) => [id, changes.map(({ elementId }) => elementId)]));
  return points.flatMap(({ submissionId, themeIds, kind, decisionId }) =>
    kind ? [{ submissionId, themeIds, kind, elementIds: changed.get(decisionId ?? '') ?? [] }] : [],
  );
}

/**
 * What is published of a round (SECURITY.md §2): counts of submissions, suppressed and rounded, and words. With fewer
 * than 5 submissions there are decisions, before and after, and reasons in words alone.
 */
export function buildReport(
  material: ReportMaterial,
  words: PublicationWords,
  missingLanguages: readonly string[],
): RoundReport {
  const { submissions } = material;
  const inWordsOnly = isToldInWords(submissions.length);
  const unlessSmall = <T>(make: () => T): T | null => (inWordsOnly ? null : make());
  return {
    format: 1,
    round: material.round,
    program: material.program,
    questions: [...material.questions],
    words,
    missingLanguages: [...missingLanguages],
    inWordsOnly,
    figures: unlessSmall(() => figuresOf(material)),
    languages: unlessSmall(() => groupsOf(submissions.map(({ language }) => language))),
    channels: unlessSmall(() => groupsOf(submissions.map(({ channel }) => channel))),
    flow: unlessSmall(() =>
      impactFlow(submissions.length, weighedPoints(material), material.themes, material.elements),
    ),
    decisions: material.decisions.filter(({ state }) => state === 'signed').map((one) => decisionOf(one, material)),
    refusals: refusalsOf(material.points, inWordsOnly),
    commitments: material.commitments.map(commitmentOf),
    openDisputes: unlessSmall(() => shownCount(material.disputing)),
    escalations: unlessSmall(() => shownCount(material.escalations)),
    // With fewer than five submissions nothing is quoted, whoever allowed it.
    ...(!inWordsOnly && material.quotes.length > 0 && { quotes: [...material.quotes] }),
  };
}
