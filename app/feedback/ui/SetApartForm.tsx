import { useText } from '~/i18n/I18n';
import { FLAG_KINDS, FLAG_LEVELS } from '~/participants/risk-flag';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';

/** One button that takes an item out of everybody's sight but the protection officer's, and says what for. */
export function SetApartForm({ token }: { token: string }) {
  const { t } = useText('feedback');
  const form = useFormState('sensitive');
  return (
    <Card title={t('set_apart')}>
      <ErrorSummary errors={form.summary} />
      <p className="small">{t('set_apart_hint')}</p>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'sensitive' }} />
        <Select
          name="kind"
          label={t('what_about')}
          options={FLAG_KINDS.map((kind) => ({ value: kind, label: t(`vocabulary:risk_kind.${kind}`) }))}
          value={form.value('kind', 'named_accusation')}
          error={form.error('kind')}
        />
        <Select
          name="level"
          label={t('how_grave')}
          options={FLAG_LEVELS.map((level) => ({ value: level, label: t(`vocabulary:risk_level.${level}`) }))}
          value={form.value('level', 'high')}
          error={form.error('level')}
        />
        <Button look="stop">{t('set_apart_now')}</Button>
      </form>
    </Card>
  );
}
