import { useText } from '~/i18n/I18n';
import { LIFT_REASONS, type RedactionState } from '~/feedback/redaction';
import type { MaskLine, RedactionView } from '~/feedback/redaction-view';
import { RemovalForms } from '~/feedback/ui/RemovalForms';
import { useTextName } from '~/feedback/ui/WordTicks';
import { useFormState } from '~/programs/ui/form-state';
import { Button, ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { Tag, type Tone } from '~/ui/Tag';

const TONES: Record<RedactionState, Tone> = { masked: 'wait', lifted: 'plain', permanent: 'stop' };

interface MaskListProps {
  view: RedactionView;
  token: string;
  /** The page on which a mask is marked in the texts that wait. */
  markHref: (id: string) => string;
}

/** The masks that a text has and had, each with what may be done with it. */
export function MaskList({ view, token, markHref }: MaskListProps) {
  const { t } = useText('masks');
  if (view.masks.length === 0) return <EmptyState text={t('no_masks')} />;
  return (
    <div className="stack">
      {[...view.masks].reverse().map((mask) => (
        <MaskCard key={mask.id} mask={mask} {...{ view, token, markHref }} />
      ))}
    </div>
  );
}

function MaskCard({ mask, view, token, markHref }: MaskListProps & { mask: MaskLine }) {
  const { t, date, list } = useText('masks');
  const nameOf = useTextName();
  const waiting = view.texts.filter(({ id }) => mask.waitsIn.includes(id));
  return (
    <Card title={t(`vocabulary:redaction_reason.${mask.reason}`)}>
      <p className="row">
        <Tag tone={TONES[mask.state]}>{t(`vocabulary:redaction_state.${mask.state}`)}</Tag>
        <span className="small soft">{t('by_on', { role: t(`roles:${mask.byRole}`), date: date(mask.madeOn) })}</span>
      </p>
      {mask.liftReason && mask.liftedOn && (
        <p className="small">
          {t('lifted_because', {
            date: date(mask.liftedOn),
            reason: t(`vocabulary:lift_reason.${mask.liftReason}`),
          })}
        </p>
      )}
      {waiting.length > 0 && (
        <>
          <p>{t('waits_in', { texts: list(waiting.map(nameOf)) })}</p>
          <p>
            <ButtonLink href={markHref(mask.id)} look="quiet">
              {t('mark_now')}
            </ButtonLink>
          </p>
        </>
      )}
      {mask.state === 'masked' && !mask.removal && <LiftForm id={mask.id} token={token} />}
      <RemovalForms mask={mask} token={token} />
    </Card>
  );
}

function LiftForm({ id, token }: { id: string; token: string }) {
  const { t } = useText('masks');
  const form = useFormState('lift', { redaction: id });
  return (
    <details open={form.summary.length > 0}>
      <summary>{t('lift')}</summary>
      <form method="post" className="stack">
        <ErrorSummary errors={form.summary} />
        <HiddenFields values={{ token, intent: 'lift', redaction: id }} />
        <p className="small">{t('lift_hint')}</p>
        <Select
          name="liftReason"
          label={t('reason')}
          options={LIFT_REASONS.map((reason) => ({ value: reason, label: t(`vocabulary:lift_reason.${reason}`) }))}
          value={form.value('liftReason', 'by_mistake')}
          error={form.error('liftReason')}
        />
        <Button look="quiet">{t('lift_now')}</Button>
      </form>
    </details>
  );
}
