import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { pickText, type LocalizedText } from '~/i18n/localized-text';
import { ITEM_STATES } from '~/feedback/item';
import { QUEUE_SORTS, type QueueFilter } from '~/feedback/item-queue';
import { Checkbox } from '~/ui/Checkbox';
import { Filters } from '~/ui/Filters';
import { Select } from '~/ui/Select';

export interface FilterChoices {
  rounds: readonly { slug: string; title: LocalizedText }[];
  languages: readonly string[];
  /** Of the chosen round; none while no round is chosen. */
  themes: readonly { id: string; title: LocalizedText }[];
}

interface QueueFiltersProps {
  action: string;
  filter: QueueFilter;
  choices: FilterChoices;
}

/** The filters of the queue, all in the address. */
export function QueueFilters({ action, filter, choices }: QueueFiltersProps) {
  const { t, lang } = useText('feedback');
  const words = (text: LocalizedText) => pickText(text, lang)?.text ?? '';
  const isFiltered = [filter.state, filter.round, filter.language, filter.theme].some(Boolean) || filter.late;
  return (
    <Filters action={action} label={t('filter_items')} clearHref={isFiltered ? action : undefined}>
      <Select
        name="state"
        label={t('state')}
        empty={t('waits_for_me')}
        value={filter.state ?? ''}
        options={[
          { value: 'all', label: t('all_states') },
          ...ITEM_STATES.filter((state) => state !== 'withdrawn').map((state) => ({
            value: state,
            label: t(`vocabulary:item_state.${state}`),
          })),
        ]}
      />
      <Select
        name="round"
        label={t('round')}
        empty={t('all_rounds')}
        value={filter.round ?? ''}
        options={choices.rounds.map(({ slug, title }) => ({ value: slug, label: words(title) }))}
      />
      <Select
        name="language"
        label={t('language')}
        empty={t('all_languages')}
        value={filter.language ?? ''}
        options={choices.languages.map((tag) => ({ value: tag, label: languageName(tag, lang) }))}
      />
      {choices.themes.length > 0 && (
        <Select
          name="theme"
          label={t('theme')}
          empty={t('all_themes')}
          value={filter.theme ?? ''}
          options={choices.themes.map(({ id, title }) => ({ value: id, label: words(title) }))}
        />
      )}
      <Select
        name="sort"
        label={t('order')}
        value={filter.sort}
        options={QUEUE_SORTS.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
      />
      <Checkbox name="late" label={t('late_only')} checked={filter.late} />
    </Filters>
  );
}
