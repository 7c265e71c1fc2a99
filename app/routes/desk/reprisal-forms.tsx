import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { isLookedAtAgain, MEASURES, type Deed, type ReprisalEvent } from '~/participants/reprisal';
import { REPRISAL_TEXT } from '~/participants/reprisal-input';
import type { ReprisalView } from '~/participants/reprisal-view.server';
import { useFormState, type FormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';

interface FormProps {
  token: string;
  intent: ReprisalEvent | Deed;
  wordsLabel: string;
  children?: (form: FormState) => ReactNode;
}

/** One thing that can be done about a case: its own fields, its words, and the button. */
function ReprisalForm({ token, intent, wordsLabel, children }: FormProps) {
  const { t } = useText('reprisals');
  const form = useFormState(intent);
  return (
    <Card title={t(`act.${intent}`)}>
      <ErrorSummary errors={form.summary} />
      <p className="small">{t(`act_says.${intent}`)}</p>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent }} />
        {children?.(form)}
        <TextArea
          name="words"
          rows={4}
          autoDir
          label={wordsLabel}
          limit={REPRISAL_TEXT}
          value={form.value('words')}
          error={form.error('words')}
          private
        />
        <Button look={intent === 'close' || intent === 'protect' ? 'stop' : 'main'}>{t(`act.${intent}`)}</Button>
      </form>
    </Card>
  );
}

function CodeField({
  form,
  name,
  codes,
  label,
}: {
  form: FormState;
  name: string;
  codes: readonly string[];
  label: (code: string) => string;
}) {
  // prettier-ignore
  const { t } = useText('reprisals');
  return (
    <Select
      name={name}
      label={t(`field.${name}`)}
      empty={t('choose')}
      options={codes.map((code) => ({ value: code, label: label(code) }))}
      value={form.value(name)}
      error={form.error(name)}
    />
  );
}

function ReviewField({ form }: { form: FormState }) {
  const { t } = useText('reprisals');
  return (
    <TextField
      name="reviewOn"
      type="date"
      short
      label={t('field.reviewOn')}
      hint={t('review_hint')}
      value={form.value('reviewOn')}
      error={form.error('reviewOn')}
    />
  );
}

/** Everything that an officer can do about a case now; what came back refused is shown whatever else has changed. */
export function ReprisalDeeds({ view, token }: { view: ReprisalView; token: string }) {
  const { t, lang } = useText('reprisals');
  const language = languageName(view.answerLanguage, lang);
  return (
    <>
      {view.deeds.map((deed) => (
        <ReprisalForm
          key={deed}
          token={token}
          intent={deed}
          wordsLabel={deed === 'tell' ? t('field.told', { language }) : t('field.words')}
        >
          {(form) =>
            deed === 'measure' && (
              <CodeField form={form} name="measure" codes={MEASURES} label={(code) => t(`measure_is.${code}`)} />
            )
          }
        </ReprisalForm>
      ))}
      {view.events.map((event) => (
        <ReprisalForm key={event} token={token} intent={event} wordsLabel={t('field.words')}>
          {(form) => (
            <>
              {isLookedAtAgain(event) && <ReviewField form={form} />}
              {event === 'close' && (
                <CodeField form={form} name="outcome" codes={view.outcomes} label={(code) => t(`outcome_is.${code}`)} />
              )}
            </>
          )}
        </ReprisalForm>
      ))}
    </>
  );
}
