import { useRefused } from '~/auth/ui/refused-view';
import { useText } from '~/i18n/I18n';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Steps } from '~/ui/Steps';
import { TextField } from '~/ui/TextField';

interface StepProps {
  token: string;
  next?: string;
  email?: string;
}

/** The first step: who, and the password. */
export function PasswordForm({ token, next, email }: StepProps) {
  const { t } = useText('sign_in');
  const { errors } = useRefused();
  return (
    <>
      <Steps current={1} total={2} />
      <p className="lead">{t('lead')}</p>
      <ErrorSummary errors={errors} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, next }} />
        <TextField
          name="email"
          label={t('email')}
          hint={t('email_hint')}
          value={email}
          autoComplete="username"
          autoDir
        />
        <TextField name="password" label={t('password')} type="password" autoComplete="current-password" />
        <Button>{t('continue')}</Button>
      </form>
      <p className="small soft">{t('no_account')}</p>
    </>
  );
}

/** The second step: a one-time code, or a recovery code in the same field. */
export function CodeForm({ token, ticket, next, email }: StepProps & { ticket: string }) {
  const { t } = useText('sign_in');
  const { errors, error } = useRefused();
  return (
    <>
      <Steps current={2} total={2} />
      <ErrorSummary errors={errors} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, ticket, next, email }} />
        <TextField
          name="code"
          label={t('code')}
          hint={t('code_hint')}
          error={error('code')}
          autoComplete="one-time-code"
          code
          short
        />
        <Button>{t('sign_in')}</Button>
      </form>
      <details>
        <summary>{t('no_phone')}</summary>
        <p>{t('no_phone_text')}</p>
      </details>
    </>
  );
}
