import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentUse } from '~/participants/consent';
import { TOLERANCES } from '~/participants/submission';
import { standingConsents, stricterThan, takeable, takeBack, tighten } from '~/participants/tolerance';

const tolerance = fc.constantFrom(...TOLERANCES);

describe('tolerance by ticket', () => {
  it('only ever becomes stricter', () => {
    fc.assert(
      fc.property(tolerance, tolerance, (from, to) => {
        const result = tighten(from, to);
        expect(result.ok).toBe(TOLERANCES.indexOf(to) < TOLERANCES.indexOf(from));
        expect(stricterThan(from).includes(to)).toBe(result.ok);
      }),
    );
  });

  it('says why it does not change', () => {
    expect(tighten('none', 'organisation_public')).toEqual({ ok: false, refusal: 'visit.only_stricter' });
    expect(tighten('none', 'none')).toEqual({ ok: false, refusal: 'visit.already' });
  });
});

const consent = (use: ConsentUse, given: boolean, sequence = 1) => ({
  use,
  given,
  sequence,
  textVersion: '1',
  language: 'en',
});

describe('consents', () => {
  it('stand as they were last given or taken back', () => {
    const all = [consent('quote', false, 2), consent('quote', true), consent('read', true)];
    expect(standingConsents(all).map(({ use, given }) => [use, given])).toEqual([
      ['quote', false],
      ['read', true],
    ]);
  });

  it('can be taken back one by one, but reading only by withdrawing', () => {
    const standing = [consent('read', true), consent('quote', true), consent('publish', false)];
    expect(takeable(standing).map(({ use }) => use)).toEqual(['quote']);
    expect(takeBack(standing, 'quote').ok).toBe(true);
    expect(takeBack(standing, 'publish')).toEqual({ ok: false, refusal: 'visit.already' });
    expect(takeBack(standing, 'read')).toEqual({ ok: false, refusal: 'visit.not_yours' });
  });
});
