import { useText } from '~/i18n/I18n';
import { paths, withQuery } from '~/routes/paths';
import { Card } from '~/ui/Card';

export interface RoundWorkProps {
  slug: string;
  /** What the reader may open: texts and themes of people, the answers, the publication. */
  may: Readonly<Record<'items' | 'answers' | 'publication', boolean>>;
}

/** The ways from a round that has been opened to the work on what people said in it. */
export function RoundWork({ slug, may }: RoundWorkProps) {
  const { t, lang } = useText('rounds');
  if (!Object.values(may).some(Boolean)) return null;
  return (
    <Card title={t('work')}>
      <ul>
        {may.items && (
          <>
            <li>
              <a href={withQuery(paths.deskItems(lang), { state: 'all', round: slug })}>{t('feedback:items_title')}</a>
            </li>
            <li>
              <a href={paths.deskRoundThemes(lang, slug)}>{t('feedback:themes_title')}</a>
            </li>
          </>
        )}
        {may.answers && (
          <li>
            <a href={paths.deskRoundAnswers(lang, slug)}>{t('decisions:answers_of_round')}</a>
          </li>
        )}
        {may.publication && (
          <li>
            <a href={paths.deskRoundPublication(lang, slug)}>{t('reports:publication_title')}</a>
          </li>
        )}
      </ul>
    </Card>
  );
}
