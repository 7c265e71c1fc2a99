import { useText } from '~/i18n/I18n';
import { DataTable } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';
import type { OpeningLine } from '~/vault/opening-line';

export function OpeningTable({ lines, hrefOf }: { lines: readonly OpeningLine[]; hrefOf: (id: string) => string }) {
  const { t, date } = useText('vault');
  return (
    <DataTable
      caption={t('openings_table')}
      rows={lines}
      rowKey={({ id }) => id}
      empty={t('no_openings')}
      stackable
      columns={[
        {
          key: 'day',
          header: t('asked_on'),
          rowHeader: true,
          cell: ({ id, requestedOn }) => <a href={hrefOf(id)}>{date(requestedOn)}</a>,
        },
        { key: 'by', header: t('asked_by'), cell: ({ by }) => <bdi>{by}</bdi> },
        { key: 'target', header: t('target_title'), cell: ({ target }) => t(`target.${target}`) },
        { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`opening_kind.${kind}`) },
        {
          key: 'state',
          header: t('standing'),
          cell: ({ state, over }) => (
            <>
              {t(`opening_state.${state}`)} {over && <Tag>{t('over')}</Tag>}
            </>
          ),
        },
      ]}
    />
  );
}
