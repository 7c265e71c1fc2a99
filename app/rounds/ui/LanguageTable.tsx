import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import type { RoundLanguage } from '~/rounds/round-texts';
import { TextStateTag } from '~/rounds/ui/RoundStateTag';
import { DataTable } from '~/ui/DataTable';

interface LanguageTableProps {
  rows: readonly (Pick<RoundLanguage, 'language' | 'state' | 'reviewedOn'> & { missing: number })[];
  source: string;
  textsHref: (language: string) => string;
  previewHref: (language: string) => string;
}

/** How far the words of a round are in each of its languages. */
export function LanguageTable({ rows, source, textsHref, previewHref }: LanguageTableProps) {
  const { t, date } = useText('rounds');
  return (
    <DataTable
      caption={t('languages')}
      rows={rows}
      rowKey={({ language }) => language}
      empty={t('languages')}
      stackable
      columns={[
        {
          key: 'language',
          header: t('language'),
          rowHeader: true,
          cell: ({ language }) => (
            <>
              <bdi lang={language}>{namedLanguage(language).ownName}</bdi>{' '}
              {language === source && <span className="small soft">{t('is_source')}</span>}
            </>
          ),
        },
        {
          key: 'state',
          header: t('state'),
          cell: ({ state, missing, reviewedOn }) => (
            <>
              <TextStateTag state={state} />{' '}
              <span className="small soft">
                {missing > 0 ? t('missing_texts', { count: missing }) : reviewedOn && date(reviewedOn)}
              </span>
            </>
          ),
        },
        {
          key: 'do',
          header: t('open_them'),
          cell: ({ language }) => (
            <span className="row">
              <a href={textsHref(language)}>{t('texts')}</a>
              <a href={previewHref(language)}>{t('preview')}</a>
            </span>
          ),
        },
      ]}
    />
  );
}
