import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { MinorTick } from '~/rounds/ui/MinorTick';
import { hasOwnOptions, HELP, LABEL, QUESTION_KINDS, type Question } from '~/rounds/question';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Checkbox } from '~/ui/Checkbox';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';

interface QuestionFormProps {
  token: string;
  /** The language that the questions are written in first. */
  source: string;
  backHref: string;
  /** The question to change; a new one if left out. */
  question?: Question;
  /** Whether it is asked if the edit is minor: only where a translation could be spared. */
  mayBeMinor?: boolean;
}

/** A question's words in the source language, how it is answered, and whether it must be. */
export function QuestionForm({ token, source, backHref, question, mayBeMinor }: QuestionFormProps) {
  const { t } = useText('rounds');
  const intent = question ? 'edit' : 'add';
  const form = useFormState(intent);
  return (
    <Card title={question ? t('edit_question') : t('add_question')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent, questionId: question?.id }} />
        <TextArea
          name="label"
          rows={2}
          autoDir
          textLang={source}
          limit={LABEL}
          label={t('question_label')}
          value={form.value('label', question?.label[source])}
          error={form.error('label')}
        />
        <TextArea
          name="help"
          rows={2}
          autoDir
          optional
          textLang={source}
          limit={HELP}
          label={t('question_help')}
          value={form.value('help', question?.help[source])}
          error={form.error('help')}
        />
        {!question && <Kinds form={form} />}
        {(!question || hasOwnOptions(question.kind)) && (
          <TextArea
            name="options"
            rows={4}
            autoDir
            optional={!question}
            textLang={source}
            label={t('options')}
            hint={t('options_hint')}
            value={form.value('options', question?.options.map((option) => option.text[source] ?? '').join('\n'))}
            error={form.error('options')}
          />
        )}
        <Checkbox
          name="required"
          label={t('required')}
          hint={t('required_hint')}
          checked={form.value('required', question?.required ? 'yes' : '') === 'yes'}
        />
        {mayBeMinor && <MinorTick form={form} />}
        <div className="row">
          <Button>{t('save')}</Button>
          <a href={backHref}>{t('back')}</a>
        </div>
      </form>
    </Card>
  );
}

function Kinds({ form }: { form: ReturnType<typeof useFormState> }) {
  const { t } = useText('rounds');
  return (
    <RadioGroup
      name="kind"
      label={t('question_kind')}
      value={form.value('kind', 'long_text')}
      error={form.error('kind')}
      choices={QUESTION_KINDS.map((value) => ({
        value,
        label: t(`vocabulary:question_kind.${value}`),
        hint: t(`kind_says.${value}`),
      }))}
    />
  );
}
