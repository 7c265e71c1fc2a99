import { PASSWORD_MAX, PASSWORD_MIN } from '~/auth/password';
import { useText } from '~/i18n/I18n';
import { TextField } from '~/ui/TextField';

interface NewPasswordProps {
  name: 'password' | 'new_password';
  error(field: string): string | undefined;
}

/** A new password, twice; the rule stands beside it. */
export function NewPasswordFields({ name, error }: NewPasswordProps) {
  const { t } = useText('sign_in');
  return (
    <>
      <TextField
        name={name}
        label={t('new_password')}
        hint={t('password_rule', { min: PASSWORD_MIN, max: PASSWORD_MAX })}
        error={error(name)}
        type="password"
        autoComplete="new-password"
      />
      <TextField
        name="password_again"
        label={t('password_again')}
        error={error('password_again')}
        type="password"
        autoComplete="new-password"
      />
    </>
  );
}
