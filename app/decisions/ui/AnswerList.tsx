import type { Answer } from '~/decisions/answer';
import { AnswerStateTag, TranslationNote } from '~/decisions/ui/StateTags';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { DataTable, type Column } from '~/ui/DataTable';

interface AnswerListProps {
  answers: readonly Answer[];
  hrefOf: (id: string) => string;
  caption: string;
  empty: string;
  /** A first column, such as what an answer is about. */
  about?: Column<Answer>;
}

/** Answers by language, each with its state and how it was translated. */
export function AnswerList({ answers, hrefOf, caption, empty, about }: AnswerListProps) {
  const { t, date, number } = useText('decisions');
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={answers}
      rowKey={({ id }) => id}
      empty={empty}
      stackable
      columns={[
        ...(about ? [about] : []),
        {
          key: 'language',
          header: t('language'),
          rowHeader: !about,
          cell: ({ id, language }) => (
            <a href={hrefOf(id)}>
              <bdi lang={language}>{namedLanguage(language).ownName}</bdi>
            </a>
          ),
        },
        { key: 'state', header: t('state'), cell: ({ state }) => <AnswerStateTag state={state} /> },
        {
          key: 'translation',
          header: t('how_written'),
          cell: ({ translation }) => <TranslationNote status={translation} />,
        },
        { key: 'points', header: t('covers'), numeric: true, cell: ({ pointIds }) => number(pointIds.length) },
        { key: 'on', header: t('approved_on'), cell: ({ approvedOn }) => (approvedOn ? date(approvedOn) : '') },
      ]}
    />
  );
}
