import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translator } from '~/i18n/instances.server';
import { FLAG_LEVELS } from '~/participants/risk-flag';
import { addDays, daysBetween } from '~/platform/day';
import { CIVIC_SPACE } from '~/programs/country';
import {
  ASSESSMENT_STATES,
  ASSESSMENT_WORKFLOW,
  assessmentFault,
  HAZARDS,
  HEARD,
  standingOf,
  type RiskAssessment,
} from '~/rounds/risk-assessment';
import { AssessmentForms } from '~/rounds/risk-assessment-input';
import { ROUND_GATES, unmetGates } from '~/rounds/round-gates';
import { step } from '~/workflow/workflow';
import { aSnapshot } from './made';

const SIGNED = { residual: 'moderate', signedOn: '2026-01-10', civicSpace: 'obstructed' } as const;
const standing = (more: Partial<RiskAssessment> = {}) => ({ signed: { ...SIGNED, ...more }, drafted: false });

describe('what an assessment lacks', () => {
  test('a signature, and a fresh one', () => {
    const rated = (at: Parameters<typeof assessmentFault>[0]) => assessmentFault(at, 'obstructed', '2026-03-02');
    expect(rated({ signed: null, drafted: false })).toBe('no_assessment');
    expect(rated({ signed: null, drafted: true })).toBe('not_assessed_signed');
    expect(rated(standing())).toBeNull();
    expect(rated({ ...standing(), drafted: true })).toBeNull();
    expect(rated(standing({ residual: 'severe' }))).toBe('not_assessed_safe');
    expect(rated(standing({ civicSpace: 'narrowed' }))).toBe('not_assessed_as_rated');
  });

  test('it holds for ninety days and not a day longer', () => {
    const on = (day: string) => assessmentFault(standing(), 'obstructed', day);
    expect(on(addDays(SIGNED.signedOn, 90))).toBeNull();
    expect(on(addDays(SIGNED.signedOn, 91))).toBe('not_assessed_lately');
  });

  test('it is fault free only if signed, within its days, at the rating, and not severe', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom(...CIVIC_SPACE),
        fc.constantFrom(...CIVIC_SPACE),
        fc.constantFrom(...FLAG_LEVELS),
        (days, then, now, residual) => {
          const today = addDays(SIGNED.signedOn, days);
          const fault = assessmentFault(standing({ residual, civicSpace: then }), now, today);
          const good = daysBetween(SIGNED.signedOn, today) <= 90 && then === now && residual !== 'severe';
          expect(fault === null).toBe(good);
        },
      ),
    );
  });

  test('of several editions the newest signed one counts', () => {
    const edition = (number: number, state: 'draft' | 'signed') => ({ edition: number, state }) as RiskAssessment;
    const all = [edition(3, 'draft'), edition(1, 'signed'), edition(2, 'signed')];
    expect(standingOf(all)).toEqual({ signed: edition(2, 'signed'), drafted: true });
    expect(standingOf([])).toEqual({ signed: null, drafted: false });
  });
});

test('the gate stands before opening alone, and leads to the page', () => {
  const snapshot = aSnapshot({ assessment: { signed: null, drafted: false } });
  expect(unmetGates('open', snapshot, ROUND_GATES)).toEqual([
    { name: 'risk_assessed', reason: 'no_assessment', where: { page: 'deskRoundRisk' } },
  ]);
  expect(unmetGates('approve', snapshot, ROUND_GATES)).toEqual([]);
});

test('who wrote in it never signs; nothing is signed for which nobody was heard; what is signed stays', () => {
  const draft = { state: 'draft', heard: 'proxy', draftedBy: ['a', 'b'], actorId: 'c' } as const;
  const sign = (more: object) => step(ASSESSMENT_WORKFLOW, { ...draft, ...more }, 'sign', () => true);
  expect(sign({})).toEqual({ ok: true, value: 'signed' });
  expect(sign({ actorId: 'b' })).toMatchObject({ refusal: 'risk_assessment.signer_wrote_it' });
  expect(sign({ heard: 'nobody' })).toMatchObject({ refusal: 'risk_assessment.nobody_heard' });
  const signed = { ...draft, state: 'signed' } as const;
  for (const event of ['edit', 'sign'] as const)
    expect(step(ASSESSMENT_WORKFLOW, signed, event, () => true)).toMatchObject({ refusal: 'workflow.not_from_here' });
});

test('a draft names hazards of the standard list and says something of each part', () => {
  const whole = { intent: 'save', seen: 0, heard: 'proxy', residual: 'low', exposed: 'a', mitigations: 'b', told: 'c' };
  const read = (hazards: string[], more: object = {}) =>
    AssessmentForms.safeParse({ ...whole, hazards, ...more }).success;
  expect(read(['reprisal', 'travel'])).toBe(true);
  expect(read([])).toBe(false);
  expect(read(['staff_conduct'])).toBe(false);
  expect(read(['reprisal'], { told: ' ' })).toBe(false);
  expect(read(['reprisal'], { exposed: 'x'.repeat(3_001) })).toBe(false);
});

test.each(['en', 'fr', 'ar'])('everything of it has a text in %s', (lang) => {
  const t = translator(lang, 'risk');
  const words = [
    ...ASSESSMENT_STATES.map((one) => `state.${one}`),
    ...HEARD.map((one) => `heard_is.${one}`),
    ...HAZARDS.map((one) => `vocabulary:risk_kind.${one}`),
    ...[
      'no_assessment',
      'not_assessed_signed',
      'not_assessed_lately',
      'not_assessed_as_rated',
      'not_assessed_safe',
    ].map((one) => `rounds:gate_reason.${one}`),
    ...['changed_since', 'no_draft', 'nobody_heard', 'round_over', 'signer_wrote_it'].map(
      (one) => `refusals:risk_assessment.${one}`,
    ),
    ...['drafted', 'edited', 'signed'].map((one) => `facts:risk_assessment.${one}`),
  ];
  for (const word of words) expect(t(word)).toBeTruthy();
});
