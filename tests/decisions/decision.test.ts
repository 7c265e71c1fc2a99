import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANSWER_STATES, TRANSLATION_STATUS } from '~/decisions/answer';
import {
  byUrgency,
  COMMITMENT_EVENTS,
  COMMITMENT_STATES,
  COMMITMENT_WORKFLOW,
  daysLate,
  type CommitmentCase,
} from '~/decisions/commitment';
import {
  DECISION_EVENTS,
  DECISION_LEVELS,
  DECISION_STATES,
  DECISION_WORKFLOW,
  isComplete,
  type DecisionCase,
} from '~/decisions/decision';
import { DISPOSITION_KINDS, NO_REASON, REASONS, RELATIONS } from '~/decisions/disposition';
import { changeRefusal, conflictsOf, effectiveFrom } from '~/decisions/program-changes';
import {
  RECOMMENDATION_EVENTS,
  RECOMMENDATION_STATES,
  RECOMMENDATION_WORKFLOW,
  takesEffect,
} from '~/decisions/recommendation';
import { RESPOND_GATES, unmetToRespond } from '~/decisions/respond-gate';
import { wordErrors } from '~/decisions/words-input';
import { openEvents, step } from '~/workflow/workflow';

const DECISION: DecisionCase = {
  state: 'proposed',
  level: 'mission',
  recommendedTo: null,
  complete: true,
  actorId: 'chief',
  writers: ['officer'],
  authorityInForce: true,
  conflicts: 0,
  dispositionRefusal: null,
};
const everything = () => true;

describe('the workflow of a decision', () => {
  const sign = (more: Partial<DecisionCase>) => step(DECISION_WORKFLOW, { ...DECISION, ...more }, 'sign', everything);

  it('is signed only by another person, under authority, over texts that are still there', () => {
    expect(sign({})).toEqual({ ok: true, value: 'signed' });
    expect(sign({ state: 'escalated' })).toEqual({ ok: true, value: 'signed' });
    expect(sign({ state: 'draft' })).toMatchObject({ refusal: 'workflow.not_from_here' });
    expect(sign({ writers: ['chief'] })).toMatchObject({ refusal: 'decision.signer_prepared' });
    expect(sign({ authorityInForce: false })).toMatchObject({ refusal: 'decision.no_authority' });
    expect(sign({ conflicts: 1 })).toMatchObject({ refusal: 'decision.element_changed' });
    expect(sign({ complete: false })).toMatchObject({ refusal: 'decision.text_missing' });
    expect(sign({ level: 'joint' })).toMatchObject({ refusal: 'decision.nobody_to_recommend_to' });
    expect(sign({ dispositionRefusal: 'disposition.no_program_change' })).toMatchObject({
      refusal: 'disposition.no_program_change',
    });
  });

  it('has no way out of the signature', () => {
    expect(openEvents(DECISION_WORKFLOW, { ...DECISION, state: 'signed' }, everything)).toEqual([]);
  });

  it('is complete with three texts in the working language', () => {
    const texts = { question: { en: 'a' }, outcome: { en: 'b' }, rationale: { en: 'c', fr: 'd' } };
    expect(isComplete(texts, 'en')).toBe(true);
    expect(isComplete(texts, 'fr')).toBe(false);
    expect(isComplete({ ...texts, rationale: { en: ' ' } }, 'en')).toBe(false);
    expect(wordErrors(texts, 'fr').map(({ field }) => field)).toEqual(['question.fr', 'outcome.fr']);
  });
});

describe('program changes', () => {
  const change = {
    id: 'c',
    elementId: 'e',
    before: { en: 'At any hour.' },
    after: { en: 'By day.' },
    effectiveOn: '2026-04-01',
  };
  const element = (text: Record<string, string>) => ({
    id: 'e',
    revisions: [{ id: 'r', revision: 1, text, effectiveOn: '2026-01-01', decisionId: null }],
  });

  it('have a before and an after that differ', () => {
    expect(changeRefusal(change)).toBeNull();
    expect(changeRefusal({ before: {}, after: { en: 'x' } })).toBe('decision.change_empty');
    expect(changeRefusal({ before: { en: 'x' }, after: { en: '  ' } })).toBe('decision.change_empty');
    expect(changeRefusal({ before: { en: 'x' }, after: { en: ' x ', fr: '' } })).toBe('decision.change_same');
  });

  it('conflict when the element says something else now, or is gone', () => {
    expect(conflictsOf([change], [element({ en: 'At any hour.' })])).toEqual([]);
    expect(conflictsOf([change], [element({ en: 'At noon.' })])).toEqual([{ change, current: { en: 'At noon.' } }]);
    expect(conflictsOf([change], [])).toHaveLength(1);
  });

  it('never take effect before they are signed', () => {
    expect(effectiveFrom('2026-01-01', '2026-03-02')).toBe('2026-03-02');
    expect(effectiveFrom('2026-09-01', '2026-03-02')).toBe('2026-09-01');
  });
});

describe('recommendations', () => {
  const at = (today: string, conflicts = 0) => ({ state: 'sent', due: '2026-06-01', today, conflicts }) as const;
  const move = (event: (typeof RECOMMENDATION_EVENTS)[number], subject: ReturnType<typeof at>) =>
    step(RECOMMENDATION_WORKFLOW, subject, event, everything);

  it('are silent only when their day is over', () => {
    expect(move('note_silence', at('2026-06-01'))).toMatchObject({ refusal: 'decision.answer_not_due' });
    expect(move('note_silence', at('2026-06-02'))).toEqual({ ok: true, value: 'no_answer' });
  });

  it('change the program when adopted, and only if it still says what they start from', () => {
    expect(RECOMMENDATION_STATES.filter(takesEffect)).toEqual(['adopted', 'partly']);
    expect(move('adopt', at('2026-03-02', 1))).toMatchObject({ refusal: 'decision.element_changed' });
    expect(move('decline', at('2026-03-02', 1))).toEqual({ ok: true, value: 'declined' });
  });
});

