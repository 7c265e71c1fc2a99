import { useRefused } from '~/auth/ui/refused-view';
import { useText } from '~/i18n/I18n';
import { RETENTIONS, type Mission } from '~/missions/mission';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextField } from '~/ui/TextField';

interface RetentionFormProps {
  mission: Pick<Mission, 'retention' | 'retentionAuthority'>;
  token: string;
}

/** The chief's decision over what becomes of participants' words. Nothing is chosen beforehand. */
export function RetentionForm({ mission, token }: RetentionFormProps) {
  const { t } = useText('admin');
  const view = useRefused();
  return (
    <Card title={t('retention_title')}>
      <p>{t('retention_text')}</p>
      <ErrorSummary errors={view.errors} />
      <form method="post" className="stack">
        <HiddenFields values={{ token }} />
        <RadioGroup
          name="retention"
          label={t('retention_choice')}
          error={view.error('retention')}
          value={view.value('retention', mission.retention ?? undefined)}
          choices={RETENTIONS.map((one) => ({
            value: one,
            label: t(`retention.${one}`),
            hint: t(`retention_hint.${one}`),
          }))}
        />
        <TextField
          name="authority"
          label={t('retention_authority')}
          hint={t('retention_authority_hint')}
          error={view.error('authority')}
          value={view.value('authority', mission.retentionAuthority ?? undefined)}
          autoDir
        />
        <Button>{t('retention_sign')}</Button>
      </form>
    </Card>
  );
}
