import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countsNow,
  disposalRefusal,
  DISPOSITION_KINDS,
  isPartnerTension,
  missingFields,
  needsDecision,
  REASONS,
  type DecisionBehind,
  type DisposalFacts,
  type DisposalInput,
} from '~/decisions/disposition';
import { DisposePoint } from '~/decisions/disposition-input';

const SIGNED: DecisionBehind = {
  state: 'signed',
  level: 'mission',
  recommendation: null,
  changes: 1,
  linked: true,
  contradicts: false,
};
const facts = (decision: DecisionBehind | null = null, more: Partial<DisposalFacts> = {}): DisposalFacts => ({
  today: '2026-03-02',
  pointState: 'coded',
  itemState: 'under_consideration',
  decision,
  elementKnown: true,
  ...more,
});
const byDecision = (kind: 'incorporated' | 'partly' | 'recommended'): DisposalInput => ({ kind, decisionId: 'd' });

describe('a disposition', () => {
  it.each([
    [{ kind: 'not_incorporated' }, 'disposition.reason_missing'],
    [{ kind: 'not_incorporated', reason: 'legal_bar', proof: ' ' }, 'disposition.proof_missing'],
    [{ kind: 'deferred' }, 'disposition.review_missing'],
    [{ kind: 'deferred', reviewOn: '2026-03-02' }, 'disposition.review_not_later'],
    [{ kind: 'referred' }, 'disposition.proof_missing'],
    [{ kind: 'already_reflected' }, 'disposition.element_missing'],
    [{ kind: 'incorporated' }, 'disposition.decision_missing'],
    [{ kind: 'recommended' }, 'disposition.decision_missing'],
  ] satisfies [DisposalInput, string][])('is refused without what it needs: %o', (input, refusal) => {
    expect(disposalRefusal(input, facts())).toBe(refusal);
  });

  it('is taken with what it needs', () => {
    const whole: DisposalInput[] = [
      ...REASONS.map((reason) => ({ kind: 'not_incorporated', reason, proof: 'Law 12, article 4' }) as const),
      { kind: 'deferred', reviewOn: '2026-03-03' },
      { kind: 'referred', proof: 'The office of roads' },
      { kind: 'already_reflected', elementId: 'e' },
      { kind: 'answered' },
      { kind: 'noted' },
      { kind: 'unintelligible' },
      { kind: 'not_a_contribution' },
    ];
    expect(whole.map((input) => disposalRefusal(input, facts()))).toEqual(whole.map(() => null));
  });

  it('names an element of the round’s own program only', () => {
    const input: DisposalInput = { kind: 'already_reflected', elementId: 'e' };
    expect(disposalRefusal(input, facts(null, { elementKnown: false }))).toBe('disposition.element_missing');
  });

  it.each(['received', 'quarantined', 'translated', 'answer_available', 'disputed', 'withdrawn'])(
    'is not made while the item is %s',
    (itemState) => {
      expect(disposalRefusal({ kind: 'noted' }, facts(null, { itemState }))).toBe('disposition.item_not_weighed');
    },
  );

  it.each(['marked', 'removed'])('is not made on a point that is %s', (pointState) => {
    expect(disposalRefusal({ kind: 'noted' }, facts(null, { pointState }))).toBe('disposition.point_not_coded');
  });
});

