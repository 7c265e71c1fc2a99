import fc from 'fast-check';
import { expect, test } from 'vitest';
import { translator } from '~/i18n/instances.server';
import {
  AUTHORITIES,
  DEMAND_EVENTS,
  DEMAND_FACTS,
  DEMAND_SCOPES,
  DEMAND_STATES,
  DEMAND_WORKFLOW,
  demandsByYear,
  GIVEN_KINDS,
  isWithin,
  LEGAL_BASES,
  type DemandEvent,
  type DemandState,
} from '~/missions/lawful-demand';
import { DemandForm, DemandMoves } from '~/missions/lawful-demand-input';
import { step } from '~/workflow/workflow';

const moved = (state: DemandState, event: DemandEvent, reviewedBy: string | null = 'officer') =>
  step(DEMAND_WORKFLOW, { state, reviewedBy, actorId: 'chief' }, event, () => true);

test('nothing is given before somebody else has narrowed it', () => {
  for (const state of ['received', 'legal_review', 'answered'] as const)
    expect(moved(state, 'answer')).toMatchObject({ refusal: 'workflow.not_from_here' });
  expect(moved('narrowed', 'answer')).toEqual({ ok: true, value: 'answered' });
  for (const event of ['answer', 'contest'] as const)
    expect(moved('narrowed', event, 'chief')).toMatchObject({ refusal: 'lawful_demand.reviewer_decides' });
});

test('what was contested can be answered when a court has spoken', () => {
  expect(moved('contested', 'answer')).toEqual({ ok: true, value: 'answered' });
  expect(moved('contested', 'contest')).toMatchObject({ refusal: 'workflow.not_from_here' });
});

test('a scope is within itself and every wider one', () => {
  expect(isWithin('one_submission', 'whole_mission')).toBe(true);
  expect(isWithin('one_round', 'one_round')).toBe(true);
  expect(isWithin('one_program', 'one_round')).toBe(false);
});

test('the public figure counts every demand, under its mission and year', () => {
  const received = [
    { missionId: 'a', receivedOn: '2025-12-31', count: 1 },
    { missionId: 'a', receivedOn: '2026-01-01', count: 1 },
    { missionId: 'b', receivedOn: '2026-05-01', count: 2 },
    { missionId: 'a', receivedOn: '2026-06-01', count: 1 },
  ];
  expect(demandsByYear(received)).toEqual([
    { missionId: 'a', year: '2026', count: 2 },
    { missionId: 'b', year: '2026', count: 2 },
    { missionId: 'a', year: '2025', count: 1 },
  ]);
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  const any = fc.record({
    missionId: fc.constantFrom('a', 'b', 'c'),
    receivedOn: day,
    count: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(any), (rows) => {
      const days = rows.map((row) => ({ ...row, receivedOn: row.receivedOn.toISOString().slice(0, 10) }));
      const counted = demandsByYear(days);
      expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(rows.reduce((sum, { count }) => sum + count, 0));
      expect(new Set(counted.map(({ missionId, year }) => `${missionId} ${year}`)).size).toBe(counted.length);
    }),
  );
});

test('forms take codes and counts, and an empty day for no silence', () => {
  const demand = { authority: 'court', basis: 'subpoena', scope: 'one_round', receivedOn: '2026-03-01', words: 'x' };
  expect(DemandForm.parse(demand)).toMatchObject({ gagUntil: null });
  expect(DemandForm.safeParse({ ...demand, authority: 'Judge of Mao' }).success).toBe(false);
  const answer = { intent: 'answer', words: 'x', given: { texts: 2, figures: 0 } };
  expect(DemandMoves.parse(answer)).toMatchObject({ given: { texts: 2 } });
  expect(DemandMoves.parse(answer)).not.toHaveProperty('given.figures');
  expect(DemandMoves.safeParse({ ...answer, given: { texts: -1 } }).success).toBe(false);
});

test.each(['en', 'fr', 'ar'])('everything of it has a text in %s', (lang) => {
  const t = translator(lang, 'demands');
  const words = [
    ...AUTHORITIES.map((one) => `authority_is.${one}`),
    ...LEGAL_BASES.map((one) => `basis_is.${one}`),
    ...DEMAND_SCOPES.map((one) => `scope_is.${one}`),
    ...DEMAND_STATES.map((one) => `state_is.${one}`),
    ...GIVEN_KINDS.map((one) => `given_kind.${one}`),
    ...[...DEMAND_EVENTS, 'gag'].flatMap((one) => [`act.${one}`, `act_says.${one}`, `done.${one}`]),
    ...Object.values(DEMAND_FACTS).map((one) => `facts:${one}`),
    ...['in_future', 'not_found', 'reviewer_decides', 'wider'].map((one) => `refusals:lawful_demand.${one}`),
  ];
  for (const word of words) expect(t(word)).toBeTruthy();
});
