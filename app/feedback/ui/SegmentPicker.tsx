import { useText } from '~/i18n/I18n';
import type { ItemView } from '~/feedback/item-view';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { Checkbox } from '~/ui/Checkbox';
import { CheckboxGroup } from '~/ui/ChoiceGroup';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';

/** The text sentence by sentence: what is ticked in a row becomes one point, what stands apart several. */
export function SegmentPicker({ item, token }: { item: ItemView; token: string }) {
  const { t, number } = useText('feedback');
  const form = useFormState('mark');
  if (!item.may.mark && !form.cameBack) return null;
  return (
    <details open={item.points.length === 0 || form.summary.length > 0}>
      <summary>{t('mark_points')}</summary>
      <form method="post" className="stack">
        <ErrorSummary errors={form.summary} />
        <HiddenFields values={{ token, intent: 'mark' }} />
        <CheckboxGroup
          name="pieces"
          label={t('pieces')}
          hint={t('pieces_hint')}
          values={form.values('pieces')}
          error={form.error('pieces')}
          choices={item.segments.map((segment, index) => ({
            value: String(index),
            label: (
              <>
                <span className="soft">{number(index + 1)}</span>{' '}
                <span className="words" lang={item.language} dir="auto">
                  {segment.text.trim()}
                </span>
              </>
            ),
          }))}
        />
        <Checkbox name="whole" label={t('whole_answer')} checked={form.value('whole') === 'yes'} />
        <Button>{t('make_points')}</Button>
      </form>
    </details>
  );
}
