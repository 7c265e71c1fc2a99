import { useText } from '~/i18n/I18n';
import type { FormState } from '~/programs/ui/form-state';
import { Checkbox } from '~/ui/Checkbox';

/** Whoever edits the source says that it means the same; never ticked unless they did. */
export function MinorTick({ form }: { form: FormState }) {
  const { t } = useText('rounds');
  return (
    <Checkbox
      name="minor"
      label={t('minor')}
      hint={t('minor_hint')}
      checked={form.value('minor') === 'yes'}
      error={form.error('minor')}
    />
  );
}
