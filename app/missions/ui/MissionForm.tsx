import { useRefused } from '~/auth/ui/refused-view';
import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { weekDayName } from '~/missions/country-name';
import { WEEK_DAYS } from '~/missions/mission';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { CheckboxGroup } from '~/ui/ChoiceGroup';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextField } from '~/ui/TextField';

/** A new mission. How long words are kept is not asked here: its chief settles that. */
export function MissionForm({ token }: { token: string }) {
  const { t, lang } = useText('admin');
  const view = useRefused();
  const text = (
    name: string,
    label: string,
    more: { hint?: string; code?: boolean; short?: boolean; otherwise?: string } = {},
  ) => {
    const { otherwise, ...look } = more;
    return <TextField {...{ name, label }} {...look} error={view.error(name)} value={view.value(name, otherwise)} />;
  };
  return (
    <Card title={t('mission_new')}>
      <ErrorSummary errors={view.errors} />
      <form method="post" className="stack">
        <HiddenFields values={{ token }} />
        {(['en', 'fr', 'ar'] as const).map((tag) => (
          <TextField
            key={tag}
            name={`name_${tag}`}
            label={t('mission_name', { language: languageName(tag, lang) })}
            optional={tag !== 'en'}
            error={view.error(`name_${tag}`)}
            value={view.value(`name_${tag}`)}
            autoDir
          />
        ))}
        {text('slug', t('mission_slug'), { hint: t('mission_slug_hint'), code: true })}
        {text('country_code', t('country_code'), { hint: t('country_code_hint'), code: true, short: true })}
        {text('time_zone', t('time_zone'), { hint: t('time_zone_hint'), code: true, otherwise: 'UTC' })}
        <CheckboxGroup
          name="rest_days"
          label={t('rest_days')}
          hint={t('rest_days_hint')}
          error={view.error('rest_days')}
          choices={WEEK_DAYS.map((day) => ({ value: String(day), label: weekDayName(day, lang) }))}
          values={view.cameBack ? view.values('rest_days') : ['6', '7']}
        />
        <Button>{t('mission_create')}</Button>
      </form>
    </Card>
  );
}
