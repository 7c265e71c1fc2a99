import { useText } from '~/i18n/I18n';
import type { Day } from '~/platform/day';
import { paths } from '~/routes/paths';
import type { FormProps, ShownVisit } from '~/routes/return/return-page';
import { VisitButton, VisitForm, VisitLanguages } from '~/routes/return/visit-form';
import { Button, ButtonLink } from '~/ui/Button';
import { Note } from '~/ui/Note';
import { TextField } from '~/ui/TextField';

interface WithdrawalProps extends FormProps {
  visit: ShownVisit;
  backupsUntil: Day;
}

/** Says before the press what will happen and what cannot be called back; the code typed again is the signature. */
export function WithdrawalView({ visit, backupsUntil, door, errorOf }: WithdrawalProps) {
  const { t, date } = useText('return');
  const { round } = visit;
  const kept = round?.retention === 'archive' || round?.retention === 'restrict';
  return (
    <>
      <div className="stack">
        <h1>{t('withdraw.heading')}</h1>
        <p className="lead">{t('withdraw.lead')}</p>
      </div>
      <Note weight="care" title={t('withdraw.happens')}>
        <ul>
          <li>{t('withdraw.keys')}</li>
          <li>{t('withdraw.choices')}</li>
          <li>{t('withdraw.backups', { date: date(backupsUntil) })}</li>
          {kept && <li>{t('withdraw.archive', { authority: round.retentionAuthority ?? '' })}</li>}
          <li>{t('withdraw.record')}</li>
          <li>{round?.publishedOn ? t('withdraw.published') : t('withdraw.not_published')}</li>
          {visit.reprisal && <li>{t('withdraw.case')}</li>}
          <li>{t('withdraw.code_ends')}</li>
        </ul>
      </Note>
      <VisitForm door={door} intent="withdraw">
        <TextField
          name="code"
          label={t('withdraw.code')}
          hint={t('withdraw.code_hint')}
          error={errorOf('code')}
          code
          private
        />
        <div>
          <Button look="stop">{t('withdraw.send')}</Button>
        </div>
      </VisitForm>
      <VisitButton door={door} intent="status">
        {t('withdraw.keep')}
      </VisitButton>
      <VisitLanguages door={door} intent="withdrawal" />
    </>
  );
}

/** Shown for the ticket's twenty minutes; after them the code is answered like one that never was. */
export function WithdrawnView({ published, backupsUntil }: { published: boolean; backupsUntil: Day }) {
  const { t, lang, date } = useText('return');
  return (
    <div className="stack">
      <h1>{t('withdrawn.heading')}</h1>
      <p className="lead">{t('withdrawn.lead')}</p>
      <p>{t('withdraw.backups', { date: date(backupsUntil) })}</p>
      {published && <p>{t('withdraw.published')}</p>}
      <p>{t('withdrawn.code_ends')}</p>
      <ButtonLink href={paths.home(lang)} look="quiet">
        {t('withdrawn.leave')}
      </ButtonLink>
    </div>
  );
}

/** Staff erased it, in two, with a reason: whoever holds the code is told. */
export function ErasedView() {
  const { t } = useText('return');
  return (
    <div className="stack">
      <h1>{t('erased.heading')}</h1>
      <p className="lead">{t('erased.lead')}</p>
    </div>
  );
}
