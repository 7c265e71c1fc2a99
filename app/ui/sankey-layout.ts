import { sankey } from 'd3-sankey';
import type { Direction } from '~/i18n/direction';
import { LABEL_WIDTH, MOST_LINES, wrapLabel } from './label-lines';
import type { Tone } from './Tag';

export interface FlowNode {
  id: string;
  label: string;
  /** Which column from the start: points 0, themes 1, dispositions 2, program changes 3. */
  column: number;
  tone: Tone;
  /** The number as it is to be read, such as "fewer than 5"; else the sum of its flows. */
  shown?: string;
}

export interface FlowLink {
  from: string;
  to: string;
  value: number;
  shown?: string;
}

export interface Flow {
  nodes: readonly FlowNode[];
  links: readonly FlowLink[];
}

export interface PlacedNode {
  id: string;
  x: number;
  y: number;
  height: number;
  total: number;
  /** Where its text starts, on the side the reading goes to, and the middle of its lines. */
  labelX: number;
  labelY: number;
  lines: string[];
}

export interface PlacedLink {
  key: string;
  path: string;
  tone: Tone;
}

export interface FlowLayout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  links: PlacedLink[];
}

export const NODE_WIDTH = 9;
export const LINE_HEIGHT = 16;
const WIDTH = 632;
const LABEL_GAP = 7;
const ROW = 30;

/**
 * Places a flow between columns, in the reading direction, so that no two labels can touch: between neighbours of a
 * column there is room for the longest label. Flows without a value and nodes without a flow are left out; links must
 * join known nodes and lead to a later column.
 */
export function layoutFlow({ nodes, links }: Flow, dir: Direction): FlowLayout {
  const flowing = links.filter(({ value }) => value > 0);
  const used = nodes.filter(({ id }) => flowing.some(({ from, to }) => id === from || id === to));
  if (used.length === 0) return { width: WIDTH, height: 0, nodes: [], links: [] };
  const columns = [...new Set(used.map(({ column }) => column))].sort((a, b) => a - b);
  const tallest = Math.max(...columns.map((column) => used.filter((node) => node.column === column).length));
  // The number stands on a line of its own below the label.
  const label = (MOST_LINES + 1) * LINE_HEIGHT;
  const height = label + tallest * ROW + (tallest - 1) * label;
  const graph = sankey<FlowNode, FlowLink>()
    .nodeId(({ id }) => id)
    .nodeAlign(({ column }) => columns.indexOf(column))
    .nodeSort((a, b) => (a.index ?? 0) - (b.index ?? 0))
    .nodeWidth(NODE_WIDTH)
    .nodePadding(label)
    .extent([
      [1, label / 2],
      [WIDTH - LABEL_WIDTH - LABEL_GAP, height - label / 2],
    ])({
    nodes: used.map((node) => ({ ...node })),
    links: [...flowing, ...spine(used, columns)].map((link) => ({ ...link, source: link.from, target: link.to })),
  });
  const mirror = (x: number) => (dir === 'rtl' ? WIDTH - x : x);
  return {
    width: WIDTH,
    height,
    nodes: graph.nodes.map((node) => place(node, mirror)),
    links: graph.links
      .filter(({ value }) => value > 0)
      .map((link) => {
        const [source, target] = [link.source as Drawn, link.target as Drawn];
        return {
          key: `${link.from}→${link.to}`,
          path: ribbon({ x0: source.x1!, x1: target.x0!, y0: link.y0!, y1: link.y1!, width: link.width! }, mirror),
          tone: target.tone === 'plain' ? source.tone : target.tone,
        };
      }),
  };
}

/** Links without a value through all columns: the layout has only as many columns as its longest path. */
function spine(nodes: readonly FlowNode[], columns: readonly number[]): FlowLink[] {
  const firsts = columns.map((column) => nodes.find((node) => node.column === column)!.id);
  return firsts.slice(1).map((to, index) => ({ from: firsts[index]!, to, value: 0 }));
}

type Drawn = FlowNode & { x0?: number; x1?: number; y0?: number; y1?: number; value?: number };
type Mirror = (x: number) => number;

function place(node: Drawn, mirror: Mirror): PlacedNode {
  const [start, end] = [mirror(node.x0!), mirror(node.x1!)];
  return {
    id: node.id,
    x: round(Math.min(start, end)),
    y: round(node.y0!),
    height: round(Math.max(node.y1! - node.y0!, 1)),
    total: node.value!,
    labelX: round(mirror(node.x1! + LABEL_GAP)),
    labelY: round((node.y0! + node.y1!) / 2),
    lines: wrapLabel(node.label),
  };
}

interface Band {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  width: number;
}

/** A closed shape instead of a thick line: it has an outline, which is all that is left of it in forced colours. */
function ribbon({ x0, x1, y0, y1, width }: Band, mirror: Mirror): string {
  const half = width / 2;
  const [a, b, middle] = [x0, x1, (x0 + x1) / 2].map((x) => round(mirror(x)));
  const [top0, top1, low0, low1] = [y0 - half, y1 - half, y0 + half, y1 + half].map(round);
  return `M${a} ${top0}C${middle} ${top0} ${middle} ${top1} ${b} ${top1}V${low1}C${middle} ${low1} ${middle} ${low0} ${a} ${low0}Z`;
}

const round = (value: number) => Math.round(value * 100) / 100;
