import type { Permission } from '~/auth/permissions';
import { languageSubtag } from '~/i18n/tags';
import { allAnswered, allDisposed, type PointState } from '~/feedback/point';
import type { FactType } from '~/record/fact-types';
import type { Refusal } from '~/platform/result';
import type { Workflow } from '~/workflow/workflow';

export const ITEM_STATES = [
  'received',
  'first_look',
  'screened',
  'quarantined',
  'translated',
  'coded',
  'under_consideration',
  'decided',
  'response_approved',
  'answer_available',
  'answer_collected',
  'delivered_in_person',
  'never_collected',
  'disputed',
  'withdrawn',
  'referred',
  'duplicate_linked',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Participants hold a return code, no account and no role: what they alone may cause needs this. */
export type ItemPermission = Permission | 'participant.own';

/** What the workflow is asked about: facts that the caller has loaded. */
export interface ItemCase {
  state: ItemState;
  /** False for an answer by choices alone. */
  hasWords: boolean;
  language: string;
  /** The source language of the round: what the desk works in. */
  workingLanguage: string;
  mayTranslate: boolean;
  translationReviewed: boolean;
  /** Set apart for the protection officers. */
  sensitive: boolean;
  /** A severe danger that a protection officer triaged stops the round: its texts are not worked on meanwhile. */
  stopped: boolean;
  /** Of the points that are not removed. */
  points: readonly { state: PointState }[];
}

export type ItemEvent =
  | 'first_look'
  | 'screen'
  | 'quarantine'
  | 'translate'
  | 'need_no_translation'
  | 'code'
  | 'reopen'
  | 'consider'
  | 'consider_again'
  | 'decide'
  | 'approve_response'
  | 'make_available'
  | 'collect'
  | 'deliver_in_person'
  | 'never_collect'
  | 'dispute'
  | 'refer'
  | 'answer_by_referral'
  | 'withdraw';

/** Words in another language than the desk's, whose sender lets us translate them. */
export function needsTranslation(
  item: Pick<ItemCase, 'hasWords' | 'language' | 'workingLanguage' | 'mayTranslate'>,
): boolean {
  return item.hasWords && item.mayTranslate && languageSubtag(item.language) !== languageSubtag(item.workingLanguage);
}

const BEFORE_DECISION = ['first_look', 'screened', 'translated', 'coded', 'under_consideration'] as const;
const ANSWERED = ['answer_available', 'answer_collected', 'delivered_in_person', 'never_collected'] as const;

/** Work on a text waits while a severe danger stops its round; what is set apart is worked on where it is. */
export function isHeldUp({ stopped, sensitive }: Pick<ItemCase, 'stopped' | 'sensitive'>): boolean {
  return stopped && !sensitive;
}

const unlessStopped =
  (more: (item: ItemCase) => Refusal | null = () => null) =>
  (item: ItemCase): Refusal | null =>
    isHeldUp(item) ? 'item.round_stopped' : more(item);

/** The life of an item (GUIDELINES, Feedback item). An automatic receipt is not a first look. */
export const ITEM_WORKFLOW: Workflow<ItemState, ItemEvent, ItemPermission, ItemCase> = {
  first_look: { from: ['received'], to: 'first_look', needs: 'item.first_look' },
  screen: { from: ['first_look', 'quarantined'], to: 'screened', needs: 'item.screen' },
  quarantine: { from: ['received', 'first_look', 'screened'], to: 'quarantined', needs: 'item.screen' },
  translate: {
    from: ['screened'],
    to: 'translated',
    needs: 'translation.review',
    refusal: unlessStopped((item) => (item.translationReviewed ? null : 'item.translation_not_reviewed')),
  },
  need_no_translation: {
    from: ['screened'],
    to: 'translated',
    needs: 'item.code',
    refusal: unlessStopped((item) => (needsTranslation(item) ? 'item.translation_needed' : null)),
  },
  code: { from: ['translated'], to: 'coded', needs: 'item.code', refusal: unlessStopped(notAllCoded) },
  reopen: {
    from: ['coded', 'under_consideration'],
    to: 'translated',
    needs: 'item.code',
    refusal: (item) => (item.points.some(({ state }) => state !== 'coded') ? 'item.points_disposed' : null),
  },
  consider: { from: ['coded'], to: 'under_consideration', needs: 'item.dispose', refusal: unlessStopped() },
  consider_again: { from: ['disputed'], to: 'under_consideration', needs: 'item.dispose' },
  decide: {
    from: ['under_consideration'],
    to: 'decided',
    needs: 'item.dispose',
    refusal: (item) => (allDisposed(item.points) ? null : 'item.points_not_disposed'),
  },
  approve_response: { from: ['decided'], to: 'response_approved', needs: 'answer.approve' },
  make_available: {
    from: ['response_approved'],
    to: 'answer_available',
    needs: 'answer.approve',
    refusal: (item) => (allAnswered(item.points) ? null : 'item.points_not_answered'),
  },
  collect: { from: ['answer_available', 'never_collected'], to: 'answer_collected', needs: 'participant.own' },
  deliver_in_person: { from: ['answer_available'], to: 'delivered_in_person', needs: 'answer.draft' },
  never_collect: { from: ['answer_available'], to: 'never_collected', needs: 'round.run' },
  dispute: { from: ANSWERED, to: 'disputed', needs: 'participant.own' },
  refer: { from: BEFORE_DECISION, to: 'referred', needs: 'item.dispose' },
  // What is with the protection officers is answered there, from wherever it was set apart.
  answer_by_referral: {
    from: ['received', 'quarantined', ...BEFORE_DECISION, 'decided', 'disputed'],
    to: 'referred',
    needs: 'item.sensitive',
    refusal: (item) => (item.sensitive ? null : 'item.not_sensitive'),
  },
  withdraw: { from: ITEM_STATES.filter((state) => state !== 'withdrawn'), to: 'withdrawn', needs: 'participant.own' },
};

function notAllCoded({ points }: ItemCase) {
  if (points.length === 0) return 'item.no_points';
  return points.every(({ state }) => state !== 'marked') ? null : 'item.points_not_coded';
}

export const ITEM_EVENTS = Object.keys(ITEM_WORKFLOW) as ItemEvent[];

/** What an event is called in the record. */
export const ITEM_FACTS: Readonly<Record<ItemEvent, FactType>> = {
  first_look: 'item.first_look',
  screen: 'item.screened',
  quarantine: 'item.quarantined',
  translate: 'item.translated',
  need_no_translation: 'item.translated',
  code: 'item.coded',
  reopen: 'item.reopened',
  consider: 'item.considered',
  consider_again: 'item.considered',
  decide: 'item.decided',
  approve_response: 'item.response_approved',
  make_available: 'item.answer_available',
  collect: 'item.answer_collected',
  deliver_in_person: 'item.delivered_in_person',
  never_collect: 'item.never_collected',
  dispute: 'item.disputed',
  refer: 'item.referred',
  answer_by_referral: 'item.referred',
  withdraw: 'item.withdrawn',
};

/** The events that staff cause by a press alone; the others come with something else (a text, a decision, an answer). */
export const PLAIN_EVENTS = [
  'screen',
  'quarantine',
  'need_no_translation',
  'code',
  'reopen',
  'consider',
  'consider_again',
] as const satisfies readonly ItemEvent[];
export type PlainEvent = (typeof PLAIN_EVENTS)[number];
