import { directionOf } from '~/i18n/direction';
import { useText } from '~/i18n/I18n';
import { LANGUAGES } from '~/i18n/language-table';
import { interfaceLanguages, languageOf, SOURCE_LANGUAGE, urlTag } from '~/i18n/languages';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';

export const handle: PageHandle = { title: 'public:languages.title' };

/** Every language in its own name and script; and which of the site's own texts a speaker has reviewed. */
export default function Languages() {
  const { t } = useText('public');
  return (
    <>
      <div className="stack">
        <h1>{t('languages.heading')}</h1>
        <p className="lead">{t('languages.lead')}</p>
      </div>
      <section className="stack">
        <h2>{t('languages.interface_heading')}</h2>
        <ul>
          {interfaceLanguages.map((tag) => (
            <li key={tag}>
              <a href={paths.home(urlTag(tag))} lang={tag} hrefLang={tag} dir={directionOf(tag)}>
                {languageOf(tag)?.ownName ?? tag}
              </a>{' '}
              <span className="soft">
                {tag === SOURCE_LANGUAGE ? t('languages.source') : t('languages.not_reviewed')}
              </span>
            </li>
          ))}
        </ul>
        <p>{t('languages.round_texts')}</p>
      </section>
      <section className="stack">
        <h2>{t('languages.any_heading')}</h2>
        <p>{t('languages.any')}</p>
        <ul>
          {LANGUAGES.map(({ tag, ownName }) => (
            <li key={tag}>
              <bdi lang={tag} dir={directionOf(tag)}>
                {ownName}
              </bdi>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
