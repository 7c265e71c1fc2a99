import { Outlet, useLocation, useMatches } from '@remix-run/react';
import { useText } from '~/i18n/I18n';
import { directionOf } from '~/i18n/direction';
import { interfaceLanguages, languageOf, urlTag } from '~/i18n/languages';
import { switchLanguage } from '~/i18n/paths-language';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { PublicFrame } from '~/ui/PublicFrame';

function languagesOf(pathname: string) {
  return interfaceLanguages.map((tag) => ({
    tag: urlTag(tag),
    name: languageOf(tag)?.ownName ?? tag,
    dir: directionOf(tag),
    href: switchLanguage(pathname, urlTag(tag)),
  }));
}

/** The frame of all pages that need no sign-in. */
export default function PublicLayout() {
  const { t, lang } = useText();
  const { pathname } = useLocation();
  const keepsForm = useMatches().some((match) => (match.handle as PageHandle | undefined)?.keepsForm);
  const nav = [
    { href: paths.rounds(lang), label: t('menu.rounds') },
    { href: paths.return(lang), label: t('menu.return') },
    { href: paths.answers(lang), label: t('menu.answers') },
    { href: paths.safety(lang), label: t('menu.safety') },
  ].map((item) => ({ ...item, current: pathname === item.href || pathname.startsWith(`${item.href}/`) }));
  return (
    <PublicFrame
      brand={t('brand')}
      homeHref={paths.home(lang)}
      nav={nav}
      languages={keepsForm ? undefined : languagesOf(pathname)}
      allLanguagesHref={paths.languages(lang)}
      footer={
        <>
          <p>{t('footer_promise')}</p>
          <p className="links">
            <a href={paths.guidance(lang)}>{t('menu.guidance')}</a>{' '}
            <a href={paths.programs(lang)}>{t('menu.programs')}</a> <a href={paths.record(lang)}>{t('menu.record')}</a>{' '}
            <a href={paths.signIn(lang)}>{t('menu.sign_in')}</a>
          </p>
        </>
      }
    >
      <Outlet />
    </PublicFrame>
  );
}
