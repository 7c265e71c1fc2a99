import { useText } from '~/i18n/I18n';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextField } from '~/ui/TextField';

interface FactorProps {
  ticket: string;
  secret: string;
  link: string;
  error?: string;
}

/** The secret for an authenticator, to be typed or opened, and the field for the code that proves it arrived. */
export function FactorFields({ ticket, secret, link, error }: FactorProps) {
  const { t } = useText('sign_in');
  return (
    <fieldset>
      <legend>{t('factor_title')}</legend>
      <p>{t('factor_how')}</p>
      <div className="receipt">
        <span className="small soft">{t('factor_secret')}</span>
        <bdi dir="ltr" className="code">
          {secret.match(/.{1,4}/g)?.join(' ')}
        </bdi>
        <a href={link}>{t('factor_open')}</a>
      </div>
      <HiddenFields values={{ ticket }} />
      <TextField
        name="code"
        label={t('factor_code')}
        hint={t('factor_code_hint')}
        error={error}
        autoComplete="one-time-code"
        code
        short
      />
    </fieldset>
  );
}
