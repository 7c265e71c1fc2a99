import { useText } from '~/i18n/I18n';
import type { Theme } from '~/feedback/codebook-store.server';
import { Words } from '~/programs/ui/Words';
import { DataTable } from '~/ui/DataTable';

interface ThemeTableProps {
  themes: readonly (Theme & { points: number })[];
  itemsHref: (id: string) => string;
  /** Null for who may not change them. */
  editHref: ((id: string) => string) | null;
}

/** The themes of a round with how many points stand under each. */
export function ThemeTable({ themes, itemsHref, editHref }: ThemeTableProps) {
  const { t, number } = useText('feedback');
  return (
    <DataTable
      caption={t('themes_title')}
      captionHidden
      rows={themes}
      rowKey={({ id }) => id}
      empty={t('no_themes')}
      columns={[
        {
          key: 'title',
          header: t('theme'),
          rowHeader: true,
          cell: ({ id, title }) => (
            <a href={itemsHref(id)}>
              <Words text={title} />
            </a>
          ),
        },
        { key: 'description', header: t('description'), cell: ({ description }) => <Words text={description} /> },
        { key: 'points', header: t('points'), numeric: true, cell: ({ points }) => number(points) },
        ...(editHref
          ? [
              {
                key: 'edit',
                header: t('change'),
                cell: ({ id }: Theme) => <a href={editHref(id)}>{t('edit_theme')}</a>,
              },
            ]
          : []),
      ]}
    />
  );
}
