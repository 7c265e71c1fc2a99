import { RoleFields } from '~/auth/ui/RoleFields';
import { useRefused } from '~/auth/ui/refused-view';
import { languageName } from '~/i18n/language-names';
import { useText } from '~/i18n/I18n';
import { interfaceLanguages } from '~/i18n/languages';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { TextField } from '~/ui/TextField';

interface InviteFormProps {
  /** To choose from, for an admin of the installation; null within one mission. */
  missions: readonly { slug: string; name: string }[] | null;
  today: string;
  token: string;
}

/** Invites somebody in a role; the answer is a link to hand over. */
export function InviteForm({ missions, today, token }: InviteFormProps) {
  const { t, lang } = useText('admin');
  const view = useRefused();
  return (
    <Card title={t('invite_title')}>
      <p>{t('invite_text')}</p>
      <ErrorSummary errors={view.errors} />
      <form method="post" className="stack">
        <HiddenFields values={{ token }} />
        <TextField
          name="email"
          label={t('invite_email')}
          hint={t('invite_email_hint')}
          error={view.error('email')}
          value={view.value('email')}
          autoComplete="off"
          autoDir
        />
        <Select
          name="language"
          label={t('invite_language')}
          error={view.error('language')}
          value={view.value('language', lang)}
          options={interfaceLanguages.map((tag) => ({ value: tag, label: languageName(tag, lang) }))}
        />
        {missions && (
          <Select
            name="mission"
            label={t('mission')}
            error={view.error('mission')}
            value={view.value('mission')}
            empty={t('choose')}
            options={missions.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        )}
        <RoleFields view={view} withAuditor={missions !== null} today={today} />
        <Button>{t('invite')}</Button>
      </form>
    </Card>
  );
}
