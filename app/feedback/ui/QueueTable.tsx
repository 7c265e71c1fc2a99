import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import type { QueueLine } from '~/feedback/queue-line';
import { ClockTag, ItemStateTag } from '~/feedback/ui/ItemTags';
import { Words } from '~/programs/ui/Words';
import { DataTable } from '~/ui/DataTable';

interface QueueTableProps {
  caption: string;
  lines: readonly QueueLine[];
  empty: string;
  hrefOf: (id: string) => string;
}

/** Items in a list, each with its first words. */
export function QueueTable({ caption, lines, empty, hrefOf }: QueueTableProps) {
  const { t, lang, date, number } = useText('feedback');
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={lines}
      rowKey={({ id }) => id}
      empty={empty}
      stackable
      columns={[
        {
          key: 'words',
          header: t('item_header'),
          rowHeader: true,
          cell: (line) => (
            <a href={hrefOf(line.id)} lang={line.wordsLanguage ?? undefined} dir="auto">
              {line.words ?? t('answer_to', { number: number(line.question ?? 0) })}
            </a>
          ),
        },
        { key: 'round', header: t('round'), cell: ({ roundTitle }) => <Words text={roundTitle} /> },
        { key: 'language', header: t('language'), cell: ({ language }) => languageName(language, lang) },
        { key: 'state', header: t('state'), cell: ({ state }) => <ItemStateTag state={state} /> },
        { key: 'received', header: t('received'), cell: ({ day }) => date(day) },
        { key: 'due', header: t('due'), cell: ({ clock }) => <ClockTag clock={clock} /> },
      ]}
    />
  );
}
