import { describe, expect, test } from 'vitest';
import {
  GATED_EVENTS,
  isExtendable,
  publicPhase,
  ROUND_EVENTS,
  ROUND_STATES,
  ROUND_WORKFLOW,
  takesAnswers,
  type RoundCase,
  type RoundEvent,
  type RoundState,
} from '~/rounds/round';
import { nextEvent, rolesFor, STRAIGHT_PATH } from '~/rounds/round-path';
import { step } from '~/workflow/workflow';

/** The guideline's words, transcribed by hand: state, event, and where it leads. Whatever is not here is refused. */
const ALLOWED: Record<string, RoundState> = {
  'draft submit': 'risk_review',
  'draft cancel': 'cancelled',
  'risk_review approve': 'approved',
  'risk_review return': 'draft',
  'risk_review cancel': 'cancelled',
  'approved open': 'open',
  'approved return': 'draft',
  'approved pause': 'paused_for_safety',
  'approved cancel': 'cancelled',
  'open pause': 'paused_for_safety',
  'open close': 'closed',
  'open cancel': 'cancelled',
  'paused_for_safety resume': 'risk_review',
  'paused_for_safety cancel': 'cancelled',
  'closed begin_synthesis': 'synthesis',
  'synthesis respond': 'responded',
  'responded publish': 'published',
  'published archive': 'archived',
};

const subject = (state: RoundState, more: Partial<RoundCase> = {}): RoundCase => ({
  state,
  openedOn: null,
  unmet: {},
  ...more,
});
const everything = () => true;

describe('the workflow of a round', () => {
  const cases = ROUND_STATES.flatMap((state) => ROUND_EVENTS.map((event) => [state, event] as const));
  test.each(cases)('%s, %s', (state, event) => {
    const to = ALLOWED[`${state} ${event}`];
    const result = step(ROUND_WORKFLOW, subject(state), event, everything);
    expect(result).toEqual(to ? { ok: true, value: to } : { ok: false, refusal: 'workflow.not_from_here' });
  });

  test('asks for the permission of each event', () => {
    for (const key of Object.keys(ALLOWED)) {
      const [state, event] = key.split(' ') as [RoundState, RoundEvent];
      const without = (permission: string) => permission !== ROUND_WORKFLOW[event].needs;
      expect(step(ROUND_WORKFLOW, subject(state), event, without)).toEqual({
        ok: false,
        refusal: 'workflow.not_allowed',
      });
    }
  });

  test.each(GATED_EVENTS)('%s is refused by an unmet gate of its own, and by no other', (event) => {
    const state = ROUND_WORKFLOW[event].from[0]!;
    const refused = step(ROUND_WORKFLOW, subject(state, { unmet: { [event]: ['some_gate'] } }), event, everything);
    expect(refused).toEqual({ ok: false, refusal: 'round.gates_unmet' });
    const other = GATED_EVENTS.find((one) => one !== event)!;
    expect(step(ROUND_WORKFLOW, subject(state, { unmet: { [other]: ['x'] } }), event, everything).ok).toBe(true);
  });

  test('questions that people have seen never become a draft again', () => {
    expect(step(ROUND_WORKFLOW, subject('risk_review', { openedOn: '2026-03-01' }), 'return', everything)).toEqual({
      ok: false,
      refusal: 'round.was_open',
    });
  });

  test('an officer prepares and never approves; a chief approves and never prepares', () => {
    expect(rolesFor('submit')).toEqual(['consultation_officer']);
    expect(rolesFor('approve')).toEqual(['chief_of_mission']);
    expect(rolesFor('respond')).toEqual(['chief_of_mission']);
  });

  test('the straight path is walked by the next events alone', () => {
    for (const [index, state] of STRAIGHT_PATH.slice(0, -1).entries()) {
      expect(ROUND_WORKFLOW[nextEvent(state)!].to).toBe(STRAIGHT_PATH[index + 1]);
    }
  });
});

test('answers are taken on the last day, and not on the day after, job or no job', () => {
  const open = { state: 'open', closesOn: '2026-03-30' } as const;
  expect(takesAnswers(open, '2026-03-30')).toBe(true);
  expect(takesAnswers(open, '2026-03-31')).toBe(false);
  expect(takesAnswers({ ...open, state: 'paused_for_safety' }, '2026-03-10')).toBe(false);
});

test('the public cannot tell a pause for safety from a closing', () => {
  const phase = (state: RoundState) => publicPhase({ state, closesOn: '2026-03-30' }, '2026-03-10');
  expect(phase('paused_for_safety')).toBe(phase('closed'));
  expect(phase('risk_review')).toBe(phase('closed'));
  expect([phase('open'), phase('published'), phase('cancelled')]).toEqual(['open', 'published', 'cancelled']);
});

test('a closing day is moved on only before the round has closed', () => {
  expect(ROUND_STATES.filter((state) => isExtendable({ state }))).toEqual([
    'risk_review',
    'approved',
    'open',
    'paused_for_safety',
  ]);
});
