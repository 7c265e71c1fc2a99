import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';

interface ForGatheringsProps {
  languages: readonly string[];
  scriptHref: (language: string) => string;
  sheetHref: (language: string) => string;
}

/** What can be printed for a gathering, in each language of the round. */
export function ForGatherings({ languages, scriptHref, sheetHref }: ForGatheringsProps) {
  const { t } = useText('script');
  const links = (hrefOf: (language: string) => string) =>
    languages.map(namedLanguage).map(({ tag, dir, ownName }) => (
      <a key={tag} href={hrefOf(tag)} hrefLang={tag} lang={tag} dir={dir}>
        {ownName}
      </a>
    ));
  return (
    <section className="stack tight">
      <h2>{t('for_gatherings')}</h2>
      <p className="small soft">{t('for_gatherings_says')}</p>
      <h3>{t('open_script')}</h3>
      <p className="links">{links(scriptHref)}</p>
      <h3>{t('open_sheet')}</h3>
      <p className="links">{links(sheetHref)}</p>
    </section>
  );
}
