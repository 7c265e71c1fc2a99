import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { translator } from '~/i18n/instances.server';
import { ENTRY_KINDS, PSEUDONYMS, pseudonymOf } from '~/vault/entry';
import { KEY_STANDINGS } from '~/vault/key-line';
import {
  type OPENING_EVENTS,
  OPENING_FACTS,
  OPENING_KINDS,
  OPENING_STATES,
  OPENING_TARGETS,
  OPENING_WORKFLOW,
  requestFields,
  REVIEWS,
  type OpeningCase,
  type OpeningRequest,
} from '~/vault/opening';
import { isDue } from '~/vault/round-key-plan.server';
import { step } from '~/workflow/workflow';

const NOW = new Date('2026-03-02T09:00:00Z');
const LATER = new Date('2026-03-03T09:00:00Z');
const opening = (more: Partial<OpeningCase> = {}): OpeningCase => ({
  state: 'requested',
  kind: 'two_person',
  requester: 'a',
  actor: 'b',
  expiresAt: LATER,
  now: NOW,
  ...more,
});
const outcome = (event: (typeof OPENING_EVENTS)[number], more: Partial<OpeningCase>, may = true) => {
  const stepped = step(OPENING_WORKFLOW, opening(more), event, () => may);
  return stepped.ok ? stepped.value : stepped.refusal;
};

describe('an opening', () => {
  it.each([
    ['approve', {}, 'approved'],
    ['approve', { actor: 'a' }, 'opening.own_request'],
    ['approve', { now: LATER }, 'opening.expired'],
    ['approve', { state: 'approved' }, 'workflow.not_from_here'],
    ['deliver', {}, 'workflow.not_from_here'],
    ['deliver', { state: 'approved', actor: 'a' }, 'delivered'],
    ['deliver', { state: 'delivered', actor: 'a' }, 'delivered'],
    ['deliver', { state: 'approved' }, 'opening.others_request'],
    ['deliver', { state: 'approved', actor: 'a', now: LATER }, 'opening.expired'],
    ['deliver', { state: 'reviewed', actor: 'a' }, 'workflow.not_from_here'],
    ['review', { state: 'delivered' }, 'opening.no_review_due'],
    ['review', { state: 'delivered', kind: 'break_glass' }, 'reviewed'],
    ['review', { state: 'delivered', kind: 'break_glass', actor: 'a' }, 'opening.own_request'],
  ] as const)('%s %o: %s', (event, more, expected) => {
    expect(outcome(event, more)).toBe(expected);
    expect(outcome(event, { state: OPENING_WORKFLOW[event].from[0]! }, false)).toBe('workflow.not_allowed');
  });

  it('is another request when any part of it is another', () => {
    const request: OpeningRequest = {
      id: 'i', missionId: 'm', target: 'submission', targetId: 't', roundId: 'r', kind: 'two_person', requester: 'a',
      requesterKey: 'k', reason: 'why', requestedAt: NOW, expiresAt: LATER,
    }; // prettier-ignore
    const base = JSON.stringify(requestFields(request));
    for (const name of Object.keys(request) as (keyof OpeningRequest)[]) {
      const other = name.endsWith('At') ? new Date(0) : 'other';
      expect(JSON.stringify(requestFields({ ...request, [name]: other })), name).not.toBe(base);
    }
  });
});

it('makes a new key when there is none, or when a holder no longer counts', () => {
  expect(isDue(false, [], ['a', 'b'])).toBe(true);
  expect(isDue(true, ['a', 'b'], ['a', 'b', 'c'])).toBe(false);
  expect(isDue(true, ['a', 'b'], ['a', 'c'])).toBe(true);
});

it('gives pseudonyms of one form, one for each number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: PSEUDONYMS - 1 }),
      fc.integer({ min: 0, max: PSEUDONYMS - 1 }),
      (one, other) => {
        expect(pseudonymOf(one)).toMatch(/^[A-Z][a-z]+-[0-9]{2,4}$/);
        expect(pseudonymOf(one) === pseudonymOf(other)).toBe(one === other);
      },
    ),
  );
});

test.each(['en', 'fr', 'ar'])('every state, kind and fact has a text in %s', (lang) => {
  const t = translator(lang, 'vault');
  const words: Record<string, readonly string[]> = {
    opening_state: OPENING_STATES,
    opening_kind: OPENING_KINDS,
    opening_kind_says: OPENING_KINDS,
    target: OPENING_TARGETS,
    review: REVIEWS,
    key_standing: KEY_STANDINGS,
    key_kind: ['officer', 'recovery'],
    entry_kind: ENTRY_KINDS,
    entry_state: ['kept', 'destroyed'],
  };
  for (const [prefix, values] of Object.entries(words))
    for (const one of values) expect(t(`${prefix}.${one}`)).toBeTruthy();
  for (const fact of Object.values(OPENING_FACTS)) expect(t(`facts:${fact}`)).toBeTruthy();
});
