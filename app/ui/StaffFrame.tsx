import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { type LanguageLink, LanguageSwitcher } from './LanguageSwitcher';
import { type NavItem, NavLinks } from './NavLinks';

interface StaffFrameProps {
  brand: string;
  homeHref: string;
  nav: readonly NavItem[];
  who: string;
  role: string;
  signOut: { action: string; token: string; tokenName?: string };
  /** A link or a small form that changes the mission one works for. */
  mission?: ReactNode;
  languages?: readonly LanguageLink[];
  allLanguagesHref?: string;
  footer?: ReactNode;
  exitHref?: string;
  children: ReactNode;
}

/** The wide, dense frame of signed-in pages: who one is, for which mission, and where; the quick exit stays first. */
export function StaffFrame(props: StaffFrameProps) {
  const { t } = useText('ui');
  return (
    <div className="page wide">
      <header className="masthead">
        <StaffBar {...props} />
        <div className="inner">
          <a className="brand" href={props.homeHref}>
            <bdi>{props.brand}</bdi>
          </a>
          <NavLinks items={props.nav} label={t('main_menu')} />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {props.children}
      </main>
      <footer className="foot">
        <div className="inner">
          {props.languages && <LanguageSwitcher languages={props.languages} allHref={props.allLanguagesHref} />}
          {props.footer}
        </div>
      </footer>
    </div>
  );
}

function StaffBar({ exitHref, mission, who, role, signOut }: StaffFrameProps) {
  const { t } = useText('ui');
  return (
    <div className="bar">
      <div className="inner">
        <a href={exitHref ?? '/exit'}>{t('exit')}</a>
        <a className="skip hidden" href="#main">
          {t('skip')}
        </a>
        {mission}
        <span>
          <span className="hidden">{t('signed_in_as')} </span>
          <bdi>{who}</bdi> · {role}
        </span>
        <form method="post" action={signOut.action}>
          <input type="hidden" name={signOut.tokenName ?? 'token'} value={signOut.token} />
          <button type="submit" className="plain">
            {t('sign_out')}
          </button>
        </form>
      </div>
    </div>
  );
}
