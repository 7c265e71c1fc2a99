import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import type { Refusal } from '~/platform/result';
import { useFormState } from '~/programs/ui/form-state';
import { LocalizedFields } from '~/programs/ui/LocalizedFields';
import { WORDS_LIMITS } from '~/reports/publication';
import type { PublicationWords } from '~/reports/round-report';
import { Button } from '~/ui/Button';
import { Checkbox } from '~/ui/Checkbox';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';

interface WordsFormProps {
  token: string;
  languages: readonly string[];
  words: PublicationWords;
}

/** The introduction and "you said" of the coming edition, in the languages of the round. */
export function WordsForm({ token, languages, words }: WordsFormProps) {
  const { t } = useText('reports');
  const form = useFormState('prepare');
  return (
    <form method="post" className="stack">
      <ErrorSummary errors={form.summary} />
      <HiddenFields values={{ token, intent: 'prepare' }} />
      {(['introduction', 'youSaid'] as const).map((name) => (
        <LocalizedFields
          key={name}
          name={name}
          label={t(`words.${name}`)}
          hint={t(`words_hint.${name}`)}
          languages={languages}
          form={form}
          value={words[name]}
          rows={4}
          limit={WORDS_LIMITS[name]}
          optional
        />
      ))}
      <div className="row">
        <Button look="quiet">{t('common:save')}</Button>
      </div>
    </form>
  );
}

interface PublishFormProps {
  token: string;
  /** Languages of the round without words. */
  languages: readonly string[];
  /** What stands against publishing, beside those languages. */
  refusal: Refusal | null;
}

/** The chief's button, with what stands against it said in words, and missing languages named. */
export function PublishForm({ token, languages, refusal }: PublishFormProps) {
  const { t, lang, list } = useText('reports');
  const form = useFormState('publish');
  const names = list(languages.map((tag) => languageName(tag, lang)));
  return (
    <form method="post" className="card">
      <h2>{t('publish')}</h2>
      <ErrorSummary errors={form.summary} />
      <HiddenFields values={{ token, intent: 'publish' }} />
      <p>{t('publish_says')}</p>
      {languages.length > 0 && (
        <Checkbox
          name="acceptMissing"
          value="yes"
          checked={form.values('acceptMissing').includes('yes')}
          label={t('accept_missing', { languages: names })}
          error={form.error('acceptMissing')}
        />
      )}
      {refusal ? (
        <Note weight="care">
          <p>{t(`refusals:${refusal}`)}</p>
        </Note>
      ) : (
        <div className="row">
          <Button>{t('publish')}</Button>
        </div>
      )}
    </form>
  );
}
