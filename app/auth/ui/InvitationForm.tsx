import { FactorFields } from '~/auth/ui/FactorFields';
import { NewPasswordFields } from '~/auth/ui/NewPasswordFields';
import { useRefused } from '~/auth/ui/refused-view';
import { useText } from '~/i18n/I18n';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';

interface InvitationFormProps {
  token: string;
  email: string;
  enrolment: { ticket: string; secret: string; link: string };
}

export function InvitationForm({ token, email, enrolment }: InvitationFormProps) {
  const { t } = useText('sign_in');
  const { errors, error } = useRefused();
  return (
    <>
      <p className="lead">
        {t('invitation_lead')} <bdi className="code">{email}</bdi>
      </p>
      <ErrorSummary errors={errors} />
      <form method="post" className="stack">
        <HiddenFields values={{ token }} />
        <NewPasswordFields name="password" error={error} />
        <FactorFields {...enrolment} error={error('code')} />
        <Button>{t('invitation_accept')}</Button>
      </form>
    </>
  );
}
