import { useText } from '~/i18n/I18n';
import { FLAG_LEVELS } from '~/participants/risk-flag';
import type { FormProps } from '~/routes/return/return-page';
import { VisitForm } from '~/routes/return/visit-form';
import { Button } from '~/ui/Button';
import { RadioGroup } from '~/ui/ChoiceGroup';

/** Somebody who works for us or for the partner did harm: past the office concerned, to the protection officers alone. */
export function ComplaintPart({ door }: FormProps) {
  const { t } = useText('return');
  return (
    <section className="stack">
      <h2>{t('complaint.heading')}</h2>
      <p>{t('complaint.lead')}</p>
      <VisitForm door={door} intent="flag" fields={{ kind: 'staff_conduct' }}>
        <RadioGroup
          name="level"
          label={t('flag.level')}
          choices={FLAG_LEVELS.map((level) => ({ value: level, label: t(`flag_level.${level}`) }))}
          value="high"
          private
        />
        <div>
          <Button>{t('complaint.send')}</Button>
        </div>
      </VisitForm>
    </section>
  );
}
