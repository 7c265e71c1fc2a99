import type { DecisionView } from '~/decisions/decision-view.server';
import { MainFields, MoreFields } from '~/decisions/ui/DecisionFields';
import { FoldedLanguages, WorkingField } from '~/decisions/ui/WorkingField';
import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import { WordsParagraph } from '~/programs/ui/Words';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextField } from '~/ui/TextField';

export interface DecisionFormProps {
  view: DecisionView;
  token: string;
  backHref: string;
}

function Buttons({ label, backHref }: { label: string; backHref: string }) {
  const { t } = useText('decisions');
  return (
    <div className="row">
      <Button>{label}</Button>
      <a href={backHref}>{t('cancel')}</a>
    </div>
  );
}

/** Rewrites the texts of a draft. */
export function EditForm({ view, token, backHref }: DecisionFormProps) {
  const { t } = useText('decisions');
  const form = useFormState('edit');
  const { decision, round } = view;
  const common = { form, working: round.sourceLanguage, texts: decision };
  return (
    <Card title={t('edit')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'edit' }} />
        <MainFields {...common} />
        <MoreFields {...common} languages={round.languages} />
        <Buttons label={t('save')} backHref={backHref} />
      </form>
    </Card>
  );
}

interface ChangeFormProps extends DecisionFormProps {
  elementId: string;
  today: string;
}

/** The change of one element: its text as it is, and the text it is to have. */
export function ChangeForm({ view, token, backHref, elementId, today }: ChangeFormProps) {
  const { t, lang } = useText('decisions');
  const form = useFormState('change');
  const element = view.elements.find(({ id }) => id === elementId);
  if (!element) return null;
  const working = view.round.sourceLanguage;
  const former = view.decision.changes.find((one) => one.elementId === elementId);
  const title = pickText(element.title, lang, [working])?.text ?? '';
  return (
    <Card title={t('change_of', { number: element.number, title })}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'change', elementId }} />
        <section className="stack tight">
          <h3>{t('text_before')}</h3>
          <WordsParagraph text={element.text} lang={working} />
        </section>
        <WorkingField
          name="after"
          label={t('text_after')}
          rows={6}
          {...{ form, working }}
          value={former?.after ?? element.text}
        />
        <TextField
          name="effectiveOn"
          type="date"
          short
          label={t('effective_on')}
          hint={t('effective_on_hint')}
          value={form.value('effectiveOn', former?.effectiveOn ?? today)}
          error={form.error('effectiveOn')}
        />
        <FoldedLanguages
          {...{ form, working }}
          languages={view.round.languages}
          field={{ name: 'after', label: t('text_after'), value: former?.after }}
        />
        <Buttons label={t('save_change')} backHref={backHref} />
      </form>
    </Card>
  );
}

/** A promise: what, which office, by when. */
export function CommitmentForm({ view, token, backHref }: DecisionFormProps) {
  const { t } = useText('decisions');
  const form = useFormState('commit');
  const working = view.round.sourceLanguage;
  return (
    <Card title={t('add_commitment')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'commit' }} />
        <WorkingField name="text" label={t('commitment_text')} rows={2} {...{ form, working }} />
        <TextField
          name="ownerOffice"
          label={t('owner_office')}
          hint={t('owner_office_hint')}
          autoDir
          value={form.value('ownerOffice')}
          error={form.error('ownerOffice')}
        />
        <TextField
          name="dueOn"
          type="date"
          short
          label={t('due_on')}
          value={form.value('dueOn')}
          error={form.error('dueOn')}
        />
        <FoldedLanguages
          {...{ form, working }}
          languages={view.round.languages}
          field={{ name: 'text', label: t('commitment_text') }}
        />
        <Buttons label={t('add_commitment')} backHref={backHref} />
      </form>
    </Card>
  );
}
