import { useText } from '~/i18n/I18n';
import { ASSISTANCE_TYPES, UNIT_TYPES, type Program } from '~/programs/program';
import type { FormState } from '~/programs/ui/form-state';
import { LocalizedFields } from '~/programs/ui/LocalizedFields';
import { RadioGroup } from '~/ui/ChoiceGroup';

interface DescriptionFieldsProps {
  form: FormState;
  languages: readonly string[];
  program?: Pick<Program, 'title' | 'description' | 'assistanceType' | 'unitType'>;
}

/** What a program is, in the words that the public reads, and what it gives to whom. */
export function DescriptionFields({ form, languages, program }: DescriptionFieldsProps) {
  const { t } = useText('programs');
  return (
    <>
      <LocalizedFields
        name="title"
        label={t('title')}
        hint={t('title_hint')}
        {...{ languages, form }}
        value={program?.title}
      />
      <LocalizedFields
        name="description"
        label={t('description')}
        hint={t('description_hint')}
        {...{ languages, form }}
        value={program?.description}
        rows={3}
        optional
      />
      <RadioGroup
        name="assistanceType"
        label={t('assistance_type')}
        value={form.value('assistanceType', program?.assistanceType)}
        error={form.error('assistanceType')}
        choices={ASSISTANCE_TYPES.map((value) => ({ value, label: t(`vocabulary:assistance_type.${value}`) }))}
      />
      <RadioGroup
        name="unitType"
        label={t('unit_type')}
        value={form.value('unitType', program?.unitType)}
        error={form.error('unitType')}
        choices={UNIT_TYPES.map((value) => ({ value, label: t(`vocabulary:unit_type.${value}`) }))}
      />
    </>
  );
}
