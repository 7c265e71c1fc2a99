import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import type { ItemState } from '~/feedback/item';
import type { Clock } from '~/feedback/item-clock';
import { Tag, type Tone } from '~/ui/Tag';

const TONES: Partial<Record<ItemState, Tone>> = {
  quarantined: 'stop',
  disputed: 'stop',
  under_consideration: 'wait',
  decided: 'wait',
  answer_available: 'good',
  answer_collected: 'good',
  delivered_in_person: 'good',
};

export function ItemStateTag({ state }: { state: ItemState }) {
  const { t } = useText('vocabulary');
  return <Tag tone={TONES[state] ?? 'plain'}>{t(`item_state.${state}`)}</Tag>;
}

/** By when the next step is due; red once it is late. */
export function ClockTag({ clock }: { clock: Clock | null }) {
  const { t, date } = useText('feedback');
  if (!clock) return null;
  return (
    <Tag tone={clock.late ? 'stop' : 'plain'}>
      {t(clock.late ? `clock.late.${clock.kind}` : `clock.due.${clock.kind}`, { date: date(clock.due) })}
    </Tag>
  );
}

interface ItemTagsProps {
  item: { state: ItemState; language: string; clock: Clock | null; sensitive: boolean };
}

export function ItemTags({ item }: ItemTagsProps) {
  const { t, lang } = useText('feedback');
  return (
    <p className="row">
      <ItemStateTag state={item.state} />
      {item.sensitive && <Tag tone="stop">{t('sensitive')}</Tag>}
      <Tag>{languageName(item.language, lang)}</Tag>
      <ClockTag clock={item.clock} />
    </p>
  );
}
