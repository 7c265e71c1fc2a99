import { useText } from '~/i18n/I18n';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Checkbox } from '~/ui/Checkbox';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';
import { LONGEST_REASON, OPENING_KINDS, type OpeningTarget } from '~/vault/opening';

interface AskFormProps {
  token: string;
  record: string;
  target: OpeningTarget;
  form: { value(field: string, otherwise?: string): string | undefined; error(field: string): string | undefined };
}

/** Asking for one box, with the reason that a second officer decides on. */
export function AskForm({ token, record, target, form }: AskFormProps) {
  const { t } = useText('vault');
  return (
    <Card title={t('ask_title')}>
      <form method="post" className="stack">
        <p>{t('ask_says')}</p>
        <HiddenFields values={{ token, record, target }} />
        <RadioGroup
          name="kind"
          label={t('kind')}
          value={form.value('kind', 'two_person')}
          error={form.error('kind')}
          choices={OPENING_KINDS.map((one) => ({
            value: one,
            label: t(`opening_kind.${one}`),
            hint: t(`opening_kind_says.${one}`),
          }))}
        />
        <TextArea
          name="reason"
          rows={4}
          autoDir
          limit={LONGEST_REASON}
          label={t('reason')}
          value={form.value('reason')}
          error={form.error('reason')}
        />
        <Checkbox
          name="danger"
          label={t('danger')}
          checked={form.value('danger') === 'yes'}
          error={form.error('danger')}
        />
        <div>
          <Button>{t('ask')}</Button>
        </div>
      </form>
    </Card>
  );
}
