import { FactorFields } from '~/auth/ui/FactorFields';
import { NewPasswordFields } from '~/auth/ui/NewPasswordFields';
import { useRefused } from '~/auth/ui/refused-view';
import { useText } from '~/i18n/I18n';
import { Button, ButtonRow } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';
import { SummaryList } from '~/ui/SummaryList';
import { TextField } from '~/ui/TextField';

export type OwnChange = 'password' | 'codes' | 'factor';

interface OverviewProps {
  email: string;
  codesLeft: number;
  done: OwnChange | null;
  token: string;
  hrefOf(change: OwnChange): string;
}

/** What one's account consists of, each part with its way to change it. */
export function AccountOverview({ email, codesLeft, done, token, hrefOf }: OverviewProps) {
  const { t } = useText('sign_in');
  return (
    <>
      {done && (
        <Note>
          <p>{t(`done.${done}`)}</p>
        </Note>
      )}
      <SummaryList
        rows={[
          { term: t('email'), value: <bdi>{email}</bdi> },
          { term: t('password'), value: t('password_kept'), change: { href: hrefOf('password') } },
          { term: t('factor'), value: t('factor_kept'), change: { href: hrefOf('factor') } },
          { term: t('codes_title'), value: t('codes_left', { count: codesLeft }), change: { href: hrefOf('codes') } },
        ]}
      />
      <Card title={t('everywhere_title')}>
        <p>{t('everywhere_text')}</p>
        <form method="post">
          <HiddenFields values={{ token, intent: 'sign_out_everywhere' }} />
          <Button look="stop">{t('everywhere')}</Button>
        </form>
      </Card>
    </>
  );
}

interface ChangeProps {
  change: OwnChange;
  token: string;
  enrolment: { ticket: string; secret: string; link: string } | null;
  backHref: string;
}

/** One change of the own account; the password in use is asked again. */
export function OwnAccountForm({ change, token, enrolment, backHref }: ChangeProps) {
  const { t } = useText('sign_in');
  const { errors, error } = useRefused();
  return (
    <Card title={t(`change.${change}`)}>
      <p>{t(`change_text.${change}`)}</p>
      <ErrorSummary errors={errors} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: change }} />
        <TextField
          name="current_password"
          label={t('current_password')}
          error={error('current_password')}
          type="password"
          autoComplete="current-password"
        />
        {change === 'password' && <NewPasswordFields name="new_password" error={error} />}
        {change === 'factor' && enrolment && <FactorFields {...enrolment} error={error('code')} />}
        <ButtonRow>
          <Button>{t(`change.${change}`)}</Button>
          <a href={backHref}>{t('common:cancel')}</a>
        </ButtonRow>
      </form>
    </Card>
  );
}
