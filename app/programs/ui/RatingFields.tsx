import { useText } from '~/i18n/I18n';
import { CIVIC_SPACE, type Country } from '~/programs/country';
import type { FormState } from '~/programs/ui/form-state';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { TextField } from '~/ui/TextField';

/** How free people are to speak and organise, who says so, and when. */
export function RatingFields({ form, country }: { form: FormState; country: Country | null }) {
  const { t } = useText('programs');
  return (
    <>
      <RadioGroup
        name="civicSpace"
        label={t('civic_space')}
        hint={t('civic_space_hint')}
        value={form.value('civicSpace', country?.civicSpace)}
        error={form.error('civicSpace')}
        choices={CIVIC_SPACE.map((level) => ({
          value: level,
          label: t(`vocabulary:civic_space.${level}`),
          hint: t(`civic_space_means.${level}`),
        }))}
      />
      <TextField
        name="civicSpaceSource"
        label={t('civic_space_source')}
        hint={t('civic_space_source_hint')}
        value={form.value('civicSpaceSource', country?.civicSpaceSource)}
        error={form.error('civicSpaceSource')}
      />
      <TextField
        name="civicSpaceOn"
        type="date"
        short
        label={t('civic_space_on')}
        value={form.value('civicSpaceOn', country?.civicSpaceOn)}
        error={form.error('civicSpaceOn')}
      />
    </>
  );
}
