import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapLabel } from '~/ui/label-lines';
import { Sankey } from '~/ui/Sankey';
import { type Flow, layoutFlow, LINE_HEIGHT } from '~/ui/sankey-layout';
import { SAMPLES, sampleFlow } from './gallery-samples';
import { html, textOf } from './render';

const labels = fc.oneof(
  fc.lorem({ maxCount: 12 }),
  fc.constantFrom('العمليات الليلية في المنطقة الشمالية', 'x'.repeat(90), ''),
);

/** Random flows over four columns; every link leads one or more columns on. */
const flows: fc.Arbitrary<Flow> = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(3), labels), { minLength: 2, maxLength: 14 }),
    fc.array(fc.tuple(fc.nat(13), fc.nat(13), fc.nat(60)), { maxLength: 30 }),
  )
  .map(([nodes, pairs]) => ({
    nodes: nodes.map(([column, label], index) => ({ id: `${index}`, label, column, tone: 'plain' as const })),
    links: pairs
      .filter(([from, to]) => (nodes[from]?.[0] ?? 9) < (nodes[to]?.[0] ?? -1))
      .map(([from, to, value]) => ({ from: `${from}`, to: `${to}`, value })),
  }));

describe('the layout of a flow', () => {
  it('never lets two labels of a column touch, nor any leave the picture', () => {
    fc.assert(
      fc.property(flows, fc.constantFrom('ltr' as const, 'rtl' as const), (flow, dir) => {
        const { nodes, height, width } = layoutFlow(flow, dir);
        const boxes = nodes.map((node) => {
          const half = ((node.lines.length + 1) * LINE_HEIGHT) / 2;
          return { x: node.labelX, top: node.labelY - half, low: node.labelY + half };
        });
        for (const box of boxes) {
          expect(box.top).toBeGreaterThanOrEqual(-0.02);
          expect(box.low).toBeLessThanOrEqual(height + 0.02);
          expect(box.x).toBeGreaterThan(0);
          expect(box.x).toBeLessThan(width);
          const touching = boxes.filter(
            (other) => other !== box && other.x === box.x && other.top < box.low - 0.02 && box.top < other.low - 0.02,
          );
          expect(touching).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is mirrored in right-to-left, with the same heights', () => {
    const flow = sampleFlow(SAMPLES.en);
    const [ltr, rtl] = [layoutFlow(flow, 'ltr'), layoutFlow(flow, 'rtl')];
    expect(rtl.nodes.map(({ y }) => y)).toEqual(ltr.nodes.map(({ y }) => y));
    rtl.nodes.forEach((node, index) => expect(node.labelX).toBeCloseTo(rtl.width - ltr.nodes[index]!.labelX, 1));
    expect(ltr.nodes[0]!.x).toBeLessThan(10);
    expect(rtl.nodes[0]!.x).toBeGreaterThan(rtl.width - 20);
  });

  it('keeps heights in proportion to the numbers', () => {
    const { nodes } = layoutFlow(sampleFlow(SAMPLES.en), 'ltr');
    const [night, complaints] = ['night', 'complaints'].map((id) => nodes.find((node) => node.id === id)!);
    expect(night!.height / complaints!.height).toBeCloseTo(2, 1);
    expect(night!.total).toBe(50);
  });

  it('takes the tone of what a flow leads to', () => {
    const { links } = layoutFlow(sampleFlow(SAMPLES.en), 'ltr');
    expect(links.map(({ key, tone }) => [key, tone])).toContainEqual(['training→down', 'stop']);
    expect(links.map(({ key, tone }) => [key, tone])).toContainEqual(['points→night', 'plain']);
  });

  it('breaks labels into three lines at most, whole where they fit', () => {
    expect(wrapLabel('Night operations')).toEqual(['Night operations']);
    expect(wrapLabel('')).toEqual([]);
    const long = wrapLabel('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft');
    expect(long).toHaveLength(3);
    expect(long[2]).toMatch(/…$/);
  });
});

describe('the picture of a flow', () => {
  const props = {
    title: 'What became of it',
    description: '40 of 85 points changed the program',
    headers: { from: 'From', to: 'To', value: 'Points' },
    empty: 'Nothing yet',
  };

  it('has a name, a description, and the same as a table, uncut and with suppressed figures in words', () => {
    const flow = sampleFlow(SAMPLES.en);
    const markup = html(
      <Sankey {...props} flow={{ ...flow, links: flow.links.map((link) => ({ ...link, shown: 'fewer than 5' })) }} />,
    );
    expect(markup).toMatch(/<svg [^>]*role="img" aria-labelledby="[^" ]+-title [^" ]+-desc"/);
    expect(markup).toContain(`>${props.description}</desc>`);
    const table = markup.slice(markup.indexOf('<details>'));
    expect(table).toContain(SAMPLES.en.long);
    expect(table.match(/fewer than 5/g)).toHaveLength(flow.links.length);
  });

  it('says so when there is nothing to show', () => {
    expect(textOf(html(<Sankey {...props} flow={{ nodes: [], links: [] }} />))).toBe('Nothing yet');
  });
});
