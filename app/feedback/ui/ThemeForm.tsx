import { useText } from '~/i18n/I18n';
import type { Theme } from '~/feedback/codebook-store.server';
import { THEME_LIMITS } from '~/feedback/theme-input';
import { useFormState } from '~/programs/ui/form-state';
import { LocalizedFields } from '~/programs/ui/LocalizedFields';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';

interface ThemeFormProps {
  token: string;
  languages: readonly string[];
  /** The theme to reword; null for a new one. */
  theme: Theme | null;
  backHref: string;
}

export function ThemeForm({ token, languages, theme, backHref }: ThemeFormProps) {
  const { t } = useText('feedback');
  const intent = theme ? 'edit' : 'add';
  const form = useFormState(intent);
  return (
    <Card title={t(theme ? 'edit_theme' : 'add_theme')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent, themeId: theme?.id }} />
        <LocalizedFields name="title" label={t('theme_title')} {...{ languages, form }} value={theme?.title} />
        <LocalizedFields
          name="description"
          label={t('description')}
          hint={t('description_hint')}
          {...{ languages, form }}
          value={theme?.description}
          rows={3}
          limit={THEME_LIMITS.description}
          optional
        />
        <div className="row">
          <Button>{t('save_theme')}</Button>
          {theme && <a href={backHref}>{t('common:cancel')}</a>}
        </div>
      </form>
    </Card>
  );
}
