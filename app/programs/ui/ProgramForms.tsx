import { useText } from '~/i18n/I18n';
import type { Day } from '~/platform/day';
import { ELEMENT_TEXT, latestRevision, type Program, type ProgramElement } from '~/programs/program';
import { DescriptionFields } from '~/programs/ui/DescriptionFields';
import { useFormState } from '~/programs/ui/form-state';
import { LocalizedFields } from '~/programs/ui/LocalizedFields';
import { RatingFields } from '~/programs/ui/RatingFields';
import { Words } from '~/programs/ui/Words';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextField } from '~/ui/TextField';

interface FormProps {
  token: string;
  languages: readonly string[];
  today: Day;
  backHref: string;
}

function Buttons({ backHref }: { backHref: string }) {
  const { t } = useText('programs');
  return (
    <div className="row">
      <Button>{t('save')}</Button>
      <a href={backHref}>{t('cancel')}</a>
    </div>
  );
}

export function EditProgramForm({ program, token, languages, backHref }: FormProps & { program: Program }) {
  const { t } = useText('programs');
  const form = useFormState('edit');
  return (
    <Card title={t('edit')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'edit' }} />
        <DescriptionFields {...{ form, languages, program }} />
        <Buttons backHref={backHref} />
      </form>
    </Card>
  );
}

export function RateCountryForm({ program, token, backHref }: FormProps & { program: Program }) {
  const { t } = useText('programs');
  const form = useFormState('rate');
  return (
    <Card title={t('rate')}>
      <ErrorSummary errors={form.summary} />
      <p>
        <Words text={program.country.name} />
      </p>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'rate' }} />
        <RatingFields form={form} country={program.country} />
        <Buttons backHref={backHref} />
      </form>
    </Card>
  );
}

export function AddElementForm({ token, languages, today, backHref }: FormProps) {
  const { t } = useText('programs');
  const form = useFormState('add');
  return (
    <Card title={t('add_element')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'add' }} />
        <TextField
          name="number"
          short
          code
          label={t('number')}
          hint={t('number_hint')}
          value={form.value('number')}
          error={form.error('number')}
        />
        <LocalizedFields name="title" label={t('element_title')} {...{ languages, form }} />
        <TextFields {...{ languages, form, today }} />
        <Buttons backHref={backHref} />
      </form>
    </Card>
  );
}

export function ReviseElementForm(props: FormProps & { element: ProgramElement }) {
  const { element, token, languages, today, backHref } = props;
  const { t } = useText('programs');
  const form = useFormState('revise');
  return (
    <Card title={t('revise_element', { number: element.number })}>
      <ErrorSummary errors={form.summary} />
      <p className="soft">{t('revise_hint')}</p>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'revise', elementId: element.id }} />
        <TextFields {...{ languages, form, today, element }} />
        <Buttons backHref={backHref} />
      </form>
    </Card>
  );
}

interface TextFieldsProps {
  languages: readonly string[];
  form: ReturnType<typeof useFormState>;
  today: Day;
  element?: ProgramElement;
}

function TextFields({ languages, form, today, element }: TextFieldsProps) {
  const { t } = useText('programs');
  return (
    <>
      <LocalizedFields
        name="text"
        label={t('element_text')}
        {...{ languages, form }}
        value={element && latestRevision(element)?.text}
        rows={5}
        limit={ELEMENT_TEXT}
      />
      <TextField
        name="effectiveOn"
        type="date"
        short
        label={t('effective_on')}
        value={form.value('effectiveOn', today)}
        error={form.error('effectiveOn')}
      />
    </>
  );
}
