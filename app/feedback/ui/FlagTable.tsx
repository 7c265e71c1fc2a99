import type { FlagLine } from '~/feedback/flag-view.server';
import { useText } from '~/i18n/I18n';
import { levelOf } from '~/participants/risk-flag';
import { Words } from '~/programs/ui/Words';
import { DataTable } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';

/** How long a flag may still wait, or how its clock ended. */
export function FlagClockTag({ flag, clock }: FlagLine) {
  const { t } = useText('safety');
  const { hoursLeft, late } = clock;
  if (hoursLeft !== null) {
    return (
      <Tag tone={late ? 'stop' : 'wait'}>
        {late ? t('hours_late', { count: -hoursLeft }) : t('hours_left', { count: hoursLeft })}
      </Tag>
    );
  }
  if (flag.elapsedHours === null) return null;
  return <Tag tone={late ? 'stop' : 'good'}>{t(late ? 'took_late' : 'took', { count: flag.elapsedHours })}</Tag>;
}

interface FlagTableProps {
  lines: readonly FlagLine[];
  caption: string;
  empty: string;
  hrefOf: (id: string) => string;
}

/** Flags with their clocks, in the order given; no words of anybody. */
export function FlagTable({ lines, caption, empty, hrefOf }: FlagTableProps) {
  const { t } = useText('safety');
  return (
    <DataTable
      caption={caption}
      rows={lines}
      rowKey={({ flag }) => flag.id}
      empty={empty}
      columns={[
        {
          key: 'kind',
          header: t('about'),
          rowHeader: true,
          cell: ({ flag }) => <a href={hrefOf(flag.id)}>{t(`vocabulary:risk_kind.${flag.kind}`)}</a>,
        },
        {
          key: 'level',
          header: t('level'),
          cell: ({ flag }) => (
            <Tag tone={['severe', 'high'].includes(levelOf(flag)) ? 'stop' : 'wait'}>
              {t(`vocabulary:risk_level.${levelOf(flag)}`)}
            </Tag>
          ),
        },
        { key: 'clock', header: t('clock'), cell: (line) => <FlagClockTag {...line} /> },
        { key: 'state', header: t('state'), cell: ({ flag }) => t(`vocabulary:flag_state.${flag.state}`) },
        { key: 'by', header: t('raised_by'), cell: ({ flag }) => t(`vocabulary:flag_raiser.${flag.raisedBy}`) },
        {
          key: 'round',
          header: t('round'),
          cell: ({ flag: { submission } }) => (
            <Words text={submission.round.title} source={submission.round.sourceLanguage} />
          ),
        },
      ]}
    />
  );
}
