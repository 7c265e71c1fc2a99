import { useText } from '~/i18n/I18n';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Checkbox } from '~/ui/Checkbox';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';
import type { KeyLine } from '~/vault/key-line';

/** Pasting a key that the offline root signed. */
export function EnrolForm({ token }: { token: string }) {
  const { t } = useText('vault');
  return (
    <Card title={t('enrol_title')}>
      <form method="post" className="stack">
        <p>{t('enrol_says')}</p>
        <HiddenFields values={{ token, intent: 'enrol' }} />
        <TextArea name="certificate" rows={4} label={t('certificate')} hint={t('certificate_hint')} />
        <div>
          <Button>{t('enrol')}</Button>
        </div>
      </form>
    </Card>
  );
}

/** Losing an officer is one press, and a tick that it was meant. */
export function RevokeForm({ token, line, backHref }: { token: string; line: KeyLine; backHref: string }) {
  const { t } = useText('vault');
  return (
    <Card title={t('revoke_title', { label: line.label })}>
      <form method="post" className="stack">
        <p>{t('revoke_says')}</p>
        <HiddenFields values={{ token, intent: 'revoke', key: line.id }} />
        <Checkbox name="sure" label={t('revoke_sure')} />
        <div className="row">
          <Button look="stop">{t('revoke')}</Button>
          <a href={backHref}>{t('cancel')}</a>
        </div>
      </form>
    </Card>
  );
}

interface WrapsFormProps {
  token: string;
  missing: number;
  taskHref: string;
}

/** Helping a colleague who cannot open older rounds yet: out to the opener, and back. */
export function WrapsForm({ token, missing, taskHref }: WrapsFormProps) {
  const { t, number } = useText('vault');
  return (
    <Card title={t('wraps_title')}>
      <p>{missing > 0 ? t('wraps_missing', { missing: number(missing) }) : t('wraps_whole')}</p>
      <p>
        <a href={taskHref} download>
          {t('wraps_task')}
        </a>
      </p>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'wraps' }} />
        <TextArea name="wraps" rows={4} label={t('wraps_back')} hint={t('wraps_back_hint')} />
        <div>
          <Button look="quiet">{t('wraps_take')}</Button>
        </div>
      </form>
    </Card>
  );
}
