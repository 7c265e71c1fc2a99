import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import type { AuditedRoundLine } from '~/reports/audit-coverage-store.server';
import { RoundStateTag } from '~/rounds/ui/RoundStateTag';
import { DataTable } from '~/ui/DataTable';

interface RoundListProps {
  rounds: readonly AuditedRoundLine[];
  hrefOf: (slug: string) => string;
}

/** The rounds that an auditor can look at, with what came in and what is still open past its day. */
export function RoundList({ rounds, hrefOf }: RoundListProps) {
  const { t, date, number } = useText('audit');
  return (
    <DataTable
      caption={t('rounds_caption')}
      captionHidden
      rows={rounds}
      rowKey={({ id }) => id}
      empty={t('no_rounds')}
      columns={[
        {
          key: 'round',
          header: t('column.round'),
          rowHeader: true,
          cell: ({ slug, title, sourceLanguage }) => (
            <a href={hrefOf(slug)}>
              <Words text={title} source={sourceLanguage} />
            </a>
          ),
        },
        { key: 'state', header: t('column.state'), cell: ({ state }) => <RoundStateTag state={state} /> },
        { key: 'opened', header: t('column.opened'), cell: ({ openedOn }) => openedOn && date(openedOn) },
        { key: 'answer_by', header: t('column.answer_by'), cell: ({ answerBy }) => date(answerBy) },
        { key: 'received', header: t('figure.received'), numeric: true, cell: ({ items }) => number(items) },
        { key: 'open', header: t('figure.open'), numeric: true, cell: ({ open }) => number(open) },
        { key: 'late', header: t('column.late'), numeric: true, cell: ({ late }) => number(late) },
      ]}
    />
  );
}
