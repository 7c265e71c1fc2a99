import { describe, expect, it } from 'vitest';
import { clockOf } from '~/feedback/item-clock';
import { ITEM_STATES, type ItemState } from '~/feedback/item';

const item = (state: ItemState, more: object = {}) => ({ state, day: '2026-03-02', stateSince: '2026-03-20', ...more });

describe('what is late', () => {
  it('is a first look more than seven days after receipt', () => {
    expect(clockOf(item('received'), '2026-03-09')).toEqual({ kind: 'acknowledge', due: '2026-03-09', late: false });
    expect(clockOf(item('received'), '2026-03-10')?.late).toBe(true);
  });

  it('is a decision more than thirty days after receipt, whatever was done in between', () => {
    const states: ItemState[] = [
      'first_look',
      'screened',
      'quarantined',
      'translated',
      'coded',
      'under_consideration',
      'disputed',
    ];
    for (const state of states) {
      expect(clockOf(item(state), '2026-04-01')).toEqual({ kind: 'decide', due: '2026-04-01', late: false });
      expect(clockOf(item(state), '2026-04-02')?.late).toBe(true);
    }
  });

  it('is an answer more than ten days after the decision', () => {
    expect(clockOf(item('decided'), '2026-03-30')).toEqual({ kind: 'answer', due: '2026-03-30', late: false });
    expect(clockOf(item('decided'), '2026-03-31')?.late).toBe(true);
  });

  it('is nothing that waits for nobody here', () => {
    const silent = ITEM_STATES.filter((state) => clockOf(item(state), '2030-01-01') === null);
    expect(silent).toEqual([
      'answer_available',
      'answer_collected',
      'delivered_in_person',
      'never_collected',
      'withdrawn',
      'referred',
      'duplicate_linked',
    ]);
  });

  it('counts across the end of February', () => {
    expect(clockOf(item('received', { day: '2028-02-25' }), '2028-03-03')?.due).toBe('2028-03-03');
  });
});
