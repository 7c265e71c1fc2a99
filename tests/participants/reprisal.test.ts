import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '~/i18n/instances.server';
import {
  CHECK_IN_ANSWERS,
  decideCheckIn,
  offersCheckIn,
  saysSomethingHappened,
  type CheckInAnswer,
} from '~/participants/check-in';
import {
  DEEDS,
  isLookedAtAgain,
  MEASURES,
  OUTCOMES,
  REPRISAL_EVENTS,
  REPRISAL_FACTS,
  REPRISAL_STATES,
  REPRISAL_WORKFLOW,
  STEP_KINDS,
  type Reprisal,
  type ReprisalEvent,
} from '~/participants/reprisal';
import { VisitForm } from '~/participants/visit-input';
import { ROUND_STATES } from '~/rounds/round';
import { step } from '~/workflow/workflow';

const begun: Reprisal = { state: 'reported', advocacy: false, measures: 0, outcome: null };
const move = (one: Partial<Reprisal>, event: ReprisalEvent) =>
  step(REPRISAL_WORKFLOW, { ...begun, ...one }, event, (needed) => needed === 'reprisal.handle');
const answer = fc.constantFrom(...CHECK_IN_ANSWERS);

describe('the check-in', () => {
  it('is offered from the closing of a round on, and never before', () => {
    expect(ROUND_STATES.filter(offersCheckIn)).toEqual(['closed', 'synthesis', 'responded', 'published', 'archived']);
    expect(offersCheckIn(undefined)).toBe(false);
    expect(decideCheckIn({ roundState: 'open', before: null }, 'to_us')).toMatchObject({
      refusal: 'check_in.round_runs',
    });
  });

  it('only ever gets graver, whatever is answered and in which order', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 8 }), (answers) => {
        let before: CheckInAnswer | null = null;
        let happened = false;
        for (const now of answers) {
          const decided = decideCheckIn({ roundState: 'published', before }, now);
          if (!decided.ok) expect([saysSomethingHappened(now), happened]).toEqual([false, true]);
          if (decided.ok) before = decided.value;
          happened ||= saysSomethingHappened(now);
          expect(before !== null && saysSomethingHappened(before)).toBe(happened);
        }
      }),
    );
    expect(decideCheckIn({ roundState: 'closed', before: 'to_us' }, 'to_others')).toEqual({
      ok: true,
      value: 'to_both',
    });
    expect(decideCheckIn({ roundState: 'closed', before: 'to_us' }, 'nothing')).toMatchObject({
      refusal: 'check_in.stands',
    });
  });

  it('is read from its form, with no words at all too', () => {
    const read = VisitForm.parse({ intent: 'check_in', answer: 'to_us' });
    expect(read).toEqual({ intent: 'check_in', answer: 'to_us', level: 'high', text: '' });
    expect(VisitForm.safeParse({ intent: 'check_in', answer: 'perhaps' }).success).toBe(false);
    expect(VisitForm.safeParse({ intent: 'check_in', answer: 'nothing', text: 'x'.repeat(5_001) }).success).toBe(false);
  });
});

describe('the life of a reprisal case', () => {
  it('goes reported, contact, plan, advocacy, monitoring, closed, and back to a plan where it must', () => {
    const ways = REPRISAL_EVENTS.map((event) => [event, REPRISAL_WORKFLOW[event].from, REPRISAL_WORKFLOW[event].to]);
    expect(ways).toEqual([
      ['contact', ['reported'], 'safe_contact'],
      ['plan', ['safe_contact', 'advocacy', 'monitoring'], 'support_plan'],
      ['advocate', ['support_plan', 'monitoring'], 'advocacy'],
      ['monitor', ['support_plan', 'advocacy'], 'monitoring'],
      ['close', ['safe_contact', 'support_plan', 'advocacy', 'monitoring'], 'closed'],
    ]);
    expect(REPRISAL_EVENTS.filter(isLookedAtAgain)).toEqual(['plan', 'advocate', 'monitor']);
  });

  it('speaks for nobody who did not allow it, whatever else holds', () => {
    const any = fc.record({
      state: fc.constantFrom(...REPRISAL_STATES),
      advocacy: fc.boolean(),
      measures: fc.nat(3),
      outcome: fc.constantFrom(null, ...OUTCOMES),
    });
    fc.assert(
      fc.property(any, (one) => {
        if (move(one, 'advocate').ok) expect(one.advocacy).toBe(true);
        const closed = move(one, 'close');
        if (closed.ok && (one.outcome === 'safe' || one.outcome === 'left_to_others')) {
          expect([one.state, one.measures > 0]).toEqual(['monitoring', true]);
        }
        if (one.state === 'reported' || one.state === 'closed') expect(closed.ok).toBe(false);
      }),
    );
  });

  it('says why an end is refused', () => {
    expect(move({ state: 'support_plan', measures: 1, outcome: 'safe' }, 'close')).toMatchObject({
      refusal: 'reprisal.not_watched',
    });
    expect(move({ state: 'monitoring', outcome: 'left_to_others' }, 'close')).toMatchObject({
      refusal: 'reprisal.no_measure',
    });
    expect(move({ state: 'safe_contact', outcome: 'no_wish' }, 'close')).toEqual({ ok: true, value: 'closed' });
  });
});

it.each(['en', 'fr', 'ar'])('everything of it has a text in %s', (lang) => {
  const t = translator(lang, 'reprisals');
  const words = [
    ...REPRISAL_STATES.map((one) => `state_is.${one}`),
    ...MEASURES.map((one) => `measure_is.${one}`),
    ...OUTCOMES.map((one) => `outcome_is.${one}`),
    ...[...REPRISAL_EVENTS, ...DEEDS].flatMap((one) => [`act.${one}`, `act_says.${one}`]),
    ...STEP_KINDS.map((one) => `done.${one}`),
    ...Object.values(REPRISAL_FACTS).map((one) => `facts:${one}`),
    ...['no_consent', 'no_measure', 'not_found', 'not_watched', 'protected', 'review_day'].map(
      (one) => `refusals:reprisal.${one}`,
    ),
    ...['no_case', 'round_runs', 'stands'].map((one) => `refusals:check_in.${one}`),
  ];
  for (const word of words) expect(t(word)).toBeTruthy();
});
