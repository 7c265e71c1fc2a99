import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DispositionKind } from '~/decisions/disposition';
import { buildReport, type MaterialPoint, type ReportMaterial } from '~/reports/report-building';
import type { Shown } from '~/reports/small-numbers';
import { aMaterial, aWeighedPoint, NO_WORDS } from './material';

const build = (material: ReportMaterial) => buildReport(material, NO_WORDS, []);

/** Everything in a report that stands for a count. */
function shownIn(value: unknown): Shown[] {
  if (value === null || typeof value !== 'object') return [];
  const { kind } = value as { kind?: unknown };
  if (kind === 'about' || kind === 'few' || kind === 'many') return [value as Shown];
  return Object.values(value).flatMap(shownIn);
}

const KINDS: DispositionKind[] = ['incorporated', 'partly', 'recommended', 'not_incorporated', 'noted', 'answered'];
const point = fc
  .record({
    submission: fc.nat({ max: 39 }),
    theme: fc.constantFrom('theme-night', 'theme-complaints', null),
    kind: fc.constantFrom(...KINDS),
    decisionId: fc.constantFrom('decision', 'second'),
    answered: fc.boolean(),
  })
  .map(({ submission, theme, kind, decisionId, answered }) =>
    aWeighedPoint(submission, {
      themeIds: theme ? [theme] : [],
      kind,
      answered,
      decisionId: kind === 'incorporated' || kind === 'partly' ? decisionId : null,
      ...(kind === 'not_incorporated' && { reason: 'legal_bar' as const, proof: 'Law 12, article 3' }),
    }),
  );
const points = fc.array(point, { maxLength: 80 });

describe('a published report', () => {
  it('holds no id, no account and no number finer than a multiple of 5', () => {
    fc.assert(
      fc.property(points, (all) => {
        const report = build(aMaterial(40, all));
        expect(JSON.stringify(report)).not.toMatch(/submission-\d|theme-night|theme-complaints|element-\d|account-of/);
        for (const shown of shownIn(report)) {
          if (shown.kind === 'about') expect([shown.value % 5, shown.value >= 5]).toEqual([0, true]);
        }
      }),
    );
  });

  it('counts submissions, not points: one person who writes much is one', () => {
    const many = Array.from({ length: 60 }, () => aWeighedPoint(0, { kind: 'incorporated', decisionId: 'decision' }));
    const report = build(aMaterial(40, many));
    expect(report.figures).toMatchObject({ takenUp: { kind: 'few' }, points: { kind: 'few' }, takenUpShare: null });
    expect(report.flow?.themes[0]?.shown).toEqual({ kind: 'few' });
  });

  it('tells shares of those who made a point, from 20 on', () => {
    const written = Array.from({ length: 20 }, (_, index) =>
      aWeighedPoint(index, {
        kind: index < 10 ? 'incorporated' : 'noted',
        decisionId: index < 10 ? 'decision' : null,
        answered: index !== 0,
      }),
    );
    expect(build(aMaterial(40, written)).figures).toMatchObject({ takenUpShare: 0.5, answeredShare: 1 });
    expect(build(aMaterial(40, written.slice(0, 15))).figures).toMatchObject({ takenUpShare: null });
  });

  it('gives a round of fewer than 5 no number at all, and still its decisions and reasons', () => {
    const refused = aWeighedPoint(1, { kind: 'not_incorporated', reason: 'no_budget', proof: 'Budget line 4' });
    const report = build(aMaterial(4, [refused, aWeighedPoint(2)]));
    expect(report.inWordsOnly).toBe(true);
    expect(shownIn(report)).toEqual([]);
    expect([report.figures, report.languages, report.channels, report.flow]).toEqual([null, null, null, null]);
    expect(report.refusals).toEqual([{ reason: 'no_budget', shown: null, proofs: ['Budget line 4'] }]);
    expect(report.decisions).toHaveLength(2);
  });

  it('shows decisions with the text before and after and the office, never with a person', () => {
    const [decision] = build(aMaterial(40)).decisions;
    expect(decision).toMatchObject({
      role: 'chief_of_mission',
      changes: [{ number: '3.1', before: { en: 'Patrols may be conducted at any hour.' } }],
    });
  });
});

describe('the flow of a report', () => {
  const night = (count: number, from: number, more: Partial<MaterialPoint>) =>
    Array.from({ length: count }, (_, index) => aWeighedPoint(from + index, more));

  it('puts small changes together, since every point taken up has one', () => {
    const first = night(9, 0, { kind: 'incorporated', decisionId: 'decision' });
    const few = night(4, 9, { kind: 'incorporated', decisionId: 'second' });
    const many = night(6, 9, { kind: 'incorporated', decisionId: 'second' });
    const together = build(aMaterial(40, [...first, ...few])).flow!;
    expect(together.changes).toEqual([{ id: 'changes', title: null, shown: { kind: 'about', value: 15 } }]);
    expect(together.changed).toBe(2);
    const apart = build(aMaterial(40, [...first, ...many])).flow!;
    expect(apart.changes.map(({ title, shown }) => [title?.number, shown])).toEqual([
      ['3.1', { kind: 'about', value: 10 }],
      ['3.2', { kind: 'about', value: 5 }],
    ]);
  });

  /** The same world but for one person less behind a hidden flow; everything else that is counted stays. */
  function oneLess(all: readonly MaterialPoint[], theme: string, kind: string): MaterialPoint[] {
    const behind = (one: MaterialPoint) => one.kind === kind && one.themeIds.includes(theme);
    const { submissionId } = all.find(behind)!;
    return all.flatMap((one) =>
      behind(one) && one.submissionId === submissionId
        ? [
            { ...one, themeIds: [] },
            { ...one, kind: 'noted' as const, decisionId: null, reason: null, proof: null },
          ]
        : [one],
    );
  }

  it('is the same for another number behind every hidden flow', () => {
    let looked = 0;
    fc.assert(
      fc.property(points, (all) => {
        const material = aMaterial(40, all);
        const { flow } = build(material);
        for (const { id, themeId } of material.themes.map((one, index) => ({ id: `t${index}`, themeId: one.id }))) {
          for (const link of flow!.links.filter(({ from, shown }) => from === id && shown.kind === 'few')) {
            const behind = all.filter((one) => one.kind === link.to && one.themeIds.includes(themeId));
            if (new Set(behind.map(({ submissionId }) => submissionId)).size < 2) continue;
            looked += 1;
            const other = build({ ...material, points: oneLess(all, themeId, link.to) });
            expect(other.flow).toEqual(flow);
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(looked).toBeGreaterThan(0);
  });
});

it('carries the passages that may be quoted, and none where fewer than five were heard', () => {
  const quotes = [{ language: 'ar', text: 'يأتون بعد منتصف الليل.' }];
  expect(build({ ...aMaterial(12), quotes }).quotes).toEqual(quotes);
  expect(build({ ...aMaterial(4), quotes })).not.toHaveProperty('quotes');
  expect(build(aMaterial(12))).not.toHaveProperty('quotes');
});
