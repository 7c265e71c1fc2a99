import { TRANSLATION_STATUS, type TranslationStatus } from '~/decisions/answer';
import { ANSWER_WORDS } from '~/decisions/answer-input';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import type { FormState } from '~/programs/ui/form-state';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { TextArea } from '~/ui/TextArea';

interface AnswerFieldsProps {
  form: FormState;
  language: string;
  text?: string | null;
  translation?: TranslationStatus;
}

/** The text of an answer in one language, and how it came to be in it. */
export function AnswerFields({ form, language, text, translation = 'original' }: AnswerFieldsProps) {
  const { t } = useText('decisions');
  return (
    <>
      <TextArea
        name="text"
        rows={9}
        limit={ANSWER_WORDS}
        autoDir
        textLang={language}
        label={t('answer_text', { language: namedLanguage(language).ownName })}
        hint={t('answer_text_hint')}
        value={form.value('text', text ?? '')}
        error={form.error('text')}
      />
      <RadioGroup
        name="translation"
        label={t('how_written')}
        value={form.value('translation', translation === 'human_reviewed' ? 'human_draft' : translation)}
        error={form.error('translation')}
        choices={TRANSLATION_STATUS.filter((status) => status !== 'human_reviewed').map((value) => ({
          value,
          label: t(`vocabulary:translation_status.${value}`),
        }))}
      />
    </>
  );
}
