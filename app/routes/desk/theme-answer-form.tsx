import type { ThemeToAnswer } from '~/decisions/round-progress.server';
import { AnswerFields } from '~/decisions/ui/AnswerFields';
import { PointTicks } from '~/decisions/ui/PointTicks';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { useFormState } from '~/programs/ui/form-state';
import { Words } from '~/programs/ui/Words';
import { paths } from '~/routes/paths';
import type { Round } from '~/rounds/round';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';

interface ThemeAnswerFormProps {
  theme: ThemeToAnswer;
  round: Pick<Round, 'slug' | 'sourceLanguage' | 'languages'>;
  token: string;
}

/** One answer for the points of a theme that a person ticks: nothing is ticked beforehand. */
export function ThemeAnswerForm({ theme, round, token }: ThemeAnswerFormProps) {
  const { t, lang } = useText('decisions');
  const form = useFormState('draft');
  const waiting = Object.entries(theme.waiting).sort((a, b) => b[1] - a[1]);
  const tags = [...new Set([round.sourceLanguage, ...round.languages, ...waiting.map(([tag]) => tag)])];
  const chosen = form.value('language', round.sourceLanguage) ?? round.sourceLanguage;
  return (
    <Card
      title={
        <>
          {t('answer_to_theme')} <Words text={theme.title} source={round.sourceLanguage} />
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <p className="soft">{t('theme_answer_lead')}</p>
      <ul>
        {waiting.map(([tag, count]) => (
          <li key={tag}>{t('waits_for_language', { count, language: namedLanguage(tag).ownName })}</li>
        ))}
      </ul>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'draft', themeId: theme.id }} />
        <Select
          name="language"
          label={t('language')}
          options={tags.map((tag) => ({ value: tag, label: namedLanguage(tag).ownName, lang: tag }))}
          value={chosen}
          error={form.error('language')}
        />
        <AnswerFields form={form} language={chosen} />
        <PointTicks
          points={theme.points}
          label={t('tick_covered')}
          hint={t('tick_covered_hint')}
          ticked={form.values('pointIds')}
          error={form.error('pointIds')}
        />
        <div className="row">
          <Button>{t('save_draft')}</Button>
          <a href={paths.deskRoundAnswers(lang, round.slug)}>{t('cancel')}</a>
        </div>
      </form>
    </Card>
  );
}
