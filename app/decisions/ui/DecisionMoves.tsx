import type { DecisionEvent } from '~/decisions/decision';
import type { DecisionView } from '~/decisions/decision-view.server';
import { WorkingField } from '~/decisions/ui/WorkingField';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { TextArea } from '~/ui/TextArea';

interface MovesProps {
  view: DecisionView;
  token: string;
}

/** What the reader can do with a decision now; where it is refused, why. */
export function DecisionMoves({ view, token }: MovesProps) {
  const { t } = useText('decisions');
  if (view.events.length === 0) return <p className="soft">{t('nothing_for_you')}</p>;
  return (
    <div className="stack">
      {view.events.map(({ event, refusal }) => (
        <Move key={event} {...{ event, refusal, token }} />
      ))}
    </div>
  );
}

function Move({ event, refusal, token }: { event: DecisionEvent; refusal: string | null; token: string }) {
  const { t } = useText('decisions');
  const form = useFormState('move', { event });
  const label = t(`vocabulary:decision_event.${event}`);
  if (refusal) {
    return (
      <div className="stack tight">
        <Button disabled describedBy={`why-${event}`}>
          {label}
        </Button>
        <p className="small" id={`why-${event}`}>
          {t(`refusals:${refusal}`)}
        </p>
      </div>
    );
  }
  if (event === 'return') {
    return (
      <details open={form.cameBack}>
        <summary>{label}</summary>
        <form method="post" className="stack">
          <HiddenFields values={{ token, intent: 'move', event }} />
          <TextArea
            name="reason"
            rows={3}
            autoDir
            label={t('return_reason')}
            value={form.value('reason')}
            error={form.error('reason')}
          />
          <Button look="quiet">{label}</Button>
        </form>
      </details>
    );
  }
  return (
    <form method="post" className="stack tight">
      <HiddenFields values={{ token, intent: 'move', event }} />
      {event !== 'propose' && <p className="small soft">{t(`event_says.${event}`)}</p>}
      <Button look={event === 'escalate' ? 'quiet' : 'main'}>{label}</Button>
    </form>
  );
}

/** What became of a recommendation; a refusal with its reason. */
export function RecommendationMoves({ view, token }: MovesProps) {
  const { t } = useText('decisions');
  const form = useFormState('recommendation');
  const open = view.steps.filter(({ refusal }) => refusal === null);
  const blocked = view.steps.find(({ refusal }) => refusal === 'decision.element_changed');
  if (open.length === 0) return null;
  return (
    <form method="post" className="stack">
      <HiddenFields values={{ token, intent: 'recommendation' }} />
      {blocked && <p className="small">{t(`refusals:${blocked.refusal}`)}</p>}
      <Select
        name="step"
        label={t('recommendation_step')}
        options={open.map(({ event }) => ({ value: event, label: t(`vocabulary:recommendation_event.${event}`) }))}
        value={form.value('step')}
        error={form.error('step')}
      />
      <WorkingField
        name="note"
        label={t('note')}
        hint={t('note_hint')}
        rows={2}
        optional
        form={form}
        working={view.round.sourceLanguage}
      />
      <div className="row">
        <Button look="quiet">{t('note_step')}</Button>
      </div>
    </form>
  );
}
