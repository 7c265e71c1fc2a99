import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import { countryName } from '~/missions/country-name';
import type { Mission } from '~/missions/mission';
import { DataTable } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';

interface MissionTableProps {
  missions: readonly Mission[];
  hrefOf(slug: string): string;
}

export function MissionTable({ missions, hrefOf }: MissionTableProps) {
  const { t, lang } = useText('admin');
  return (
    <DataTable
      caption={t('missions_caption', { count: missions.length })}
      rows={missions}
      rowKey={({ id }) => id}
      empty={t('missions_empty')}
      stackable
      columns={[
        {
          key: 'name',
          header: t('mission'),
          rowHeader: true,
          cell: (row) => <Name {...row} href={hrefOf(row.slug)} />,
        },
        { key: 'country', header: t('country'), cell: ({ countryCode }) => countryName(countryCode, lang) },
        { key: 'zone', header: t('time_zone'), cell: ({ timeZone }) => <bdi dir="ltr">{timeZone}</bdi> },
        {
          key: 'retention',
          header: t('retention_label'),
          cell: ({ retention }) =>
            retention ? t(`retention.${retention}`) : <Tag tone="wait">{t('retention_unset')}</Tag>,
        },
      ]}
    />
  );
}

function Name({ name, slug, href }: Pick<Mission, 'name' | 'slug'> & { href: string }) {
  const { lang } = useText();
  const picked = pickText(name, lang);
  return (
    <a href={href} lang={picked?.lang} dir={picked?.dir}>
      {picked?.text ?? slug}
    </a>
  );
}
