import { useText } from '~/i18n/I18n';
import { REASON_KINDS, type RoundEvent } from '~/rounds/round';
import type { GatePlace, UnmetGate } from '~/rounds/round-gates';
import { GateList } from '~/rounds/ui/GateList';
import type { OpenEvent } from '~/workflow/workflow';
import { Button } from '~/ui/Button';
import { HiddenFields } from '~/ui/HiddenFields';

interface RoundMovesProps {
  token: string;
  events: readonly OpenEvent<RoundEvent>[];
  unmet: Partial<Record<RoundEvent, readonly UnmetGate[]>>;
  hrefOf: (where: GatePlace) => string | null;
  /** The same page with the form that asks for a reason; or the page that causes the event itself. */
  formHref: (event: RoundEvent) => string | null;
}

const STOPS: readonly RoundEvent[] = ['pause', 'cancel'];

/** What the reader can do with a round now; where an act is refused, why, and where that is put right. */
export function RoundMoves({ events, ...props }: RoundMovesProps) {
  const { t } = useText('rounds');
  if (events.length === 0) return <p className="soft">{t('nothing_for_you')}</p>;
  return (
    <div className="stack">
      {events.map((event) => (
        <Move key={event.event} {...event} {...props} />
      ))}
    </div>
  );
}

function Move({
  event,
  refusal,
  token,
  unmet,
  hrefOf,
  formHref,
}: OpenEvent<RoundEvent> & Omit<RoundMovesProps, 'events'>) {
  const { t } = useText('rounds');
  const label = t(`vocabulary:round_event.${event}`);
  const look = STOPS.includes(event) ? 'stop' : event === 'return' ? 'quiet' : 'main';
  if (refusal) return <Refused {...{ event, label, refusal, hrefOf }} gates={unmet[event] ?? []} />;
  const href = formHref(event);
  if (href) {
    return (
      <div>
        <a href={href}>{REASON_KINDS[event] ? t('with_reason', { act: label }) : label}</a>
      </div>
    );
  }
  return (
    <form method="post">
      <HiddenFields values={{ token, intent: 'move', event }} />
      <Button look={look}>{label}</Button>
    </form>
  );
}

interface RefusedProps {
  event: RoundEvent;
  label: string;
  refusal: string;
  gates: readonly UnmetGate[];
  hrefOf: (where: GatePlace) => string | null;
}

function Refused({ event, label, refusal, gates, hrefOf }: RefusedProps) {
  const { t } = useText('rounds');
  const id = `why-not-${event}`;
  return (
    <div className="stack tight">
      <div>
        <Button disabled describedBy={id}>
          {label}
        </Button>
      </div>
      <div className="small" id={id}>
        <p>{t(`refusals:${refusal}`)}</p>
        <GateList gates={gates} hrefOf={hrefOf} />
      </div>
    </div>
  );
}
