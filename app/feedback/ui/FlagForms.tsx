import type { ReactNode } from 'react';
import { SAFETY_LIMITS } from '~/feedback/flag-input';
import type { FlagView } from '~/feedback/flag-view.server';
import { useText } from '~/i18n/I18n';
import { FLAG_LEVELS, FLAG_REACHES } from '~/participants/risk-flag';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { TextArea } from '~/ui/TextArea';

interface DeedProps {
  token: string;
  intent: string;
  look?: 'main' | 'quiet' | 'stop';
  hidden?: Record<string, string>;
  children?: ReactNode;
}

/** One thing that can be done about a flag: its own fields, why, and the button. */
function Deed({ token, intent, look, hidden = {}, children }: DeedProps) {
  const { t } = useText('safety');
  const form = useFormState(intent);
  return (
    <Card title={t(`deed.${intent}`)}>
      <ErrorSummary errors={form.summary} />
      <p className="small">{t(`deed_says.${intent}`)}</p>
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent, ...hidden }} />
        {children}
        <TextArea
          name="reason"
          rows={2}
          autoDir
          label={t('why')}
          limit={SAFETY_LIMITS.reason}
          value={form.value('reason')}
          error={form.error('reason')}
        />
        <Button look={look}>{t(`deed.${intent}`)}</Button>
      </form>
    </Card>
  );
}

function TriageFields({ view }: { view: FlagView }) {
  const { t } = useText('safety');
  const form = useFormState('triage');
  return (
    <>
      <Select
        name="assessedLevel"
        label={t('assessed')}
        options={FLAG_LEVELS.map((level) => ({ value: level, label: t(`vocabulary:risk_level.${level}`) }))}
        value={form.value('assessedLevel', view.flag.level)}
        error={form.error('assessedLevel')}
      />
      <Select
        name="reach"
        label={t('reach')}
        hint={t('reach_hint')}
        options={FLAG_REACHES.map((reach) => ({ value: reach, label: t(`vocabulary:flag_reach.${reach}`) }))}
        value={form.value('reach', 'item')}
        error={form.error('reach')}
      />
    </>
  );
}

function LowerFields({ view }: { view: FlagView }) {
  const { t } = useText('safety');
  const form = useFormState('lower');
  return (
    <Select
      name="to"
      label={t('lower_to')}
      options={view.lower.map((one) => ({ value: one, label: t(`vocabulary:tolerance.${one}`) }))}
      value={form.value('to', view.lower.at(-1))}
      error={form.error('to')}
    />
  );
}

function AnswerField() {
  const { t } = useText('safety');
  const form = useFormState('refer');
  return (
    <TextArea
      name="answer"
      rows={4}
      autoDir
      label={t('answer_to_sender')}
      hint={t('answer_hint')}
      limit={SAFETY_LIMITS.answer}
      value={form.value('answer')}
      error={form.error('answer')}
    />
  );
}

/** Everything that a protection officer can do about a flag now. */
export function FlagDeeds({ view, token }: { view: FlagView; token: string }) {
  return (
    <>
      {view.events.map((event) => (
        <Deed key={event} token={token} intent={event} look={event === 'triage' ? 'main' : 'quiet'}>
          {event === 'triage' && <TriageFields view={view} />}
        </Deed>
      ))}
      {view.items
        .filter(({ mayRefer }) => mayRefer)
        .map(({ id }) => (
          <Deed key={id} token={token} intent="refer" hidden={{ itemId: id }} look="quiet">
            <AnswerField />
          </Deed>
        ))}
      {view.lower.length > 0 && (
        <Deed token={token} intent="lower" look="quiet">
          <LowerFields view={view} />
        </Deed>
      )}
      {view.mayLift && <Deed token={token} intent="lift" look="stop" />}
    </>
  );
}
