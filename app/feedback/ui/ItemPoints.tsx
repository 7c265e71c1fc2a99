import { useText } from '~/i18n/I18n';
import type { PointLine } from '~/feedback/item-view';
import { Words } from '~/programs/ui/Words';
import { DataTable } from '~/ui/DataTable';
import { Tag, type Tone } from '~/ui/Tag';

const KIND_TONES: Record<string, Tone> = {
  incorporated: 'good',
  partly: 'good',
  already_reflected: 'good',
  recommended: 'wait',
  deferred: 'wait',
  not_incorporated: 'stop',
};

interface ItemPointsProps {
  points: readonly PointLine[];
  hrefOf: (point: PointLine) => string;
  /** None for a reader who may not open decisions. */
  decisionHref?: (id: string) => string;
  themeHref: (id: string) => string;
}

/** The points of an item: what each says, how it is coded, and what was decided about it. */
export function ItemPoints({ points, hrefOf, decisionHref, themeHref }: ItemPointsProps) {
  const { t, number } = useText('feedback');
  return (
    <DataTable
      caption={t('points')}
      rows={points}
      rowKey={({ id }) => id}
      empty={t('no_points')}
      columns={[
        {
          key: 'point',
          header: t('point_header'),
          rowHeader: true,
          cell: (point) => (
            <>
              <a href={hrefOf(point)} id={`point-${point.number}`} dir="auto">
                {point.summary ?? t('point_number', { number: number(point.number) })}
              </a>{' '}
              {point.reaction && (
                <Tag tone={point.reaction === 'disputed' ? 'stop' : 'good'}>{t(`reaction.${point.reaction}`)}</Tag>
              )}
            </>
          ),
        },
        { key: 'codes', header: t('codes'), cell: ({ codes }) => codes.map((code) => <Tag key={code}>{code}</Tag>) },
        {
          key: 'themes',
          header: t('themes'),
          cell: ({ themes }) =>
            themes.map(({ id, title }) => (
              <div key={id}>
                <a href={themeHref(id)}>
                  <Words text={title} />
                </a>
              </div>
            )),
        },
        { key: 'disposition', header: t('disposition'), cell: (point) => <Disposed {...{ point, decisionHref }} /> },
      ]}
    />
  );
}

function Disposed({ point, decisionHref }: { point: PointLine; decisionHref?: (id: string) => string }) {
  const { t, number } = useText('feedback');
  const { disposition } = point;
  const named = disposition?.decision && t('decision_number', { number: number(disposition.decision.number) });
  if (!disposition) return <Tag tone="wait">{t('not_decided')}</Tag>;
  return (
    <>
      <Tag tone={KIND_TONES[disposition.kind] ?? 'plain'}>{t(`vocabulary:disposition_kind.${disposition.kind}`)}</Tag>{' '}
      {disposition.decision && decisionHref ? <a href={decisionHref(disposition.decision.id)}>{named}</a> : named}
    </>
  );
}
