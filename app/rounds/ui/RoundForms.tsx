import { useText } from '~/i18n/I18n';
import { addDays } from '~/platform/day';
import { useFormState } from '~/programs/ui/form-state';
import { REASON, type Round, type RoundEvent } from '~/rounds/round';
import { DateFields, SettingsFields } from '~/rounds/ui/SettingsFields';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';

interface FormProps {
  token: string;
  backHref: string;
}

function Reason({ form }: { form: ReturnType<typeof useFormState> }) {
  const { t } = useText('rounds');
  return (
    <TextArea
      name="reason"
      rows={3}
      autoDir
      limit={REASON}
      label={t('reason')}
      hint={t('reason_hint')}
      value={form.value('reason')}
      error={form.error('reason')}
    />
  );
}

/** Asks for the reason of a pause or a cancellation. */
export function ReasonForm({ token, event, backHref }: FormProps & { event: RoundEvent }) {
  const { t } = useText('rounds');
  const form = useFormState('move', { event });
  const label = t(`vocabulary:round_event.${event}`);
  return (
    <Card title={label}>
      <ErrorSummary errors={form.summary} />
      <p>{event === 'pause' ? t('pause_says') : t('cancel_says')}</p>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'move', event }} />
        <Reason form={form} />
        <div className="row">
          <Button look="stop">{label}</Button>
          <a href={backHref}>{t('back')}</a>
        </div>
      </form>
    </Card>
  );
}

export function ExtendForm({ token, round, backHref }: FormProps & { round: Pick<Round, 'closesOn' | 'answerBy'> }) {
  const { t } = useText('rounds');
  const form = useFormState('extend');
  const later = { closesOn: addDays(round.closesOn, 7), answerBy: addDays(round.answerBy, 7) };
  return (
    <Card title={t('extend')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'extend' }} />
        <DateFields form={form} {...later} />
        <Reason form={form} />
        <div className="row">
          <Button>{t('extend')}</Button>
          <a href={backHref}>{t('back')}</a>
        </div>
      </form>
    </Card>
  );
}

interface EditFormProps extends FormProps {
  round: Pick<Round, 'languages' | 'expectedPeople' | 'decidesLethal' | 'closesOn' | 'answerBy'>;
  choices: readonly string[];
  ready: readonly string[];
}

export function EditRoundForm({ token, round, choices, ready, backHref }: EditFormProps) {
  const { t } = useText('rounds');
  const form = useFormState('edit');
  return (
    <Card title={t('edit_settings')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'edit' }} />
        <SettingsFields settings={round} {...{ form, choices, ready }} />
        <div className="row">
          <Button>{t('save')}</Button>
          <a href={backHref}>{t('back')}</a>
        </div>
      </form>
    </Card>
  );
}
