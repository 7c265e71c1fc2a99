import { useText } from '~/i18n/I18n';
import type { MaskLine, RemovalLine } from '~/feedback/redaction-view';
import { REMOVAL_REASONS } from '~/feedback/removal';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';
import { Select } from '~/ui/Select';

/** Asking that a masked passage be removed for good, and deciding on what somebody else asked. */
export function RemovalForms({ mask, token }: { mask: MaskLine; token: string }) {
  if (mask.removal) return <Decide removal={mask.removal} token={token} />;
  if (mask.state !== 'masked' || mask.waitsIn.length > 0) return null;
  return <Ask id={mask.id} token={token} />;
}

function Ask({ id, token }: { id: string; token: string }) {
  const { t } = useText('masks');
  const form = useFormState('ask_removal', { redaction: id });
  return (
    <details open={form.summary.length > 0}>
      <summary>{t('ask_removal')}</summary>
      <form method="post" className="stack">
        <ErrorSummary errors={form.summary} />
        <HiddenFields values={{ token, intent: 'ask_removal', redaction: id }} />
        <p className="small">{t('ask_removal_hint')}</p>
        <Select
          name="removalReason"
          label={t('reason')}
          options={REMOVAL_REASONS.map((reason) => ({
            value: reason,
            label: t(`vocabulary:removal_reason.${reason}`),
          }))}
          value={form.value('removalReason', 'lasting_danger')}
          error={form.error('removalReason')}
        />
        <Button look="quiet">{t('ask_removal_now')}</Button>
      </form>
    </details>
  );
}

function Decide({ removal, token }: { removal: RemovalLine; token: string }) {
  const { t, date } = useText('masks');
  const approve = useFormState('approve_removal', { removal: removal.id });
  const decline = useFormState('decline_removal', { removal: removal.id });
  const { id, reason, byRole, until, hash, mayApprove } = removal;
  return (
    <Note>
      <ErrorSummary errors={[...approve.summary, ...decline.summary]} />
      <p>
        {t('removal_asked', {
          role: t(`roles:${byRole}`),
          reason: t(`vocabulary:removal_reason.${reason}`),
          date: date(until),
        })}
      </p>
      <p className="small">{t(mayApprove ? 'removal_other_hint' : 'removal_waits')}</p>
      <div className="row">
        {mayApprove && (
          <form method="post">
            <HiddenFields values={{ token, intent: 'approve_removal', removal: id, hash }} />
            <Button look="stop">{t('approve_removal')}</Button>
          </form>
        )}
        <form method="post">
          <HiddenFields values={{ token, intent: 'decline_removal', removal: id }} />
          <Button look="quiet">{t('decline_removal')}</Button>
        </form>
      </div>
    </Note>
  );
}
