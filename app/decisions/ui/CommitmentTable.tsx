import type { ReactNode } from 'react';
import { daysLate, type Commitment } from '~/decisions/commitment';
import { CommitmentStateTag } from '~/decisions/ui/StateTags';
import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import { DataTable, type Column } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';

interface CommitmentTableProps<C extends Commitment> {
  commitments: readonly C[];
  today: string;
  source: (commitment: C) => string;
  empty: string;
  caption: string;
  /** More columns, such as the decision and what can be done. */
  more?: readonly Column<C>[];
}

/** Promises with their office and day; late ones say by how much. */
export function CommitmentTable<C extends Commitment>(props: CommitmentTableProps<C>) {
  const { t, date } = useText('decisions');
  const { today, source, more = [] } = props;
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={props.commitments}
      rowKey={({ id }) => id}
      empty={props.empty}
      stackable
      columns={[
        {
          key: 'text',
          header: t('commitment_text'),
          rowHeader: true,
          cell: (one) => <Words text={one.text} source={source(one)} />,
        },
        { key: 'office', header: t('owner_office'), cell: (one) => <bdi>{one.ownerOffice}</bdi> },
        {
          key: 'due',
          header: t('due_on'),
          cell: (one) => (
            <>
              {date(one.dueOn)} <Late days={daysLate(one, today)} />
            </>
          ),
        },
        { key: 'state', header: t('state'), cell: (one) => <StateWithReason commitment={one} /> },
        ...more,
      ]}
    />
  );
}

function Late({ days }: { days: number }): ReactNode {
  const { t } = useText('decisions');
  return days > 0 ? <Tag tone="stop">{t('days_late', { count: days })}</Tag> : null;
}

function StateWithReason({ commitment }: { commitment: Commitment }) {
  const { state, evidence, reason } = commitment;
  const said = state === 'kept' ? evidence : state === 'broken' || state === 'revised' ? reason : null;
  return (
    <>
      <CommitmentStateTag state={state} />
      {said && (
        <p className="small">
          <bdi>{said}</bdi>
        </p>
      )}
    </>
  );
}
