import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstWords } from '~/feedback/first-words';
import { ITEM_STATES } from '~/feedback/item';
import { milestonesOf } from '~/feedback/milestones';

describe('the first words of a text', () => {
  it('are all of them when they are few', () => {
    expect(firstWords('  One\n\ntwo  ')).toBe('One two');
  });

  it('end with a whole word', () => {
    const text = 'The patrol comes after midnight. And nobody knows whom we can complain to. We want a number to call.';
    expect(firstWords(text)).toBe(
      'The patrol comes after midnight. And nobody knows whom we can complain to. We want a…',
    );
  });

  it('never cut a character in two, and never are long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 80, maxLength: 300 }), (text) => {
        const words = firstWords(text);
        expect(words.length).toBeLessThanOrEqual(91);
        expect(words.isWellFormed()).toBe(true);
        const line = text.trim().replace(/\s+/g, ' ');
        expect(line.startsWith(words.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});

describe('where an item stands', () => {
  const fact = (type: string) => ({ type, role: 'translator', day: '2026-03-03' });

  it('begins with its receipt, for which nobody is named, and leaves out what moved nothing', () => {
    const facts = ['item.first_look', 'item.translation_drafted', 'item.noted', 'item.screened'].map(fact);
    expect(milestonesOf({ state: 'screened', day: '2026-03-02', facts })).toEqual({
      done: [
        { type: 'submission.received', role: null, day: '2026-03-02' },
        fact('item.first_look'),
        fact('item.screened'),
      ],
      next: 'answer',
    });
  });

  it('owes an answer until there is one, then waits for the sender', () => {
    const next = (state: (typeof ITEM_STATES)[number]) => milestonesOf({ state, day: '2026-03-02', facts: [] }).next;
    expect(ITEM_STATES.filter((state) => next(state) === 'sender')).toEqual(['answer_available', 'never_collected']);
    expect(ITEM_STATES.filter((state) => next(state) === null)).toEqual([
      'answer_collected',
      'delivered_in_person',
      'withdrawn',
      'referred',
      'duplicate_linked',
    ]);
  });
});
