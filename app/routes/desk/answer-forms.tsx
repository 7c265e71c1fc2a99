import type { AnswerView } from '~/decisions/answer-view.server';
import { AnswerFields } from '~/decisions/ui/AnswerFields';
import { PointTicks } from '~/decisions/ui/PointTicks';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { useFormState } from '~/programs/ui/form-state';
import { paths } from '~/routes/paths';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { InTheirWords } from '~/ui/InTheirWords';
import { Select } from '~/ui/Select';

interface AnswerFormProps {
  view: AnswerView;
  token: string;
}

/** Rewrites a draft and what it covers. */
export function EditAnswerForm({ view, token }: AnswerFormProps) {
  const { t, lang } = useText('decisions');
  const form = useFormState('edit');
  const { answer, text, points } = view;
  return (
    <Card title={t('edit_answer')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'edit' }} />
        <AnswerFields form={form} language={answer.language} text={text} translation={answer.translation} />
        <PointTicks
          points={points}
          label={t('tick_covered')}
          hint={t('tick_covered_hint')}
          ticked={form.values('pointIds', answer.pointIds)}
          error={form.error('pointIds')}
        />
        <div className="row">
          <Button>{t('save')}</Button>
          <a href={paths.deskAnswer(lang, answer.id)}>{t('cancel')}</a>
        </div>
      </form>
    </Card>
  );
}

/** The same answer in another language, with the text to translate beside the field. */
export function TranslateForm({ view, token, language }: AnswerFormProps & { language: string }) {
  const { t, lang } = useText('decisions');
  const form = useFormState('translate');
  const { answer, text, round } = view;
  const known = [...new Set([...Object.keys(view.waiting), ...round.languages])].filter(
    (tag) => tag !== answer.language,
  );
  const chosen = form.value('language', known.includes(language) ? language : known[0]) ?? '';
  return (
    <Card title={t('write_in_language')}>
      <ErrorSummary errors={form.summary} />
      <InTheirWords lang={answer.language}>{text}</InTheirWords>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'translate' }} />
        <Select
          name="language"
          label={t('language')}
          options={known.map((tag) => ({ value: tag, label: namedLanguage(tag).ownName, lang: tag }))}
          value={chosen}
          error={form.error('language')}
        />
        <AnswerFields form={form} language={chosen} translation="human_draft" />
        <div className="row">
          <Button>{t('save_draft')}</Button>
          <a href={paths.deskAnswer(lang, answer.id)}>{t('cancel')}</a>
        </div>
      </form>
    </Card>
  );
}
