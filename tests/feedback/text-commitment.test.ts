import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenRanges, withoutHidden } from '~/feedback/mask';
import { isOpen, refuseDecision, removalFields, type RemovalRequest } from '~/feedback/removal';
import { commitTo, opensTo, withheld } from '~/feedback/text-commitment.server';
import { wordPieces } from '~/feedback/word-pieces';

describe('a commitment over a text', () => {
  it('opens to this text and to no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        const { root, opening } = commitTo(text, 'en');
        expect(opensTo(root, text, opening)).toBe(true);
        expect(opensTo(root, `${text} `, opening)).toBe(false);
        if (wordPieces(text, 'en').length > 0)
          expect(opensTo(root, `~${text.slice(1)}`, opening)).toBe(text[0] === '~');
      }),
    );
  });

  it('opens to what is left after words are gone, again and again, and no longer tells their salts', () => {
    const text = 'One Almaz two Bekele three';
    const { root, opening } = commitTo(text, 'en');
    const first = hiddenRanges(text, [{ start: 4, end: 9 }]);
    const once = withoutHidden(text, first);
    const after = withheld(text, opening, first);
    expect(once).not.toContain('Almaz');
    expect(opensTo(root, once, after)).toBe(true);
    expect(opensTo(root, once.replace('two', 'ten'), after)).toBe(false);
    const salts = opening.fields.map((field) => ('salt' in field ? field.salt : ''));
    expect(JSON.stringify(after)).not.toContain(salts[1]);
    expect(JSON.stringify(after)).toContain(salts[0]);
    const second = hiddenRanges(once, [{ start: 14, end: 20 }]);
    const twice = withoutHidden(once, second);
    const left = withheld(once, after, second);
    expect(twice).not.toContain('Bekele');
    expect(opensTo(root, twice, left)).toBe(true);
    expect(left.fields.filter((field) => 'commitment' in field)).toHaveLength(2);
  });

  it('salts each word anew: the same words commit to different roots', () => {
    expect(commitTo('the same', 'en').root).not.toEqual(commitTo('the same', 'en').root);
  });
});

describe('a request to remove', () => {
  const request: RemovalRequest = {
    id: 'r',
    missionId: 'm',
    itemId: 'i',
    redactionId: 'd',
    redactionVersion: 2,
    texts: [
      { textId: 'b', spans: [{ start: 1, end: 2 }] },
      { textId: 'a', spans: [] },
    ],
    roots: { a: '00', b: '01' },
    reason: 'law',
    requestedBy: 'p',
    requestedAt: new Date('2026-03-02T09:00:00Z'),
    expiresAt: new Date('2026-03-03T09:00:00Z'),
  };

  it('is the same whatever the order of its texts, and another with any change', () => {
    const fields = JSON.stringify(removalFields(request));
    expect(JSON.stringify(removalFields({ ...request, texts: [...request.texts].reverse() }))).toBe(fields);
    const changes: Partial<RemovalRequest>[] = [
      { redactionVersion: 3 },
      { reason: 'seizure' },
      { requestedBy: 'q' },
      { roots: { a: '00', b: '02' } },
      { texts: [{ textId: 'b', spans: [{ start: 1, end: 3 }] }, request.texts[1]!] },
      { texts: [request.texts[0]!] },
      { expiresAt: new Date('2026-03-03T09:00:01Z') },
    ];
    for (const change of changes) expect(JSON.stringify(removalFields({ ...request, ...change }))).not.toBe(fields);
  });

  it('is decided by somebody else, within a day, once; who asked may take it back at any time', () => {
    const open = { state: 'requested' as const, requestedBy: 'p', expiresAt: request.expiresAt };
    const at = (hours: number, actor: string, approves = true) =>
      refuseDecision(open, { actor, approves, now: new Date(request.requestedAt.getTime() + hours * 3_600_000) });
    expect(at(1, 'q')).toBeNull();
    expect(at(1, 'p')).toBe('removal.own_request');
    expect(at(24, 'q')).toBe('removal.expired');
    expect(at(30, 'p', false)).toBeNull();
    for (const state of ['approved', 'declined'] as const) {
      expect(refuseDecision({ ...open, state }, { actor: 'q', approves: true, now: request.requestedAt })).toBe(
        'workflow.not_from_here',
      );
      expect(isOpen({ ...open, state }, request.requestedAt)).toBe(false);
    }
  });
});
