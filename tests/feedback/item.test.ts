import { describe, expect, it } from 'vitest';
import {
  ITEM_EVENTS,
  ITEM_FACTS,
  ITEM_STATES,
  ITEM_WORKFLOW,
  needsTranslation,
  PLAIN_EVENTS,
  type ItemCase,
  type ItemEvent,
  type ItemState,
} from '~/feedback/item';
import { allAnswered, allDisposed, POINT_STATES, unmarked, type PointState } from '~/feedback/point';
import { FACT_TYPES } from '~/record/fact-types';
import { step } from '~/workflow/workflow';

const points = (...states: PointState[]) => states.map((state) => ({ state }));

/** An item about which nothing stands against any event. */
const READY: ItemCase = {
  state: 'received',
  hasWords: true,
  language: 'en',
  workingLanguage: 'en',
  mayTranslate: true,
  translationReviewed: true,
  sensitive: false,
  stopped: false,
  points: points('answered'),
};
const everyone = () => true;

/** The whole life, written out a second time: from which states each event leads where. */
const TABLE: Record<ItemEvent, [from: ItemState[], to: ItemState]> = {
  first_look: [['received'], 'first_look'],
  screen: [['first_look', 'quarantined'], 'screened'],
  quarantine: [['received', 'first_look', 'screened'], 'quarantined'],
  translate: [['screened'], 'translated'],
  need_no_translation: [['screened'], 'translated'],
  code: [['translated'], 'coded'],
  reopen: [['coded', 'under_consideration'], 'translated'],
  consider: [['coded'], 'under_consideration'],
  consider_again: [['disputed'], 'under_consideration'],
  decide: [['under_consideration'], 'decided'],
  approve_response: [['decided'], 'response_approved'],
  make_available: [['response_approved'], 'answer_available'],
  collect: [['answer_available', 'never_collected'], 'answer_collected'],
  deliver_in_person: [['answer_available'], 'delivered_in_person'],
  never_collect: [['answer_available'], 'never_collected'],
  dispute: [['answer_available', 'answer_collected', 'delivered_in_person', 'never_collected'], 'disputed'],
  refer: [['first_look', 'screened', 'translated', 'coded', 'under_consideration'], 'referred'],
  answer_by_referral: [
    [
      'received',
      'quarantined',
      'first_look',
      'screened',
      'translated',
      'coded',
      'under_consideration',
      'decided',
      'disputed',
    ],
    'referred',
  ],
  withdraw: [ITEM_STATES.filter((state) => state !== 'withdrawn'), 'withdrawn'],
};

describe('the life of an item', () => {
  it.each(ITEM_EVENTS)('%s leads from its states and from no other', (event) => {
    const item = {
      ...READY,
      sensitive: event === 'answer_by_referral',
      points: event === 'reopen' || event === 'code' ? points('coded') : READY.points,
    };
    for (const state of ITEM_STATES) {
      const result = step(ITEM_WORKFLOW, { ...item, state }, event, everyone);
      const [from, to] = TABLE[event];
      expect(result, `${event} from ${state}`).toEqual(
        from.includes(state) ? { ok: true, value: to } : { ok: false, refusal: 'workflow.not_from_here' },
      );
    }
  });

  it.each(ITEM_EVENTS)('%s needs its permission', (event) => {
    const state = TABLE[event][0][0]!;
    const refused = step(ITEM_WORKFLOW, { ...READY, state }, event, (one) => one !== ITEM_WORKFLOW[event].needs);
    expect(refused).toEqual({ ok: false, refusal: 'workflow.not_allowed' });
  });

  it('waits with the work on texts while a severe danger stops the round, but lets them in, out and apart', () => {
    const stopped = { ...READY, stopped: true, points: points('coded') };
    const refused = ITEM_EVENTS.filter((event) => {
      const result = step(ITEM_WORKFLOW, { ...stopped, state: TABLE[event][0][0]! }, event, everyone);
      return !result.ok && result.refusal === 'item.round_stopped';
    });
    expect(refused).toEqual(['translate', 'need_no_translation', 'code', 'consider']);
    expect(step(ITEM_WORKFLOW, { ...stopped, sensitive: true, state: 'coded' }, 'consider', everyone).ok).toBe(true);
  });

  it('answers by referral only what is set apart', () => {
    const open = step(ITEM_WORKFLOW, { ...READY, state: 'received' }, 'answer_by_referral', everyone);
    expect(open).toEqual({ ok: false, refusal: 'item.not_sensitive' });
  });

  it('leaves what only the sender may do to the sender', () => {
    const own = ITEM_EVENTS.filter((event) => ITEM_WORKFLOW[event].needs === 'participant.own');
    expect(own).toEqual(['collect', 'dispute', 'withdraw']);
    expect(PLAIN_EVENTS.filter((event) => (own as string[]).includes(event))).toEqual([]);
  });

  it('reaches every state but the link of duplicates', () => {
    const reached = new Set<ItemState>(['received', ...ITEM_EVENTS.map((event) => ITEM_WORKFLOW[event].to)]);
    expect(ITEM_STATES.filter((state) => !reached.has(state))).toEqual(['duplicate_linked']);
  });

  it('names a fact for each event', () => {
    for (const event of ITEM_EVENTS) expect(FACT_TYPES).toContain(ITEM_FACTS[event]);
  });
});

