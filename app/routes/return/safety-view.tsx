import { useText } from '~/i18n/I18n';
import { stricterThan, takeable } from '~/participants/tolerance';
import { FLAG_LEVELS } from '~/participants/risk-flag';
import { OWN_FLAG_KINDS } from '~/participants/visit';
import { ComplaintPart } from '~/routes/return/complaint-part';
import { LoosenPart } from '~/routes/return/loosen-part';
import type { FormProps, ShownVisit } from '~/routes/return/return-page';
import { VisitButton, VisitForm, VisitLanguages } from '~/routes/return/visit-form';
import { Button } from '~/ui/Button';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { Note } from '~/ui/Note';
import { Select } from '~/ui/Select';

/** A complaint about staff has a form of its own. */
const DANGERS = OWN_FLAG_KINDS.filter((kind) => kind !== 'staff_conduct');

/** Danger, exposure and consents: by ticket at once and only ever towards less, by the code later towards more. */
export function SafetyView({ visit, ...form }: { visit: ShownVisit } & FormProps) {
  const { t } = useText('return');
  return (
    <>
      <div className="stack">
        <h1>{t('safety.heading')}</h1>
        <p className="lead">{t('safety.lead')}</p>
      </div>
      <FlagPart visit={visit} {...form} />
      <TolerancePart visit={visit} {...form} />
      <ConsentPart visit={visit} {...form} />
      <LoosenPart visit={visit} {...form} />
      <ComplaintPart {...form} />
      <VisitButton door={form.door} intent="status">
        {t('back')}
      </VisitButton>
      <VisitLanguages door={form.door} intent="safety" />
    </>
  );
}

function FlagPart({ visit, door, errorOf, valueOf }: { visit: ShownVisit } & FormProps) {
  const { t } = useText('return');
  const told = visit.flags.filter(({ raisedBy }) => raisedBy === 'participant');
  return (
    <section className="stack">
      <h2>{t('flag.heading')}</h2>
      <Note weight="care">
        <p>{t('flag.no_emergency_line')}</p>
      </Note>
      {told.length > 0 && (
        <ul>
          {told.map(({ id, kind, state }) => (
            <li key={id}>
              {t(`flag_kind.${kind}`)}: <span className="soft">{t(`flag_state.${state}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <VisitForm door={door} intent="flag">
        <Select
          name="kind"
          label={t('flag.kind')}
          options={DANGERS.map((kind) => ({ value: kind, label: t(`flag_kind.${kind}`) }))}
          value={valueOf('kind')}
          empty={t('flag.choose')}
          error={errorOf('kind')}
          private
        />
        <RadioGroup
          name="level"
          label={t('flag.level')}
          choices={FLAG_LEVELS.map((level) => ({
            value: level,
            label: t(`flag_level.${level}`),
            hint: level === 'severe' ? t('flag.severe_hint') : undefined,
          }))}
          value={valueOf('level')}
          error={errorOf('level')}
          private
        />
        <div>
          <Button>{t('flag.send')}</Button>
        </div>
      </VisitForm>
    </section>
  );
}

function TolerancePart({ visit, door, errorOf, valueOf }: { visit: ShownVisit } & FormProps) {
  const { t } = useText('return');
  const stricter = stricterThan(visit.submission.tolerance);
  return (
    <section className="stack">
      <h2>{t('tolerance.heading')}</h2>
      <p>{t('tolerance.now', { tolerance: t(`tolerance.${visit.submission.tolerance}`) })}</p>
      {stricter.length === 0 ? (
        <p className="soft">{t('tolerance.strictest')}</p>
      ) : (
        <VisitForm door={door} intent="tighten">
          <RadioGroup
            name="tolerance"
            label={t('tolerance.less')}
            choices={stricter.map((one) => ({ value: one, label: t(`tolerance.${one}`) }))}
            value={valueOf('tolerance')}
            error={errorOf('tolerance')}
            private
          />
          <div>
            <Button>{t('tolerance.send')}</Button>
          </div>
        </VisitForm>
      )}
    </section>
  );
}

function ConsentPart({ visit, door }: { visit: ShownVisit } & FormProps) {
  const { t } = useText('return');
  const given = takeable(visit.consents);
  return (
    <section className="stack">
      <h2>{t('consent.heading')}</h2>
      <p>{given.length > 0 ? t('consent.lead') : t('consent.none')}</p>
      <ul className="stack">
        {given.map(({ use }) => (
          <li key={use}>
            <p>{t(`use.${use}`)}</p>
            <VisitButton door={door} intent="take_back" fields={{ use }}>
              {t('consent.take_back')} <span className="hidden">{t(`use.${use}`)}</span>
            </VisitButton>
          </li>
        ))}
      </ul>
      <p className="small soft">{t('consent.read')}</p>
    </section>
  );
}
