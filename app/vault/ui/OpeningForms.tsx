import { useText } from '~/i18n/I18n';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';
import { REVIEWS } from '~/vault/opening';

interface ApproveFormProps {
  token: string;
  challenge: string;
  seen: string;
}

/** For the second officer: the request goes through the own key, offline, and comes back as a code. */
export function ApproveForm({ token, challenge, seen }: ApproveFormProps) {
  const { t } = useText('vault');
  return (
    <Card title={t('approve_title')}>
      <form method="post" className="stack">
        <p>{t('approve_says')}</p>
        <TextArea name="challenge" rows={5} label={t('challenge')} value={challenge} />
        <HiddenFields values={{ token, seen }} />
        <TextField name="code" code short label={t('code')} hint={t('code_hint')} autoComplete="off" />
        <div className="row">
          <Button name="intent" value="approve">
            {t('approve')}
          </Button>
          <Button look="stop" name="intent" value="decline">
            {t('decline')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** For the one who asked. */
export function DeliverForm({ token, action }: { token: string; action: string }) {
  const { t } = useText('vault');
  return (
    <Card title={t('deliver_title')}>
      <form method="post" action={action} className="stack">
        <p>{t('deliver_says')}</p>
        <HiddenFields values={{ token }} />
        <div>
          <Button>{t('deliver')}</Button>
        </div>
      </form>
    </Card>
  );
}

/** For an officer of the region, after the glass was broken. */
export function ReviewForm({ token }: { token: string }) {
  const { t } = useText('vault');
  return (
    <Card title={t('review_title')}>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'review' }} />
        <RadioGroup
          name="review"
          label={t('review_label')}
          choices={REVIEWS.map((one) => ({ value: one, label: t(`review.${one}`) }))}
        />
        <div>
          <Button>{t('review_file')}</Button>
        </div>
      </form>
    </Card>
  );
}