describe('what stands against an event', () => {
  const refusalOf = (event: ItemEvent, item: Partial<ItemCase>) => {
    const result = step(ITEM_WORKFLOW, { ...READY, ...item }, event, everyone);
    return result.ok ? null : result.refusal;
  };

  it('is a translation that nobody confirmed', () => {
    expect(refusalOf('translate', { state: 'screened', translationReviewed: false })).toBe(
      'item.translation_not_reviewed',
    );
  });

  it('is a text in another language that may be translated', () => {
    const foreign = { state: 'screened', language: 'ar', translationReviewed: false } as const;
    expect(refusalOf('need_no_translation', foreign)).toBe('item.translation_needed');
    expect(refusalOf('need_no_translation', { ...foreign, mayTranslate: false })).toBeNull();
    expect(refusalOf('need_no_translation', { ...foreign, hasWords: false })).toBeNull();
    expect(refusalOf('need_no_translation', { ...foreign, language: 'en-GB' })).toBeNull();
    expect(needsTranslation({ ...READY, ...foreign })).toBe(true);
  });

  it('is a point without a code, or no point at all', () => {
    expect(refusalOf('code', { state: 'translated', points: [] })).toBe('item.no_points');
    expect(refusalOf('code', { state: 'translated', points: points('coded', 'marked') })).toBe('item.points_not_coded');
  });

  it('is a point already decided about, for opening the coding again', () => {
    expect(refusalOf('reopen', { state: 'coded', points: points('coded', 'disposed') })).toBe('item.points_disposed');
  });

  it('is a point without a disposition or an answer', () => {
    expect(refusalOf('decide', { state: 'under_consideration', points: points('disposed', 'coded') })).toBe(
      'item.points_not_disposed',
    );
    expect(refusalOf('make_available', { state: 'response_approved', points: points('answered', 'disposed') })).toBe(
      'item.points_not_answered',
    );
  });
});

describe('points', () => {
  it('are all disposed only when each is, and there is one', () => {
    expect(allDisposed([])).toBe(false);
    expect(allDisposed(points('removed'))).toBe(false);
    expect(allDisposed(points('disposed', 'answered', 'removed'))).toBe(true);
    for (const state of POINT_STATES) {
      expect(allDisposed(points('disposed', state))).toBe(['disposed', 'answered', 'removed'].includes(state));
      expect(allAnswered(points('answered', state))).toBe(['answered', 'removed'].includes(state));
    }
  });

  it('are marked once', () => {
    const whole = { start: null, end: null };
    expect(unmarked([whole, { start: 0, end: 4 }], [{ start: 0, end: 4 }])).toEqual([whole]);
    expect(unmarked([whole], [whole])).toEqual([]);
  });
});
