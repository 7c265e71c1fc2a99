import { type ReactNode, useId } from 'react';
import { EmptyState } from './EmptyState';
import { ScrollRegion } from './ScrollRegion';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** The cell names its row. */
  rowHeader?: boolean;
  sorted?: 'ascending' | 'descending';
  /** The address that sorts by this column. */
  sortHref?: string;
}

export interface DataTableProps<Row> {
  caption: ReactNode;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Said instead of a table without rows. */
  empty: ReactNode;
  /** At phone width each row becomes a card; otherwise the table scrolls in a region of its own. */
  stackable?: boolean;
}

/** A table with caption, header scopes and an empty state. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const captionId = useId();
  if (props.rows.length === 0) return <EmptyState text={props.empty} />;
  if (props.stackable) return <Table {...props} captionId={captionId} />;
  return (
    <ScrollRegion labelledBy={captionId}>
      <Table {...props} captionId={captionId} />
    </ScrollRegion>
  );
}

function Table<Row>({ captionId, stackable, columns, ...props }: DataTableProps<Row> & { captionId: string }) {
  // Roles are written out where the style sheet turns a table into cards: some browsers drop them with `display`.
  const role = (name: string) => (stackable ? name : undefined);
  return (
    <table className={stackable ? 'stackable' : undefined} role={role('table')} aria-labelledby={role(captionId)}>
      <caption id={captionId}>
        <span className={props.captionHidden ? 'hidden' : undefined}>{props.caption}</span>
      </caption>
      <thead role={role('rowgroup')}>
        <tr role={role('row')}>
          {columns.map((column) => (
            <Header key={column.key} column={column} role={role('columnheader')} />
          ))}
        </tr>
      </thead>
      <tbody role={role('rowgroup')}>
        {props.rows.map((row) => (
          <tr key={props.rowKey(row)} role={role('row')}>
            {columns.map((column) => (
              <Cell key={column.key} {...{ column, row }} role={role(column.rowHeader ? 'rowheader' : 'cell')} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Header<Row>({ column, role }: { column: Column<Row>; role?: string }) {
  return (
    <th scope="col" role={role} aria-sort={column.sorted} className={column.numeric ? 'num' : undefined}>
      {column.sortHref ? <a href={column.sortHref}>{column.header}</a> : column.header}
    </th>
  );
}

function Cell<Row>({ column, row, role }: { column: Column<Row>; row: Row; role?: string }) {
  const shared = { role, className: column.numeric ? 'num' : undefined, 'data-label': column.header };
  // One wrapper a cell: as a card, a cell is a grid of its label and its content.
  const content = <div>{column.cell(row)}</div>;
  return column.rowHeader ? (
    <th scope="row" {...shared}>
      {content}
    </th>
  ) : (
    <td {...shared}>{content}</td>
  );
}
