import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import type { Day } from '~/platform/day';
import type { FormState } from '~/programs/ui/form-state';
import { Checkbox } from '~/ui/Checkbox';
import { CheckboxGroup } from '~/ui/ChoiceGroup';
import { TextField } from '~/ui/TextField';

export interface RoundSettings {
  languages: readonly string[];
  expectedPeople: number;
  decidesLethal: boolean;
  closesOn: Day;
  answerBy: Day;
}

interface SettingsFieldsProps {
  form: FormState;
  settings: RoundSettings;
  /** Every language that a round can be in. */
  choices: readonly string[];
  /** Those whose texts exist and are reviewed already. */
  ready: readonly string[];
}

/** Until when, for whom, and in which languages: what a round needs beside its words. */
export function SettingsFields({ form, settings, choices, ready }: SettingsFieldsProps) {
  const { t } = useText('rounds');
  return (
    <>
      <CheckboxGroup
        name="languages"
        label={t('languages')}
        hint={t('languages_hint')}
        error={form.error('languages')}
        values={form.values('languages', settings.languages)}
        choices={choices.map((value) => ({
          value,
          label: namedLanguage(value).ownName,
          lang: value,
          hint: ready.includes(value) ? t('language_ready') : t('language_needs_translation'),
        }))}
      />
      <DateFields form={form} closesOn={settings.closesOn} answerBy={settings.answerBy} />
      <TextField
        name="expectedPeople"
        short
        inputMode="numeric"
        label={t('expected_people')}
        hint={t('expected_people_hint')}
        value={form.value('expectedPeople', String(settings.expectedPeople))}
        error={form.error('expectedPeople')}
      />
      <Checkbox
        name="decidesLethal"
        label={t('decides_lethal')}
        hint={t('decides_lethal_hint')}
        checked={form.value('decidesLethal', settings.decidesLethal ? 'yes' : '') === 'yes'}
      />
    </>
  );
}

/** The last day on which answers are taken, and the day by which everybody is answered. */
export function DateFields({ form, closesOn, answerBy }: { form: FormState; closesOn: Day; answerBy: Day }) {
  const { t } = useText('rounds');
  return (
    <>
      <TextField
        name="closesOn"
        type="date"
        short
        label={t('closes_on')}
        hint={t('closes_on_hint')}
        value={form.value('closesOn', closesOn)}
        error={form.error('closesOn')}
      />
      <TextField
        name="answerBy"
        type="date"
        short
        label={t('answer_by')}
        hint={t('answer_by_hint')}
        value={form.value('answerBy', answerBy)}
        error={form.error('answerBy')}
      />
    </>
  );
}
