import { useText } from '~/i18n/I18n';
import type { AuditRecord } from '~/reports/audit-coverage-store.server';
import type { AuditUnit } from '~/reports/audit-figures';
import { DataTable } from '~/ui/DataTable';
import { Note } from '~/ui/Note';
import { Pager } from '~/ui/Pager';

interface RecordListProps {
  figure: { key: string; unit: AuditUnit };
  records: readonly AuditRecord[];
  /** How many more count and are with the protection officers. */
  sensitive: number;
  traceHref: (pointId: string) => string;
  firstHref?: string;
  nextHref?: string;
}

/** Exactly the records behind a figure, and what the figure means in words. */
export function RecordList({ figure, records, sensitive, traceHref, firstHref, nextHref }: RecordListProps) {
  const { t, date } = useText('audit');
  return (
    <>
      <div className="stack tight">
        <h1>{t(`figure.${figure.key}`)}</h1>
        <p>{t(`definition.${figure.key}`)}</p>
      </div>
      {sensitive > 0 && (
        <Note>
          <p>{t('with_protection', { count: sensitive })}</p>
        </Note>
      )}
      <DataTable
        caption={t(`figure.${figure.key}`)}
        captionHidden
        rows={records}
        rowKey={({ id }) => id}
        empty={t('no_records')}
        stackable
        columns={[
          {
            key: 'id',
            header: t(`column.${figure.unit}`),
            rowHeader: true,
            cell: ({ id }) => <span className="code">{shortId(id)}</span>,
          },
          {
            key: 'state',
            header: t('column.state'),
            cell: ({ state }) => t(`vocabulary:${figure.unit}_state.${state}`),
          },
          { key: 'day', header: t('column.day'), cell: ({ day }) => date(day) },
          ...(figure.unit === 'submission'
            ? []
            : [
                {
                  key: 'points',
                  header: t('column.trace'),
                  cell: ({ points }: AuditRecord) => <Traces points={points} hrefOf={traceHref} />,
                },
              ]),
        ]}
      />
      <Pager previousHref={firstHref} nextHref={nextHref} />
    </>
  );
}

/** Enough of an id to tell records of a page apart; the address of its trace has it whole. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

function Traces({ points, hrefOf }: { points: readonly string[]; hrefOf: (pointId: string) => string }) {
  const { t } = useText('audit');
  if (points.length === 0) return <span className="soft">{t('no_point_yet')}</span>;
  return (
    <span className="row">
      {points.map((point, index) => (
        <a key={point} href={hrefOf(point)}>
          {t('trace_of', { number: index + 1 })}
        </a>
      ))}
    </span>
  );
}
