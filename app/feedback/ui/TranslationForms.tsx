import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { LIMITS } from '~/feedback/item-input';
import type { ItemView } from '~/feedback/item-view';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';
import { TextArea } from '~/ui/TextArea';

interface Props {
  item: ItemView;
  token: string;
}

/** Confirming what somebody else translated, and writing or rewriting a translation. */
export function TranslationForms(props: Props) {
  const { cameBack } = useFormState('translate');
  return (
    <>
      {props.item.may.review && <ReviewForm {...props} />}
      {(props.item.may.translate || cameBack) && <TranslateForm {...props} />}
    </>
  );
}

function ReviewForm({ item, token }: Props) {
  const { t } = useText('feedback');
  const form = useFormState('review');
  if (!item.translation) return null;
  if (item.translation.mine) {
    return (
      <Note>
        <p>{t('second_speaker_needed')}</p>
      </Note>
    );
  }
  return (
    <Card title={t('confirm_translation')}>
      <ErrorSummary errors={form.summary} />
      <p>{t('confirm_translation_hint')}</p>
      <form method="post">
        <HiddenFields values={{ token, intent: 'review', version: item.translation.id }} />
        <Button>{t('confirm_translation')}</Button>
      </form>
    </Card>
  );
}

function TranslateForm({ item, token }: Props) {
  const { t, lang } = useText('feedback');
  const form = useFormState('translate');
  const language = languageName(item.workingLanguage, lang);
  return (
    <details open={!item.translation || form.summary.length > 0}>
      <summary>{t(item.translation ? 'rewrite_translation' : 'write_translation')}</summary>
      <form method="post" className="stack">
        <ErrorSummary errors={form.summary} />
        <HiddenFields values={{ token, intent: 'translate' }} />
        <TextArea
          name="translation"
          label={t('translation', { language })}
          hint={t('translation_hint')}
          limit={LIMITS.translation}
          rows={10}
          textLang={item.workingLanguage}
          autoDir
          private
          value={form.value('translation', item.translation?.text ?? '')}
          error={form.error('translation')}
        />
        <Button>{t('save_translation')}</Button>
      </form>
    </details>
  );
}
