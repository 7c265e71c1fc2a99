import type { ReactNode } from 'react';
import type { FormError, FormValues } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import { Words } from '~/programs/ui/Words';
import { fieldOf, isText, TEXT_LIMITS, type Question } from '~/rounds/question';
import { useChoices } from '~/rounds/ui/choices';
import { CheckboxGroup, RadioGroup } from '~/ui/ChoiceGroup';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';

interface QuestionFieldsProps {
  questions: readonly Question[];
  /** The language the person reads in. */
  lang: string;
  /** Of the round, where the language lacks a text. */
  source?: string;
  /** What was typed, by field (`q-<id>`). */
  values: FormValues;
  errors: readonly FormError[];
}

/** The questions of a round as the person who answers sees them; the same in the preview and on the form. */
export function QuestionFields({ questions, ...rest }: QuestionFieldsProps) {
  return (
    <>
      {questions.map((question) => (
        <QuestionField key={question.id} question={question} {...rest} />
      ))}
    </>
  );
}

function QuestionField(props: Omit<QuestionFieldsProps, 'questions'> & { question: Question }) {
  const { question, lang, source, values, errors } = props;
  const { t } = useText('rounds');
  const choices = useChoices(question, lang, source);
  const name = fieldOf(question.id);
  const wrong = errors.find((error) => error.field === name);
  const sent = values[name] ?? [];
  const field = {
    name,
    label: <Words text={question.label} lang={lang} source={source} />,
    hint: pickText(question.help, lang, source ? [source] : undefined) ? (
      <Words text={question.help} lang={lang} source={source} />
    ) : undefined,
    error: wrong && t(wrong.key, wrong.values),
    optional: !question.required,
    private: true,
  };
  if (question.kind === 'long_text') {
    return <TextArea {...field} value={sent[0]} limit={TEXT_LIMITS.long_text} autoDir />;
  }
  if (isText(question.kind)) {
    const limit = <ShortLimit hint={field.hint} />;
    return <TextField {...field} hint={limit} value={sent[0]} autoDir />;
  }
  if (question.kind === 'several_choices') return <CheckboxGroup {...field} choices={choices} values={sent} />;
  return <RadioGroup {...field} choices={choices} value={sent[0]} />;
}

function ShortLimit({ hint }: { hint: ReactNode }) {
  const { t } = useText('ui');
  return (
    <>
      {hint} {t('ui:character_limit', { count: TEXT_LIMITS.short_text })}
    </>
  );
}
