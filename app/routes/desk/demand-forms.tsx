import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { AUTHORITIES, DEMAND_SCOPES, GIVEN_KINDS, isWithin, LEGAL_BASES } from '~/missions/lawful-demand';
import type { DemandEvent, LawfulDemand } from '~/missions/lawful-demand';
import { DEMAND_TEXT } from '~/missions/lawful-demand-input';
import { useFormState, type FormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';

interface FieldsProps {
  form: FormState;
}

function CodeField({ form, name, codes }: FieldsProps & { name: string; codes: readonly string[] }) {
  const { t } = useText('demands');
  return (
    <Select
      name={name}
      label={t(`field.${name}`)}
      empty={t('choose')}
      options={codes.map((code) => ({ value: code, label: t(`${name}_is.${code}`) }))}
      value={form.value(name)}
      error={form.error(name)}
    />
  );
}

function DayField({ form, name, value, hint }: FieldsProps & { name: string; value?: string; hint?: string }) {
  const { t } = useText('demands');
  return (
    <TextField
      name={name}
      type="date"
      short
      optional={name === 'gagUntil'}
      label={t(`field.${name}`)}
      hint={hint}
      value={form.value(name, value)}
      error={form.error(name)}
    />
  );
}

function WordsField({ form, label }: FieldsProps & { label: string }) {
  return (
    <TextArea
      name="words"
      rows={4}
      autoDir
      label={label}
      limit={DEMAND_TEXT}
      value={form.value('words')}
      error={form.error('words')}
    />
  );
}

/** Registers a demand on the day it arrives, before anything is given. */
export function DemandRegistrationForm({ token, today }: { token: string; today: string }) {
  const { t } = useText('demands');
  const form = useFormState();
  return (
    <Card title={t('register')}>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack">
        <HiddenFields values={{ token }} />
        <CodeField form={form} name="authority" codes={AUTHORITIES} />
        <CodeField form={form} name="basis" codes={LEGAL_BASES} />
        <CodeField form={form} name="scope" codes={DEMAND_SCOPES} />
        <DayField form={form} name="receivedOn" value={today} />
        <DayField form={form} name="gagUntil" hint={t('gag_hint')} />
        <WordsField form={form} label={t('field.words')} />
        <Button>{t('register')}</Button>
      </form>
    </Card>
  );
}

interface MoveProps {
  token: string;
  intent: DemandEvent | 'gag';
  children?: (form: FormState) => ReactNode;
}

/** One thing that can be done about a demand: its own fields, why, and the button. */
function DemandMoveForm({ token, intent, children }: MoveProps) {
  const { t } = useText('demands');
  const form = useFormState(intent);
  return (
    <Card title={t(`act.${intent}`)}>
      <ErrorSummary errors={form.summary} />
      <p className="small">{t(`act_says.${intent}`)}</p>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent }} />
        {children?.(form)}
        <WordsField form={form} label={t('why')} />
        <Button look={intent === 'answer' ? 'stop' : 'main'}>{t(`act.${intent}`)}</Button>
      </form>
    </Card>
  );
}

function GivenFields({ form }: FieldsProps) {
  const { t } = useText('demands');
  return (
    <fieldset className="stack">
      <legend>{t('given')}</legend>
      {GIVEN_KINDS.map((kind) => (
        <TextField
          key={kind}
          name={`given.${kind}`}
          inputMode="numeric"
          short
          optional
          label={t(`given_kind.${kind}`)}
          value={form.value(`given.${kind}`)}
          error={form.error(`given.${kind}`)}
        />
      ))}
    </fieldset>
  );
}

interface DeedsProps {
  token: string;
  demand: Pick<LawfulDemand, 'scope' | 'gagUntil'>;
  events: readonly DemandEvent[];
  maySetGag: boolean;
}

/** Everything that the reader can do about a demand now. */
export function DemandDeeds({ token, demand, events, maySetGag }: DeedsProps) {
  const narrower = DEMAND_SCOPES.filter((scope) => isWithin(scope, demand.scope));
  return (
    <>
      {events.map((event) => (
        <DemandMoveForm key={event} token={token} intent={event}>
          {(form) => (
            <>
              {event === 'narrow' && <CodeField form={form} name="scope" codes={narrower} />}
              {event === 'answer' && <GivenFields form={form} />}
            </>
          )}
        </DemandMoveForm>
      ))}
      {maySetGag && (
        <DemandMoveForm token={token} intent="gag">
          {(form) => <DayField form={form} name="gagUntil" value={demand.gagUntil ?? undefined} />}
        </DemandMoveForm>
      )}
    </>
  );
}
