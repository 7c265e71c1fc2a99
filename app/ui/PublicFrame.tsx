import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { type LanguageLink, LanguageSwitcher } from './LanguageSwitcher';
import { type NavItem, NavLinks } from './NavLinks';

interface PublicFrameProps {
  brand: string;
  homeHref: string;
  nav?: readonly NavItem[];
  /** Leave out on a page with a form: its `LanguageSubmitRow` keeps what was typed, a link would lose it. */
  languages?: readonly LanguageLink[];
  allLanguagesHref?: string;
  footer?: ReactNode;
  exitHref?: string;
  children: ReactNode;
}

/**
 * The frame of participant and public pages: one column, the quick exit first in tab order and always in sight.
 * The footer says what the exit cannot do: history and Back remain.
 */
export function PublicFrame(props: PublicFrameProps) {
  const { t } = useText('ui');
  return (
    <div className="page">
      <a className="exit" href={props.exitHref ?? '/exit'}>
        {t('exit')}
      </a>
      <a className="skip hidden" href="#main">
        {t('skip')}
      </a>
      <header className="masthead">
        <div className="inner">
          <a className="brand" href={props.homeHref}>
            <bdi>{props.brand}</bdi>
          </a>
          {props.nav && props.nav.length > 0 && <NavLinks items={props.nav} label={t('main_menu')} />}
          {props.languages && <LanguageSwitcher languages={props.languages} allHref={props.allLanguagesHref} />}
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {props.children}
      </main>
      <footer className="foot">
        <div className="inner">
          <p>{t('exit_note')}</p>
          {props.footer}
        </div>
      </footer>
    </div>
  );
}