describe('commitments', () => {
  const subject: CommitmentCase = {
    state: 'in_progress',
    evidence: null,
    reason: null,
    decisionSigned: true,
    newDue: null,
    today: '2026-03-02',
  };
  const move = (event: (typeof COMMITMENT_EVENTS)[number], more: Partial<CommitmentCase> = {}) =>
    step(COMMITMENT_WORKFLOW, { ...subject, ...more }, event, everything);

  it('are kept with evidence, broken and moved with a reason, and settled for good', () => {
    expect(move('keep')).toMatchObject({ refusal: 'commitment.evidence_missing' });
    expect(move('keep', { evidence: 'Published' })).toEqual({ ok: true, value: 'kept' });
    expect(move('break')).toMatchObject({ refusal: 'commitment.reason_missing' });
    expect(move('break', { reason: 'No funds' })).toEqual({ ok: true, value: 'broken' });
    expect(move('revise', { reason: 'Rain', newDue: '2026-03-02' })).toMatchObject({
      refusal: 'commitment.new_day_not_later',
    });
    expect(move('revise', { reason: 'Rain', newDue: '2026-03-03' })).toEqual({ ok: true, value: 'revised' });
    for (const state of ['kept', 'broken'] as const) {
      for (const event of COMMITMENT_EVENTS) {
        expect(move(event, { state })).toMatchObject({ refusal: 'workflow.not_from_here' });
      }
    }
  });

  it('bind nobody before the decision is signed', () => {
    for (const event of COMMITMENT_EVENTS) {
      const said = { evidence: 'x', reason: 'y', newDue: '2027-01-01', state: 'made' } as const;
      expect(move(event, { ...said, decisionSigned: false })).toMatchObject({
        refusal: 'commitment.decision_not_signed',
      });
    }
  });

  it('are late by whole days while open, and sorted with the latest on top', () => {
    const today = '2026-03-10';
    expect(daysLate({ state: 'made', dueOn: '2026-03-08' }, today)).toBe(2);
    expect(daysLate({ state: 'made', dueOn: '2026-03-10' }, today)).toBe(0);
    expect(daysLate({ state: 'kept', dueOn: '2026-03-08' }, today)).toBe(0);
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`);
    const some = fc.record({ state: fc.constantFrom(...COMMITMENT_STATES), dueOn: day });
    fc.assert(
      fc.property(fc.array(some), (list) => {
        const sorted = [...list].sort(byUrgency(today)).map((one) => daysLate(one, today));
        const late = sorted.filter((days) => days > 0);
        expect(sorted.slice(0, late.length)).toEqual([...late].sort((a, b) => b - a));
      }),
    );
  });
});

describe('a round', () => {
  it('is answered when nothing is left undisposed, and not before', () => {
    const nothing = { points: 0, awaitingSignature: 0, itemsWithoutPoint: 0, withProtection: false };
    expect(unmetToRespond(nothing)).toEqual([]);
    expect(unmetToRespond({ ...nothing, points: 1, awaitingSignature: 1 })).toEqual(['every_point_disposed']);
    expect(unmetToRespond({ ...nothing, withProtection: true })).toEqual(['protection_done']);
    expect(unmetToRespond({ points: 3, awaitingSignature: 0, itemsWithoutPoint: 2, withProtection: true })).toEqual([
      ...RESPOND_GATES,
    ]);
  });
});

describe('the vocabulary', () => {
  const words = {
    answer_state: ANSWER_STATES,
    answer_event: ['submit', 'return', 'approve', 'review_translation'],
    commitment_state: COMMITMENT_STATES,
    commitment_event: COMMITMENT_EVENTS,
    decision_state: DECISION_STATES,
    decision_event: DECISION_EVENTS,
    decision_level: DECISION_LEVELS,
    disposition_kind: DISPOSITION_KINDS,
    reason: [...REASONS, NO_REASON],
    recommendation_state: RECOMMENDATION_STATES,
    recommendation_event: RECOMMENDATION_EVENTS,
    relation: RELATIONS,
    translation_status: TRANSLATION_STATUS,
  };

  it.each(['en', 'fr', 'ar'])('has a text for every state, event and code in %s', (lang) => {
    const texts = JSON.parse(readFileSync(`locales/${lang}/vocabulary.json`, 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const missing = Object.entries(words).flatMap(([area, codes]) =>
      codes.filter((code) => !texts[area]?.[code]).map((code) => `${area}.${code}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(['en', 'fr', 'ar'])('has a text in %s for every refusal that a workflow or rule can give', (lang) => {
    const texts = JSON.parse(readFileSync(`locales/${lang}/refusals.json`, 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const source = ['answer', 'commitment', 'decision', 'disposition', 'program-changes', 'recommendation']
      .map((file) => readFileSync(`app/decisions/${file}.ts`, 'utf8'))
      .join('\n');
    const codes = [...source.matchAll(/'((?:answer|commitment|decision|disposition)\.[a-z_]+)'/g)].map(
      (found) => found[1]!,
    );
    const isFact =
      /\.(submitted|approved|returned|reviewed|drafted|proposed|escalated|signed|started|kept|broken|revised|edit|sign|read|draft|approve|keep)$/;
    const missing = [...new Set(codes)]
      .filter((code) => !isFact.test(code))
      .filter((code) => {
        const [area, name] = code.split('.');
        return !texts[area!]?.[name!];
      });
    expect(codes.length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });
});
