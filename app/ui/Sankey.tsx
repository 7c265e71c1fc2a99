import { type ReactNode, useId } from 'react';
import { useText } from '~/i18n/I18n';
import { DataTable } from './DataTable';
import { EmptyState } from './EmptyState';
import { ScrollRegion } from './ScrollRegion';
import { type Flow, type FlowLayout, layoutFlow, LINE_HEIGHT, NODE_WIDTH, type PlacedNode } from './sankey-layout';

interface SankeyProps {
  flow: Flow;
  /** What the picture shows, in a few words; and its main finding, in a sentence. */
  title: string;
  description: string;
  /** What the table's columns are called. */
  headers: { from: string; to: string; value: string };
  empty: ReactNode;
}

/** How many of what became what: a diagram in the reading direction, and the same as a table. */
export function Sankey({ flow, title, description, headers, empty }: SankeyProps) {
  const { t, dir } = useText('ui');
  const id = useId();
  const layout = layoutFlow(flow, dir);
  if (layout.nodes.length === 0) return <EmptyState text={empty} />;
  return (
    <figure className="stack tight">
      <figcaption className="label" id={id}>
        {title}
      </figcaption>
      <ScrollRegion labelledBy={id} className="flow">
        <Picture {...{ flow, layout, title, description, id }} />
      </ScrollRegion>
      <details>
        <summary>{t('same_as_table')}</summary>
        <FlowTable {...{ flow, title, headers, empty }} />
      </details>
    </figure>
  );
}

interface PictureProps {
  flow: Flow;
  layout: FlowLayout;
  title: string;
  description: string;
  id: string;
}

function Picture({ flow, layout, title, description, id }: PictureProps) {
  const { dir } = useText('ui');
  const hatch = (tone: string) => `url(#${id}-${tone})`;
  return (
    <svg
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      direction={dir}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      <Hatches id={id} />
      {layout.links.map(({ key, path, tone }) => (
        <g key={key}>
          <path className={`ribbon ${tone === 'plain' ? 'plain-tone' : tone}`} d={path} />
          {(tone === 'wait' || tone === 'stop') && <path fill={hatch(tone)} d={path} />}
        </g>
      ))}
      {layout.nodes.map((node) => (
        <NodeMark key={node.id} node={node} shown={flow.nodes.find(({ id }) => id === node.id)?.shown} />
      ))}
    </svg>
  );
}

/** Lines one way for what waits, both ways for what was refused: the tones differ without colour and on paper. */
function Hatches({ id }: { id: string }) {
  return (
    <defs>
      {(['wait', 'stop'] as const).map((tone) => (
        <pattern key={tone} id={`${id}-${tone}`} width="8" height="8" patternUnits="userSpaceOnUse">
          <path className={`hatch ${tone}`} d={tone === 'wait' ? 'M0 8L8 0' : 'M0 8L8 0M0 0L8 8'} />
        </pattern>
      ))}
    </defs>
  );
}

function NodeMark({ node, shown }: { node: PlacedNode; shown?: string }) {
  const { number } = useText('ui');
  const first = node.labelY - (node.lines.length * LINE_HEIGHT) / 2 + 4;
  return (
    <>
      <rect className="node" x={node.x} y={node.y} width={NODE_WIDTH} height={node.height} />
      <text x={node.labelX} y={first}>
        {node.lines.map((line, index) => (
          <tspan key={index} x={node.labelX} dy={index === 0 ? 0 : LINE_HEIGHT}>
            {line}
          </tspan>
        ))}
        <tspan className="num" x={node.labelX} dy={LINE_HEIGHT}>
          {shown ?? number(node.total)}
        </tspan>
      </text>
    </>
  );
}

function FlowTable({ flow, title, headers, empty }: Omit<SankeyProps, 'description'>) {
  const { number } = useText('ui');
  const label = (id: string) => flow.nodes.find((node) => node.id === id)?.label;
  return (
    <DataTable
      caption={title}
      captionHidden
      rows={flow.links}
      rowKey={({ from, to }) => `${from}→${to}`}
      empty={empty}
      stackable
      columns={[
        { key: 'from', header: headers.from, rowHeader: true, cell: ({ from }) => label(from) },
        { key: 'to', header: headers.to, cell: ({ to }) => label(to) },
        { key: 'value', header: headers.value, numeric: true, cell: ({ value, shown }) => shown ?? number(value) },
      ]}
    />
  );
}
