import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasAnswer,
  isCollectedByReading,
  isMovedByDispute,
  react,
  STAGES,
  stageOf,
  stageOfAll,
  VISITED_STATES,
} from '~/participants/visit';
import { answersToShow, type AnswerRow } from '~/participants/visit-answer';
import { nonceOf } from '~/participants/visit-acts.server';
import { atLeast } from '~/participants/visit-entry.server';

const state = fc.constantFrom(...VISITED_STATES);

describe('where a submission stands', () => {
  it('is never further than any item of it that is still there', () => {
    fc.assert(
      fc.property(fc.array(state), (states) => {
        const whole = STAGES.indexOf(stageOfAll(states));
        const left = states.filter((one) => one !== 'withdrawn');
        expect(left.every((one) => whole <= STAGES.indexOf(stageOf(one)))).toBe(true);
        if (left.length > 0) expect(left.map(stageOf)).toContain(STAGES[whole]);
      }),
    );
  });

  it('does not let one answered question hide the others', () => {
    expect(stageOfAll(['answer_available', 'received'])).toBe('received');
    expect(stageOfAll(['answer_available', 'withdrawn'])).toBe('answered');
    expect(stageOfAll([])).toBe('received');
  });
});

describe('reading and disputing', () => {
  it('collects only what can be read, and disputes only what was released', () => {
    for (const one of VISITED_STATES) {
      if (isCollectedByReading(one)) expect(hasAnswer(one), one).toBe(true);
      if (isMovedByDispute(one)) expect(hasAnswer(one), one).toBe(true);
    }
    expect(isMovedByDispute('disputed')).toBe(false);
    expect(hasAnswer('response_approved')).toBe(false);
  });

  it('lets a confirmation become a dispute, and no dispute a confirmation', () => {
    expect(react(null, 'confirmed').ok).toBe(true);
    expect(react('confirmed', 'disputed').ok).toBe(true);
    expect(react('disputed', 'confirmed')).toEqual({ ok: false, refusal: 'visit.disputed_before' });
    expect(react('confirmed', 'confirmed')).toEqual({ ok: false, refusal: 'visit.already' });
  });
});

describe('answers in several languages', () => {
  const row = (id: string, about: Partial<AnswerRow>, language: string, translation: AnswerRow['translation']) => ({
    id,
    itemId: null,
    themeId: null,
    ...about,
    language,
    translation,
  });

  it('shows each once, in the language that was asked for', () => {
    const rows = [
      row('1', { themeId: 't' }, 'en', 'original'),
      row('2', { themeId: 't' }, 'fa-AF', 'human_reviewed'),
      row('3', { itemId: 'i' }, 'en', 'original'),
    ];
    expect(answersToShow(rows, 'fa-AF').map(({ id }) => id)).toEqual(['3', '2']);
    expect(answersToShow(rows, 'fa').map(({ id }) => id)).toEqual(['3', '2']);
    expect(answersToShow(rows, 'ha').map(({ id }) => id)).toEqual(['3', '1']);
  });

  it('prefers the original to a translation into a third language', () => {
    const rows = [row('1', { itemId: 'i' }, 'ar', 'human_reviewed'), row('2', { itemId: 'i' }, 'en', 'original')];
    expect(answersToShow(rows, 'ha').map(({ id }) => id)).toEqual(['2']);
  });
});

describe('one sending of one form', () => {
  const nonce = new Uint8Array(32).fill(7);
  const hex = (fields: Record<string, string>, of = nonce) => Buffer.from(nonceOf(of, fields)).toString('hex');

  it('is the same for the same words, and another for others', () => {
    expect(hex({ intent: 'say', text: 'one' })).toBe(hex({ text: 'one', intent: 'say' }));
    expect(hex({ intent: 'say', text: 'one' })).not.toBe(hex({ intent: 'say', text: 'two' }));
    expect(hex({ intent: 'say', text: 'one' })).not.toBe(
      hex({ intent: 'say', text: 'one' }, new Uint8Array(32).fill(8)),
    );
  });
});

describe('the floor of time', () => {
  it('answers no sooner, also a failure, and slow work at a multiple', async () => {
    const timed = async (work: () => Promise<unknown>) => {
      const begun = performance.now();
      await atLeast(60, work).catch(() => undefined);
      return performance.now() - begun;
    };
    expect(await timed(() => Promise.resolve())).toBeGreaterThanOrEqual(58);
    expect(await timed(() => Promise.reject(new Error('no')))).toBeGreaterThanOrEqual(58);
    expect(await timed(() => new Promise((resolve) => setTimeout(resolve, 70)))).toBeGreaterThanOrEqual(118);
  });
});
