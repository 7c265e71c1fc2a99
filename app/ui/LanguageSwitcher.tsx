import type { Direction } from '~/i18n/direction';
import { useText } from '~/i18n/I18n';

/** A language in its own name and script; `href` is the same page's address in it. */
export interface LanguageLink {
  tag: string;
  name: string;
  dir: Direction;
  href: string;
}

interface SwitcherProps {
  languages: readonly LanguageLink[];
  /** The page that lists every language, when `languages` is only a selection. */
  allHref?: string;
}

/** Languages in their own names, each a link to this same page. For pages without a form; see `LanguageSubmitRow`. */
export function LanguageSwitcher({ languages, allHref }: SwitcherProps) {
  const { t, lang } = useText('ui');
  return (
    <nav className="links" aria-label={t('languages')}>
      {languages.map((language) => (
        <a
          key={language.tag}
          href={language.href}
          lang={language.tag}
          hrefLang={language.tag}
          dir={language.dir}
          aria-current={language.tag.toLowerCase() === lang ? 'true' : undefined}
        >
          {language.name}
        </a>
      ))}
      {allHref && <a href={allHref}>{t('all_languages')}</a>}
    </nav>
  );
}

/**
 * Languages as submit buttons inside a form: each posts what was typed to the other language's address, which shows the
 * form filled in again. Put it after the form's main button: Enter in a field presses a form's first button.
 */
export function LanguageSubmitRow({ languages }: { languages: readonly LanguageLink[] }) {
  const { t, lang } = useText('ui');
  return (
    <div className="stack tight" role="group" aria-label={t('languages')}>
      <p className="small soft">{t('change_language_keeps_text')}</p>
      <div className="row">
        {languages
          .filter((language) => language.tag.toLowerCase() !== lang)
          .map((language) => (
            <button
              key={language.tag}
              type="submit"
              className="plain"
              formAction={language.href}
              formNoValidate
              lang={language.tag}
              dir={language.dir}
            >
              {language.name}
            </button>
          ))}
      </div>
    </div>
  );
}
