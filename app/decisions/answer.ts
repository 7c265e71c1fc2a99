import type { Permission } from '~/auth/permissions';
import { urlTag } from '~/i18n/languages';
import type { Day } from '~/platform/day';
import type { Refusal } from '~/platform/result';
import type { FactType } from '~/record/fact-types';
import type { Workflow } from '~/workflow/workflow';

export const ANSWER_STATES = ['draft', 'submitted', 'approved', 'superseded'] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

/** How the text came to be in its language; always shown with it. */
export const TRANSLATION_STATUS = ['original', 'human_reviewed', 'human_draft', 'machine'] as const;
export type TranslationStatus = (typeof TRANSLATION_STATUS)[number];

/** One text in one language, for one item or for the points of a theme that a person ticked. */
export interface Answer {
  id: string;
  missionId: string;
  roundId: string;
  itemId: string | null;
  themeId: string | null;
  language: string;
  translation: TranslationStatus;
  state: AnswerState;
  drafter: string;
  approver: string | null;
  authorityId: string | null;
  draftedOn: Day;
  approvedOn: Day | null;
  version: number;
  /** The points ticked as covered. */
  pointIds: readonly string[];
}

export type AnswerEvent = 'submit' | 'return' | 'approve' | 'review_translation';

export interface AnswerCase extends Pick<Answer, 'state' | 'translation'> {
  actorId: string;
  /** Everybody who wrote in it. */
  writers: readonly string[];
  authorityInForce: boolean;
  /** Points ticked that are still there. */
  covered: number;
  /** Of these, how many have no disposition that counts. */
  undisposed: number;
}

const byWriter = ({ writers, actorId }: AnswerCase) => writers.includes(actorId);

function notReady(answer: AnswerCase): Refusal | null {
  if (answer.covered === 0) return 'answer.covers_nothing';
  return answer.undisposed > 0 ? 'answer.point_not_disposed' : null;
}

function notApprovable(answer: AnswerCase): Refusal | null {
  if (byWriter(answer)) return 'answer.approver_drafted';
  if (!answer.authorityInForce) return 'answer.no_authority';
  return notReady(answer);
}

function notReviewable(answer: AnswerCase): Refusal | null {
  if (byWriter(answer)) return 'answer.reviewer_drafted';
  const reviewed = answer.translation === 'original' || answer.translation === 'human_reviewed';
  return reviewed ? 'answer.nothing_to_review' : null;
}

/** The life of an answer: who approves never wrote in it, and holds a role in force that day (G02, G08). */
export const ANSWER_WORKFLOW: Workflow<
  AnswerState,
  Exclude<AnswerEvent, 'review_translation'>,
  Permission,
  AnswerCase
> = {
  submit: { from: ['draft'], to: 'submitted', needs: 'answer.draft', refusal: notReady },
  return: { from: ['submitted'], to: 'draft', needs: 'answer.approve' },
  approve: { from: ['submitted'], to: 'approved', needs: 'answer.approve', refusal: notApprovable },
};

/** A second person reads a translation; the answer stays where it is. */
export const REVIEW_WORKFLOW: Record<
  'draft' | 'submitted',
  Workflow<AnswerState, 'review_translation', Permission, AnswerCase>
> = {
  draft: {
    review_translation: { from: ['draft'], to: 'draft', needs: 'translation.review', refusal: notReviewable },
  },
  submitted: {
    review_translation: { from: ['submitted'], to: 'submitted', needs: 'translation.review', refusal: notReviewable },
  },
};

export const ANSWER_FACTS: Readonly<Record<AnswerEvent, FactType>> = {
  submit: 'answer.submitted',
  return: 'answer.returned',
  approve: 'answer.approved',
  review_translation: 'answer.reviewed',
};

/** Whether two tags name the same language; upper and lower case aside. */
export function sameLanguage(a: string, b: string): boolean {
  return urlTag(a) === urlTag(b);
}

/** A ticked point, with what its item waits for. */
export interface CoveredPoint {
  id: string;
  version: number;
  state: string;
  item: CoveredItem;
}

export interface CoveredItem {
  id: string;
  version: number;
  state: string;
  /** The language in which its sender wants the answer. */
  answerLanguage: string;
  /** Every point of the item that is not removed. */
  points: readonly { id: string; state: string }[];
}

const GONE: readonly string[] = ['withdrawn', 'referred'];

/** The points that an answer speaks to: still marked, in an item that still waits for one. */
export function pointsInPlay<P extends CoveredPoint>(points: readonly P[]): P[] {
  return points.filter((point) => point.state !== 'removed' && !GONE.includes(point.item.state));
}

export function isDisposed({ state }: { state: string }): boolean {
  return state === 'disposed' || state === 'answered';
}

export interface ApprovalEffects {
  /** Points that have their answer now, in their sender's language. */
  answered: CoveredPoint[];
  /** Items whose every point has its answer now. */
  available: CoveredItem[];
  /** Ticked points that wait for the text in another language, by that language. */
  waiting: Record<string, number>;
}

/**
 * What an approval brings about. A point is answered only in the language its sender asked for; an item is done when
 * each of its points is. Items that are not decided yet stay where they are.
 */
export function approvalEffects(language: string, points: readonly CoveredPoint[]): ApprovalEffects {
  const inPlay = pointsInPlay(points);
  const own = inPlay.filter((point) => sameLanguage(point.item.answerLanguage, language));
  const answered = own.filter((point) => point.state === 'disposed');
  const nowAnswered = new Set(answered.map((point) => point.id));
  const items = new Map(answered.map(({ item }) => [item.id, item]));
  return {
    answered,
    available: [...items.values()].filter(
      (item) =>
        item.state === 'decided' && item.points.every((one) => one.state === 'answered' || nowAnswered.has(one.id)),
    ),
    waiting: waitingByLanguage(inPlay.filter((point) => !own.includes(point))),
  };
}

/** How many points wait for an answer, by the language they wait for. */
export function waitingByLanguage(points: readonly CoveredPoint[]): Record<string, number> {
  const waiting: Record<string, number> = {};
  for (const point of points) {
    if (point.state === 'answered') continue;
    waiting[point.item.answerLanguage] = (waiting[point.item.answerLanguage] ?? 0) + 1;
  }
  return waiting;
}
