import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_WORKFLOW, approvalEffects, type AnswerCase, type CoveredPoint } from '~/decisions/answer';
import { isThinProof, repeatsWords, sameRationaleShare } from '~/decisions/answer-warnings';
import { itemSteps, stepFacts } from '~/decisions/weighing';
import { step } from '~/workflow/workflow';

let count = 0;
function aPoint(
  state: string,
  more: { language?: string; siblings?: string[]; itemState?: string } = {},
): CoveredPoint {
  const id = `p${(count += 1)}`;
  const points = [{ id, state }, ...(more.siblings ?? []).map((one, index) => ({ id: `${id}-${index}`, state: one }))];
  const item = {
    id: `i${count}`,
    version: 1,
    state: more.itemState ?? 'decided',
    answerLanguage: more.language ?? 'en',
    points,
  };
  return { id, version: 1, state, item };
}

describe('what an approval brings about', () => {
  it('answers a point in its sender’s language only, whatever the case of the tag', () => {
    const [english, french, dari] = [
      aPoint('disposed'),
      aPoint('disposed', { language: 'fr' }),
      aPoint('disposed', { language: 'fa-af' }),
    ];
    const effects = approvalEffects('fa-AF', [english, french, dari]);
    expect(effects.answered).toEqual([dari]);
    expect(effects.available).toEqual([dari.item]);
    expect(effects.waiting).toEqual({ en: 1, fr: 1 });
  });

  it('makes an item available when its every point is answered, and no earlier', () => {
    const whole = aPoint('disposed', { siblings: ['answered'] });
    const half = aPoint('disposed', { siblings: ['disposed'] });
    const undecided = aPoint('disposed', { siblings: ['answered'], itemState: 'under_consideration' });
    const { answered, available } = approvalEffects('en', [whole, half, undecided]);
    expect(answered).toHaveLength(3);
    expect(available).toEqual([whole.item]);
  });

  it('leaves out what is removed, withdrawn, or answered already', () => {
    const points = [aPoint('removed'), aPoint('disposed', { itemState: 'withdrawn' }), aPoint('answered')];
    expect(approvalEffects('en', points)).toEqual({ answered: [], available: [], waiting: {} });
  });

  it('never answers a point twice, and never one without a disposition', () => {
    const state = fc.constantFrom('marked', 'coded', 'disposed', 'answered', 'removed');
    fc.assert(
      fc.property(fc.array(fc.tuple(state, fc.constantFrom('en', 'fr'))), (given) => {
        const points = given.map(([one, language]) => aPoint(one, { language }));
        const { answered } = approvalEffects('en', points);
        expect(answered.every((point) => point.state === 'disposed' && point.item.answerLanguage === 'en')).toBe(true);
        expect(new Set(answered).size).toBe(answered.length);
      }),
    );
  });
});

describe('the workflow of an answer', () => {
  const subject: AnswerCase = {
    state: 'submitted',
    translation: 'original',
    actorId: 'chief',
    writers: ['officer'],
    authorityInForce: true,
    covered: 2,
    undisposed: 0,
  };
  const approve = (more: Partial<AnswerCase>) => step(ANSWER_WORKFLOW, { ...subject, ...more }, 'approve', () => true);

  it('approves what somebody else wrote, under a role in force, for points that are disposed of', () => {
    expect(approve({})).toEqual({ ok: true, value: 'approved' });
    expect(approve({ writers: ['officer', 'chief'] })).toMatchObject({ refusal: 'answer.approver_drafted' });
    expect(approve({ authorityInForce: false })).toMatchObject({ refusal: 'answer.no_authority' });
    expect(approve({ undisposed: 1 })).toMatchObject({ refusal: 'answer.point_not_disposed' });
    expect(approve({ covered: 0 })).toMatchObject({ refusal: 'answer.covers_nothing' });
    expect(approve({ state: 'draft' })).toMatchObject({ refusal: 'workflow.not_from_here' });
  });
});

describe('warnings to the drafter', () => {
  it('find six words in a row, whatever their case, accents, vowel signs or punctuation', () => {
    const said = 'Before the school opens, soldiers park — on our well.';
    expect(repeatsWords('They told us: SOLDIERS park on our well every day', said, 6, 'en')).toEqual([]);
    const whole = 'We read that the school opens soldiers park on our well.';
    expect(repeatsWords(whole, said, 6, 'en')).toEqual(['the school opens soldiers park on our well']);
    expect(
      repeatsWords('الجنود يوقفون سياراتهم قرب بئرنا كل يوم', 'الجُنود يوقفون سياراتهم قرب بئرنا كلّ يوم!', 6, 'ar'),
    ).toHaveLength(1);
    expect(repeatsWords('', said, 6, 'en')).toEqual([]);
  });

  it('find every repeated run, and none in words that are not there', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.array(word, { maxLength: 30 }), (one, other) => {
        const [answer, item] = [one.join(' '), other.join(' ')];
        const runs = one.map((_, i) => one.slice(i, i + 3)).filter((run) => run.length === 3);
        const hits = runs.some((run) => ` ${item} `.includes(` ${run.join(' ')} `));
        const found = repeatsWords(answer, item, 3, 'en');
        expect(found.length > 0).toBe(hits);
        expect(found.every((run) => ` ${answer} `.includes(` ${run} `))).toBe(true);
      }),
    );
  });

  it('speak of one rationale for many from 20 refused points on, above a fifth', () => {
    const same = (n: number) => Array.from({ length: n }, () => ({ reason: 'no_budget', proof: 'Line 14 is spent.' }));
    const others = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ reason: 'no_budget', proof: `Line ${i} is spent` }));
    expect(sameRationaleShare([...same(10), ...others(9)])).toBeNull();
    expect(sameRationaleShare([...same(4), ...others(16)])).not.toBeNull();
    expect(
      sameRationaleShare([
        ...same(3),
        { reason: 'no_budget', proof: 'line 99 IS spent' },
        ...others(16).slice(1),
        ...others(1),
      ]),
    ).toBeNull();
    expect(sameRationaleShare([...same(10), ...others(10)])).toBeCloseTo(0.5, 1);
  });

  it('find a proof that hardly says anything', () => {
    expect(isThinProof({ proof: 'the law' })).toBe(true);
    expect(isThinProof({ proof: null })).toBe(true);
    expect(isThinProof({ proof: 'Law 12, article 4' })).toBe(false);
  });
});

describe('the steps of an item', () => {
  const item = {
    id: 'i',
    version: 4,
    points: [
      { id: 'a', state: 'coded' },
      { id: 'b', state: 'disposed' },
    ],
  } as const;

  it('begin with its consideration and end with its decision', () => {
    const disposed = new Map([['a', 'disposed']] as const);
    expect(itemSteps({ ...item, state: 'coded' }, disposed)).toEqual(['under_consideration', 'decided']);
    expect(itemSteps({ ...item, state: 'under_consideration' }, disposed)).toEqual(['decided']);
    expect(itemSteps({ ...item, state: 'under_consideration' }, new Map())).toEqual([]);
    expect(itemSteps({ ...item, state: 'decided' }, disposed)).toEqual([]);
  });

  it('have a fact each, for a version each', () => {
    const facts = stepFacts(item, ['under_consideration', 'decided']);
    expect(facts.map(({ type, subjectVersion }) => [type, subjectVersion])).toEqual([
      ['item.considered', 5],
      ['item.decided', 6],
    ]);
  });
});