describe('what a decision takes up', () => {
  it('needs a linked decision with a program change', () => {
    for (const kind of ['incorporated', 'partly'] as const) {
      expect(disposalRefusal(byDecision(kind), facts(SIGNED))).toBeNull();
      const refusal = (more: Partial<DecisionBehind>) =>
        disposalRefusal(byDecision(kind), facts({ ...SIGNED, ...more }));
      expect(refusal({ changes: 0 })).toBe('disposition.no_program_change');
      expect(refusal({ linked: false })).toBe('disposition.decision_not_linked');
      expect(refusal({ contradicts: true })).toBe('disposition.point_contradicts');
      expect(refusal({ state: 'superseded' })).toBe('disposition.decision_superseded');
    }
  });

  it('links the point itself when told how it stands to the decision', () => {
    const input: DisposalInput = { ...byDecision('partly'), relation: 'shaped' };
    expect(disposalRefusal(input, facts({ ...SIGNED, linked: false }))).toBeNull();
  });

  it('is taken up by a recommendation only once that is adopted', () => {
    const capital = (recommendation: string | null): DecisionBehind => ({
      ...SIGNED,
      level: 'capital',
      recommendation,
    });
    for (const state of [null, 'sent', 'acknowledged', 'declined', 'no_answer']) {
      expect(disposalRefusal(byDecision('incorporated'), facts(capital(state)))).toBe(
        'disposition.recommendation_not_adopted',
      );
      expect(disposalRefusal(byDecision('recommended'), facts(capital(state)))).toBeNull();
    }
    expect(disposalRefusal(byDecision('incorporated'), facts(capital('adopted')))).toBeNull();
    expect(disposalRefusal(byDecision('incorporated'), facts(capital('partly')))).not.toBeNull();
    expect(disposalRefusal(byDecision('partly'), facts(capital('partly')))).toBeNull();
    expect(disposalRefusal(byDecision('recommended'), facts(SIGNED))).toBe('disposition.not_a_recommendation');
  });

  it('counts when the decision is signed and not before', () => {
    for (const kind of DISPOSITION_KINDS) {
      expect(countsNow(kind, { state: 'signed' })).toBe(true);
      expect(countsNow(kind, { state: 'proposed' })).toBe(!needsDecision(kind));
      expect(countsNow(kind, null)).toBe(!needsDecision(kind));
    }
  });

  it('does not put a proposal in the place of what counts', () => {
    const proposed = { ...SIGNED, state: 'proposed' } as const;
    const done = { pointState: 'disposed', itemState: 'decided' };
    expect(disposalRefusal(byDecision('partly'), facts(proposed, done))).toBe('disposition.would_reopen');
    expect(disposalRefusal(byDecision('partly'), facts(SIGNED, done))).toBeNull();
  });
});

describe('partner tension', () => {
  it('is told apart from every reason', () => {
    expect(isPartnerTension({ kind: 'not_incorporated', reason: 'partner_tension' })).toBe(true);
    for (const reason of REASONS) expect(isPartnerTension({ kind: 'not_incorporated', reason })).toBe(false);
    expect(isPartnerTension({ kind: 'noted', reason: 'partner_tension' })).toBe(false);
  });

  it('asks for no proof: nothing could prove it', () => {
    expect(missingFields({ kind: 'not_incorporated', reason: 'partner_tension' })).toEqual([]);
  });
});

describe('the form', () => {
  it('keeps what belongs to the chosen kind alone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DISPOSITION_KINDS), (kind) => {
        const sent = {
          intent: 'dispose',
          kind,
          reason: 'no_budget',
          proof: 'Budget line 14 for 2026',
          referredTo: 'The office of roads',
          reviewOn: '2026-09-01',
          decisionId: '0190a0a0-0000-7000-8000-000000000001',
          elementId: '0190a0a0-0000-7000-8000-000000000002',
          relation: 'caused',
        };
        const { input } = DisposePoint.parse(sent);
        expect(missingFields(input)).toEqual([]);
        expect(input).not.toHaveProperty('referredTo');
        expect('decisionId' in input).toBe(needsDecision(kind));
        expect('reviewOn' in input).toBe(kind === 'deferred');
        expect('reason' in input).toBe(kind === 'not_incorporated');
      }),
    );
  });

  it('says what the chosen reason needs, in its own words', () => {
    const parsed = DisposePoint.safeParse({ intent: 'dispose', kind: 'not_incorporated', reason: 'legal_bar' });
    expect(parsed.error?.issues).toMatchObject([{ path: ['proof'], message: 'decisions:proof_missing.legal_bar' }]);
    const referred = DisposePoint.safeParse({ intent: 'dispose', kind: 'referred', proof: 'not this field' });
    expect(referred.error?.issues).toMatchObject([{ path: ['referredTo'] }]);
  });
});
