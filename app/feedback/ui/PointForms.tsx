import { useText } from '~/i18n/I18n';
import type { LocalizedText } from '~/i18n/localized-text';
import { languageName } from '~/i18n/language-names';
import { LIMITS } from '~/feedback/item-input';
import { CodeSelect, type CodeChoice } from '~/feedback/ui/CodeSelect';
import { Words } from '~/programs/ui/Words';
import { useFormState } from '~/programs/ui/form-state';
import { Button, ButtonRow } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { CheckboxGroup } from '~/ui/ChoiceGroup';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';

interface DescribeProps {
  token: string;
  summary: string | null;
  understanding: string | null;
  workingLanguage: string;
  answerLanguage: string;
}

/** The two neutral lines of a point: one for staff, one that the sender confirms or disputes. */
export function PointLinesForm(props: DescribeProps) {
  const { t, lang } = useText('feedback');
  const form = useFormState('describe');
  const field = { limit: LIMITS.line, rows: 2, autoDir: true, private: true };
  return (
    <Card title={t('what_it_says')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token: props.token, intent: 'describe' }} />
        <TextArea
          name="summary"
          label={t('summary')}
          hint={t('summary_hint')}
          {...field}
          textLang={props.workingLanguage}
          value={form.value('summary', props.summary ?? '')}
          error={form.error('summary')}
        />
        <TextArea
          name="understanding"
          label={t('understanding', { language: languageName(props.answerLanguage, lang) })}
          hint={t('understanding_hint')}
          optional
          {...field}
          textLang={props.answerLanguage}
          value={form.value('understanding', props.understanding ?? '')}
          error={form.error('understanding')}
        />
        <ButtonRow>
          <Button>{t('save_lines')}</Button>
        </ButtonRow>
      </form>
    </Card>
  );
}

interface CodingProps {
  token: string;
  codes: readonly CodeChoice[];
  themes: readonly { id: string; title: LocalizedText }[];
  chosen: { codes: readonly string[]; themes: readonly string[] };
  themesHref: string;
}

const NEW_CODES = [1, 2, 3];

/** Codes of the codebook and the round's own themes, all in one form: what is unticked is taken off. */
export function CodingForm({ token, codes, themes, chosen, themesHref }: CodingProps) {
  const { t } = useText('feedback');
  const form = useFormState('code');
  const kept = codes.filter(({ id }) => chosen.codes.includes(id));
  const typed = form.values('codes', chosen.codes);
  const added = typed.filter((id) => id !== '' && !chosen.codes.includes(id));
  return (
    <Card title={t('coding')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'code' }} />
        {themes.length > 0 && (
          <CheckboxGroup
            name="themes"
            label={t('themes')}
            values={form.values('themes', chosen.themes)}
            choices={themes.map(({ id, title }) => ({ value: id, label: <Words text={title} /> }))}
          />
        )}
        <p className="small">
          <a href={themesHref}>{t('themes_of_round')}</a>
        </p>
        {kept.length > 0 && (
          <CheckboxGroup
            name="codes"
            label={t('codes_given')}
            values={typed}
            choices={kept.map(({ id, label, kind }) => ({ value: id, label, hint: kind }))}
          />
        )}
        {codes.length > 0 &&
          NEW_CODES.map((number) => (
            <CodeSelect key={number} {...{ number, codes }} chosen={added[number - 1]} taken={chosen.codes} />
          ))}
        <ButtonRow>
          <Button>{t('save_coding')}</Button>
        </ButtonRow>
      </form>
    </Card>
  );
}

export function RemovePointForm({ token }: { token: string }) {
  const { t } = useText('feedback');
  const form = useFormState('remove');
  return (
    <Card title={t('remove_point')}>
      <ErrorSummary errors={form.summary} />
      <p className="small">{t('remove_point_hint')}</p>
      <form method="post">
        <HiddenFields values={{ token, intent: 'remove' }} />
        <Button look="quiet">{t('remove_point')}</Button>
      </form>
    </Card>
  );
}
