import type { ReactNode } from 'react';
import type { DecisionLink } from '~/decisions/decision';
import type { DecisionView } from '~/decisions/decision-view.server';
import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import { DataTable } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';

interface LinkListProps {
  view: DecisionView;
  pointHref: (id: string) => string;
  actions?: (link: DecisionLink) => ReactNode;
}

/** The points and themes a decision has to do with. What was linked after the signature is marked, never hidden. */
export function LinkList({ view, pointHref, actions }: LinkListProps) {
  const { t, date } = useText('decisions');
  const { decision, hidden } = view;
  const known = new Set(view.points.map(({ id }) => id));
  const links = decision.links.filter(({ pointId }) => pointId === null || known.has(pointId));
  return (
    <>
      <DataTable
        caption={t('links')}
        captionHidden
        rows={links}
        rowKey={({ id }) => id}
        empty={t('no_links')}
        stackable
        columns={[
          {
            key: 'input',
            header: t('input'),
            rowHeader: true,
            cell: (link) => <LinkedInput {...{ link, view, pointHref }} />,
          },
          { key: 'relation', header: t('relation'), cell: ({ relation }) => t(`vocabulary:relation.${relation}`) },
          {
            key: 'on',
            header: t('linked_on'),
            cell: ({ linkedOn, backFilled }) => (
              <>
                {date(linkedOn)} {backFilled && <Tag tone="stop">{t('back_filled')}</Tag>}
              </>
            ),
          },
          ...(actions ? [{ key: 'do', header: t('actions'), cell: actions }] : []),
        ]}
      />
      {hidden > 0 && <p className="small soft">{t('hidden_links', { count: hidden })}</p>}
    </>
  );
}

function LinkedInput({ link, view, pointHref }: Omit<LinkListProps, 'actions'> & { link: DecisionLink }) {
  const { t } = useText('decisions');
  const point = view.points.find(({ id }) => id === link.pointId);
  const theme = view.themes.find(({ id }) => id === link.themeId);
  if (point) {
    return (
      <a href={pointHref(point.id)}>
        <bdi>{point.summary ?? t('no_summary')}</bdi>
      </a>
    );
  }
  return (
    <>
      {t('theme')} <Words text={theme?.title ?? {}} source={view.round.sourceLanguage} />
    </>
  );
}
