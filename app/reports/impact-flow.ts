import type { DispositionKind } from '~/decisions/disposition';
import type { LocalizedText } from '~/i18n/localized-text';
import { LEAST, shownCount, type Shown } from '~/reports/small-numbers';

/** The dispositions that are drawn, in their order. Those beside the rate of what was taken up are not. */
export const DRAWN_KINDS = [
  'incorporated',
  'partly',
  'already_reflected',
  'recommended',
  'deferred',
  'not_incorporated',
  'referred',
] as const satisfies readonly DispositionKind[];
export type DrawnKind = (typeof DRAWN_KINDS)[number];

/** More themes than this are not drawn: nobody could read them on a telephone. */
export const MOST_THEMES = 10;

/** A point that was weighed, with the submission it came in. */
export interface WeighedPoint {
  submissionId: string;
  themeIds: readonly string[];
  kind: DispositionKind;
  /** The elements that the decision behind it changed. */
  elementIds: readonly string[];
}

export interface FlowTheme {
  id: string;
  title: LocalizedText;
}

export interface FlowElement {
  id: string;
  number: string;
  title: LocalizedText;
}

export interface ImpactNode<Title = LocalizedText> {
  id: string;
  title: Title;
  shown: Shown;
}

/** How what people said became what changed, as it may be published. Ids stand for nothing outside of it. */
export interface ImpactFlow {
  submissions: Shown;
  themes: ImpactNode[];
  kinds: ImpactNode<DrawnKind>[];
  /** Each with its place in the program; one node without a title for all of them where single ones are too small. */
  changes: ImpactNode<{ number: string; title: LocalizedText } | null>[];
  links: { from: string; to: string; shown: Shown }[];
  /** How many elements of the program changed. */
  changed: number;
  themesLeftOut: number;
}

type Counts = Map<string, Set<string>>;

function add(counts: Counts, key: string, submissionId: string): void {
  counts.set(key, (counts.get(key) ?? new Set()).add(submissionId));
}

const isDrawn = (kind: DispositionKind): kind is DrawnKind => (DRAWN_KINDS as readonly string[]).includes(kind);
const sizeIn = (counts: Counts, key: string) => counts.get(key)?.size ?? 0;
const valueOf = (shown: Shown) => (shown.kind === 'about' ? shown.value : 0);

interface Tally {
  themes: Counts;
  kinds: Counts;
  /** By kind and element, joined by a blank. */
  elements: Counts;
  intoChanges: Counts;
  /** By theme and kind, joined by a blank. */
  weighed: Counts;
}

function tally(points: readonly WeighedPoint[]): Tally {
  const found: Tally = {
    themes: new Map(),
    kinds: new Map(),
    elements: new Map(),
    intoChanges: new Map(),
    weighed: new Map(),
  };
  for (const { submissionId, themeIds, kind, elementIds } of points) {
    for (const theme of themeIds) add(found.themes, theme, submissionId);
    if (!isDrawn(kind)) continue;
    add(found.kinds, kind, submissionId);
    for (const theme of themeIds) add(found.weighed, `${theme} ${kind}`, submissionId);
    if (kind !== 'incorporated' && kind !== 'partly') continue;
    for (const element of elementIds) add(found.elements, `${kind} ${element}`, submissionId);
    if (elementIds.length > 0) add(found.intoChanges, kind, submissionId);
  }
  return found;
}

type Changes = Pick<ImpactFlow, 'changes' | 'links' | 'changed'>;

/** Every incorporated point has its change, so one small cell could be computed from the others: then all stand as one. */
function changesOf({ elements, intoChanges }: Tally, known: readonly FlowElement[]): Changes {
  const touched = known.filter(({ id }) => [...elements.keys()].some((key) => key.endsWith(` ${id}`)));
  const idOf = (element: string) => `c${known.findIndex(({ id }) => id === element)}`;
  const changed = touched.length;
  if (changed > 0 && [...elements.values()].every((submissions) => submissions.size >= LEAST)) {
    const links = [...elements].map(([key, submissions]) => {
      const [kind, element] = key.split(' ') as [string, string];
      return { from: kind, to: idOf(element), shown: shownCount(submissions.size) };
    });
    const unionOf = (id: string) =>
      new Set([...elements].flatMap(([key, submissions]) => (key.endsWith(` ${id}`) ? [...submissions] : [])));
    const changes = touched.map(({ id, number, title }) => ({
      id: idOf(id),
      title: { number, title },
      shown: shownCount(unionOf(id).size),
    }));
    return { changes, links, changed };
  }
  const all = new Set([...intoChanges.values()].flatMap((submissions) => [...submissions]));
  const links = [...intoChanges].map(([kind, { size }]) => ({ from: kind, to: 'changes', shown: shownCount(size) }));
  return { changes: changed > 0 ? [{ id: 'changes', title: null, shown: shownCount(all.size) }] : [], links, changed };
}

/**
 * The flow from submissions through themes and dispositions to program changes. Every number counts submissions. Points
 * without a theme, and dispositions beside the rate, are not drawn and not counted in any node: what flows in and out of
 * a node need not be the same, and no hidden flow can be computed from those beside it. Order follows the published
 * numbers, never the true ones.
 */
export function impactFlow(
  submissions: number,
  points: readonly WeighedPoint[],
  themes: readonly FlowTheme[],
  elements: readonly FlowElement[],
): ImpactFlow {
  const found = tally(points);
  const counted = themes
    .map(({ id, title }, index) => ({
      key: id,
      id: `t${index}`,
      title,
      size: sizeIn(found.themes, id),
    }))
    .filter(({ size }) => size > 0)
    .map(({ size, ...theme }) => ({ ...theme, shown: shownCount(size) }))
    .sort((a, b) => valueOf(b.shown) - valueOf(a.shown));
  const drawn = counted.slice(0, MOST_THEMES);
  const kinds = DRAWN_KINDS.filter((kind) => found.kinds.has(kind));
  const { changes, links, changed } = changesOf(found, elements);
  const intoKinds = drawn.flatMap(({ key, id }) =>
    kinds
      .map((kind) => ({ from: id, to: kind, size: sizeIn(found.weighed, `${key} ${kind}`) }))
      .filter(({ size }) => size > 0)
      .map(({ from, to, size }) => ({ from, to, shown: shownCount(size) })),
  );
  return {
    submissions: shownCount(submissions),
    themes: drawn.map(({ id, title, shown }) => ({ id, title, shown })),
    kinds: kinds.map((kind) => ({ id: kind, title: kind, shown: shownCount(sizeIn(found.kinds, kind)) })),
    changes,
    links: [...drawn.map(({ id, shown }) => ({ from: 'submissions', to: id, shown })), ...intoKinds, ...links],
    changed,
    themesLeftOut: counted.length - drawn.length,
  };
}
