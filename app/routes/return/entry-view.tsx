import type { RefusedForm } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import { paths } from '~/routes/paths';
import { returnLanguages } from '~/routes/return/visit-form';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { LanguageSwitcher } from '~/ui/LanguageSwitcher';
import { Note } from '~/ui/Note';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';

/** The door: asks for the code, and says alike of every code that leads nowhere that it does. */
export function EntryView({ token, refused }: { token: string; refused?: RefusedForm }) {
  const { t, lang } = useText('return');
  const error = refused?.errors[0];
  const message = error && t(error.key, error.values);
  const typed = refused?.values.text?.[0];
  return (
    <>
      <ErrorSummary errors={message ? [{ field: 'code', message }] : []} />
      <div className="stack">
        <h1>{t('entry.heading')}</h1>
        <p className="lead">{t('entry.lead')}</p>
      </div>
      <form method="post" action={paths.return(lang)} className="stack" autoComplete="off">
        <input type="hidden" name="token" value={token} />
        <TextField name="code" label={t('entry.code')} hint={t('entry.code_hint')} error={message} code private />
        {typed && <TextArea name="text" label={t('entry.kept_text')} value={typed} autoDir private />}
        <div>
          <Button>{t('entry.open')}</Button>
        </div>
      </form>
      <Note>
        <p>{t('entry.no_lookup')}</p>
        <p>{t('entry.device')}</p>
      </Note>
      <p className="links">
        <a href={paths.safety(lang)}>{t('entry.safety_link')}</a>{' '}
        <a href={paths.guidancePage(lang, 'shared-devices')}>{t('guidance:topics.shared_devices.title')}</a>
      </p>
      <LanguageSwitcher languages={returnLanguages()} allHref={paths.languages(lang)} />
    </>
  );
}
