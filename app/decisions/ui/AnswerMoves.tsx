import type { AnswerEvent } from '~/decisions/answer';
import type { AnswerView } from '~/decisions/answer-view.server';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';

/** What the reader can do with an answer now; where it is refused, why. */
export function AnswerMoves({ view, token }: { view: AnswerView; token: string }) {
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

function Move({ event, refusal, token }: { event: AnswerEvent; refusal: string | null; token: string }) {
  const { t } = useText('decisions');
  const form = useFormState('move', { event });
  const label = t(`vocabulary:answer_event.${event}`);
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
  const fields = <HiddenFields values={{ token, intent: 'move', event }} />;
  if (event === 'return') {
    return (
      <details open={form.cameBack}>
        <summary>{label}</summary>
        <form method="post" className="stack">
          {fields}
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
    <form method="post">
      {fields}
      <Button look={event === 'review_translation' ? 'quiet' : 'main'}>{label}</Button>
    </form>
  );
}
