import { useText } from '~/i18n/I18n';
import { countryName, weekDayName } from '~/missions/country-name';
import type { Mission } from '~/missions/mission';
import { SummaryList } from '~/ui/SummaryList';
import { Tag } from '~/ui/Tag';

export function MissionFacts({ mission }: { mission: Mission }) {
  const { t, lang, list } = useText('admin');
  const { slug, countryCode, timeZone, restDays, retention, retentionAuthority } = mission;
  const days = restDays.map((day) => weekDayName(day, lang));
  return (
    <SummaryList
      rows={[
        { term: t('mission_slug'), value: <bdi dir="ltr">{slug}</bdi> },
        { term: t('country'), value: countryName(countryCode, lang) },
        { term: t('time_zone'), value: <bdi dir="ltr">{timeZone}</bdi> },
        { term: t('rest_days'), value: days.length > 0 ? list(days) : t('common:none') },
        {
          term: t('retention_label'),
          value: retention ? t(`retention.${retention}`) : <Tag tone="wait">{t('retention_unset')}</Tag>,
        },
        ...(retentionAuthority ? [{ term: t('retention_authority'), value: <bdi>{retentionAuthority}</bdi> }] : []),
      ]}
    />
  );
}
