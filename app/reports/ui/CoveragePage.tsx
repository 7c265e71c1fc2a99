import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { Words } from '~/programs/ui/Words';
import type { AuditedGroup, AuditedRound, AuditedTheme, CoverageFigure } from '~/reports/audit-coverage-store.server';
import type { AuditUnit } from '~/reports/audit-figures';
import { useShown } from '~/reports/ui/shown-text';
import { RoundStateTag } from '~/rounds/ui/RoundStateTag';
import { DataTable } from '~/ui/DataTable';
import { Figures } from '~/ui/Figures';

interface CoveragePageProps {
  round: AuditedRound;
  figures: readonly CoverageFigure[];
  themes: readonly AuditedTheme[];
  languages: readonly AuditedGroup[];
  hrefOf: (figure: string) => string;
  themeHref: (theme: string | null) => string;
}

/** Figures whose being above nothing is bad news. */
const BAD: readonly string[] = ['never_dealt_with', 'not_weighed', 'back_filled', 'submissions_erased'];
const UNITS: readonly AuditUnit[] = ['submission', 'item', 'point'];

/** Coverage of one round in exact numbers, each a link to exactly the records behind it. */
export function CoveragePage({ round, figures, themes, languages, hrefOf, themeHref }: CoveragePageProps) {
  const { t, number, date } = useText('audit');
  return (
    <>
      <div className="stack tight">
        <h1>
          <Words text={round.title} source={round.sourceLanguage} />
        </h1>
        <p className="row">
          <RoundStateTag state={round.state} />
          <span className="small soft">
            {round.openedOn && t('opened_on', { date: date(round.openedOn) })} ·{' '}
            {t('answer_by', { date: date(round.answerBy) })}
          </span>
        </p>
        <p className="soft">{t('coverage_lead')}</p>
      </div>
      {UNITS.map((unit) => (
        <section key={unit} className="stack">
          <h2>{t(`unit.${unit}`)}</h2>
          <Figures
            figures={figures
              .filter((figure) => figure.unit === unit)
              .map((figure) => ({
                value: number(figure.number),
                label: t(`figure.${figure.key}`),
                href: hrefOf(figure.key),
                tone: BAD.includes(figure.key) && figure.number > 0 ? 'stop' : 'plain',
              }))}
          />
        </section>
      ))}
      <div className="two even">
        <Themes themes={themes} hrefOf={themeHref} source={round.sourceLanguage} />
        <Languages languages={languages} />
      </div>
    </>
  );
}

interface ThemesProps {
  themes: readonly AuditedTheme[];
  hrefOf: (theme: string | null) => string;
  source: string;
}

function Themes({ themes, hrefOf, source }: ThemesProps) {
  const { t, number } = useText('audit');
  return (
    <DataTable
      caption={t('themes_caption')}
      rows={themes}
      rowKey={({ id }) => id ?? 'none'}
      empty={t('no_points')}
      stackable
      columns={[
        {
          key: 'theme',
          header: t('column.theme'),
          rowHeader: true,
          cell: ({ id, title }) => (
            <a href={hrefOf(id)}>{title ? <Words text={title} source={source} /> : t('without_theme')}</a>
          ),
        },
        { key: 'points', header: t('figure.points'), numeric: true, cell: ({ points }) => number(points) },
      ]}
    />
  );
}

function Languages({ languages }: { languages: readonly AuditedGroup[] }) {
  const { t, lang } = useText('audit');
  const read = useShown();
  return (
    <DataTable
      caption={t('languages_caption')}
      rows={languages}
      rowKey={({ language }) => language}
      empty={t('no_submissions')}
      stackable
      columns={[
        {
          key: 'language',
          header: t('common:language'),
          rowHeader: true,
          cell: ({ language }) => languageName(language, lang),
        },
        {
          key: 'count',
          header: t('figure.submissions'),
          numeric: true,
          cell: ({ shown }) => read(shown) ?? t('not_told'),
        },
      ]}
    />
  );
}
