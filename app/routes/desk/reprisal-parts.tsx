import { useText } from '~/i18n/I18n';
import type { ReprisalLine } from '~/participants/reprisal-view.server';
import { Words } from '~/programs/ui/Words';
import { DataTable } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';

/** How long until somebody must be reached, or how the clock ended; after it, when somebody looks again. */
export function ReprisalClockTag({
  line,
}: {
  line: Pick<ReprisalLine, 'clock' | 'elapsedHours' | 'reviewOn' | 'overdue'>;
}) {
  const { t, date } = useText('reprisals');
  const { clock, elapsedHours, reviewOn, overdue } = line;
  if (clock.hoursLeft !== null) {
    const { hoursLeft, late } = clock;
    return (
      <Tag tone={late ? 'stop' : 'wait'}>
        {late ? t('safety:hours_late', { count: -hoursLeft }) : t('safety:hours_left', { count: hoursLeft })}
      </Tag>
    );
  }
  if (reviewOn) {
    return <Tag tone={overdue ? 'stop' : 'wait'}>{t(overdue ? 'look_was' : 'look_on', { date: date(reviewOn) })}</Tag>;
  }
  if (elapsedHours === null) return null;
  return <Tag tone={clock.late ? 'stop' : 'good'}>{t(clock.late ? 'took_late' : 'took', { count: elapsedHours })}</Tag>;
}

interface ReprisalTableProps {
  lines: readonly ReprisalLine[];
  caption: string;
  empty: string;
  hrefOf: (id: string) => string;
}

/** Cases with their clocks, in the order given; no words of anybody. */
export function ReprisalTable({ lines, caption, empty, hrefOf }: ReprisalTableProps) {
  const { t } = useText('reprisals');
  return (
    <DataTable
      caption={caption}
      rows={lines}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: 'state',
          header: t('state'),
          rowHeader: true,
          cell: ({ id, state }) => <a href={hrefOf(id)}>{t(`state_is.${state}`)}</a>,
        },
        {
          key: 'level',
          header: t('level'),
          cell: ({ level }) => (
            <Tag tone={['severe', 'high'].includes(level) ? 'stop' : 'wait'}>{t(`vocabulary:risk_level.${level}`)}</Tag>
          ),
        },
        { key: 'clock', header: t('clock'), cell: (line) => <ReprisalClockTag line={line} /> },
        {
          key: 'outcome',
          header: t('outcome'),
          cell: ({ outcome }) => (outcome ? t(`outcome_is.${outcome}`) : null),
        },
        {
          key: 'round',
          header: t('round'),
          cell: ({ round }) => <Words text={round.title} source={round.sourceLanguage} />,
        },
      ]}
    />
  );
}
