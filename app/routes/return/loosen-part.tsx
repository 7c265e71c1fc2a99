import { useText } from '~/i18n/I18n';
import { givable, looserThan } from '~/participants/loosening';
import type { VisitedLoosening } from '~/participants/visit';
import type { FormProps, ShownVisit } from '~/routes/return/return-page';
import { VisitButton, VisitForm } from '~/routes/return/visit-form';
import { Button } from '~/ui/Button';
import { Select } from '~/ui/Select';
import { TextField } from '~/ui/TextField';

/** What a wish is about, in the participant's words. */
function useWish(visit: ShownVisit) {
  const { t } = useText('return');
  return ({ act, scope }: Pick<VisitedLoosening, 'act' | 'scope'>): string => {
    if (act === 'tolerance') return t(`tolerance.${scope}`);
    if (act === 'consent') return t(`use.${scope}`);
    const kind = visit.flags.find(({ id }) => id === scope)?.kind;
    return t('loosen.accept', { danger: kind ? t(`flag_kind.${kind}`) : '' });
  };
}

/** What a code can open further, without what waits already. */
function wishesOf({ submission, consents, flags, loosenings }: ShownVisit) {
  const all = [
    ...looserThan(submission.tolerance).map((scope) => ({ act: 'tolerance' as const, scope: scope as string })),
    ...givable(consents).map((scope) => ({ act: 'consent' as const, scope: scope as string })),
    ...flags
      .filter(({ kind, state }) => kind !== 'staff_conduct' && ['triaged', 'mitigating'].includes(state))
      .map(({ id }) => ({ act: 'accept' as const, scope: id })),
  ];
  return all.filter((wish) => !loosenings.some(({ act, scope }) => act === wish.act && scope === wish.scope));
}

/** More openness than before: by the code typed again, in seven days, shown and cancellable until then. */
export function LoosenPart({ visit, door, errorOf, valueOf }: { visit: ShownVisit } & FormProps) {
  const { t, date } = useText('return');
  const say = useWish(visit);
  const wishes = wishesOf(visit);
  return (
    <section className="stack">
      <h2>{t('loosen.heading')}</h2>
      <p>{t('loosen.lead')}</p>
      <ul className="stack">
        {visit.loosenings.map((one) => (
          <li key={one.id}>
            <p>{t('loosen.waits', { what: say(one), date: date(one.dueOn) })}</p>
            <VisitButton door={door} intent="cancel_loosening" fields={{ loosening: one.id }}>
              {t('loosen.cancel')} <span className="hidden">{say(one)}</span>
            </VisitButton>
          </li>
        ))}
      </ul>
      {wishes.length > 0 && (
        <VisitForm door={door} intent="loosen">
          <Select
            name="wish"
            label={t('loosen.what')}
            options={wishes.map((wish) => ({ value: `${wish.act}:${wish.scope}`, label: say(wish) }))}
            value={valueOf('wish')}
            empty={t('flag.choose')}
            error={errorOf('wish')}
            private
          />
          <TextField
            name="code"
            label={t('loosen.code')}
            hint={t('loosen.code_hint')}
            error={errorOf('code')}
            code
            private
          />
          <div>
            <Button look="quiet">{t('loosen.send')}</Button>
          </div>
        </VisitForm>
      )}
    </section>
  );
}
