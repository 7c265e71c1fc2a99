import { useText } from '~/i18n/I18n';
import { FLAG_LEVELS } from '~/participants/risk-flag';
import { useFormState } from '~/programs/ui/form-state';
import { HAZARDS, HEARD } from '~/rounds/risk-assessment';
import { ASSESSMENT_TEXT } from '~/rounds/risk-assessment-input';
import type { EditionView } from '~/rounds/risk-assessment-view.server';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { CheckboxGroup, RadioGroup } from '~/ui/ChoiceGroup';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { TextArea } from '~/ui/TextArea';

interface FormProps {
  token: string;
  /** The version of the draft that the page shows; 0 where there is none. */
  seen: number;
  /** What the form begins with: the draft, else what was signed last. */
  start: EditionView | null;
}

/** The one page on which an assessment is written: the hazards, who is exposed, what is done, what stays, what is said. */
export function RiskAssessmentForm({ token, seen, start }: FormProps) {
  const { t } = useText('risk');
  const form = useFormState('save');
  return (
    <Card title={t(seen > 0 ? 'edit' : 'draft')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'save', seen: String(seen) }} />
        <CheckboxGroup
          name="hazards"
          label={t('hazards')}
          hint={t('hazards_hint')}
          choices={HAZARDS.map((one) => ({ value: one, label: t(`vocabulary:risk_kind.${one}`) }))}
          values={form.values('hazards', start?.hazards)}
          error={form.error('hazards')}
        />
        <Words name="exposed" {...{ form, start }} />
        <Words name="mitigations" {...{ form, start }} />
        <Select
          name="residual"
          label={t('residual')}
          hint={t('residual_hint')}
          empty={t('choose')}
          options={FLAG_LEVELS.map((level) => ({ value: level, label: t(`vocabulary:risk_level.${level}`) }))}
          value={form.value('residual', start?.residual)}
          error={form.error('residual')}
        />
        <Words name="told" {...{ form, start }} />
        <RadioGroup
          name="heard"
          label={t('heard')}
          choices={HEARD.map((one) => ({ value: one, label: t(`heard_is.${one}`) }))}
          value={form.value('heard', start?.heard)}
          error={form.error('heard')}
        />
        <Button>{t('save')}</Button>
      </form>
    </Card>
  );
}

interface WordsProps {
  name: 'exposed' | 'mitigations' | 'told';
  form: ReturnType<typeof useFormState>;
  start: EditionView | null;
}

function Words({ name, form, start }: WordsProps) {
  const { t } = useText('risk');
  return (
    <TextArea
      name={name}
      rows={5}
      autoDir
      label={t(`part.${name}`)}
      hint={t(`part_hint.${name}`)}
      limit={ASSESSMENT_TEXT}
      value={form.value(name, start?.words?.[name])}
      error={form.error(name)}
    />
  );
}
