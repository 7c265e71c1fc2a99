import type { ReactNode } from 'react';
import type { ThemeLine } from '~/decisions/round-progress.server';
import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import { DataTable } from '~/ui/DataTable';

interface ProgressTableProps {
  themes: readonly ThemeLine[];
  source: string;
  actions: (theme: ThemeLine) => ReactNode;
}

/** How far each theme is: its points, those without a disposition, those without an answer. */
export function ProgressTable({ themes, source, actions }: ProgressTableProps) {
  const { t, number } = useText('decisions');
  return (
    <DataTable
      caption={t('by_theme')}
      captionHidden
      rows={themes}
      rowKey={({ themeId }) => themeId ?? 'none'}
      empty={t('no_points_yet')}
      stackable
      columns={[
        {
          key: 'theme',
          header: t('theme_header'),
          rowHeader: true,
          cell: ({ title }) =>
            title ? <Words text={title} source={source} /> : <span className="soft">{t('no_theme')}</span>,
        },
        { key: 'points', header: t('points'), numeric: true, cell: ({ points }) => number(points) },
        { key: 'undisposed', header: t('undisposed'), numeric: true, cell: ({ undisposed }) => number(undisposed) },
        { key: 'unanswered', header: t('unanswered'), numeric: true, cell: ({ unanswered }) => number(unanswered) },
        { key: 'answered', header: t('answered'), numeric: true, cell: ({ answered }) => number(answered) },
        { key: 'do', header: t('actions'), cell: (theme) => theme.themeId && actions(theme) },
      ]}
    />
  );
}
