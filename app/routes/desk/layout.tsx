import { Outlet, useLoaderData, useLocation } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { deskNav } from '~/routes/desk/nav';
import { useText } from '~/i18n/I18n';
import { directionOf } from '~/i18n/direction';
import { interfaceLanguages, languageOf, urlTag } from '~/i18n/languages';
import { pickText } from '~/i18n/localized-text';
import { switchLanguage } from '~/i18n/paths-language';
import { paths } from '~/routes/paths';
import { Note } from '~/ui/Note';
import { StaffFrame } from '~/ui/StaffFrame';
import { frozenRestoration } from '~/missions/restoration-store.server';
import { accountFrame } from '~/auth/account-store.server';

export const loader = page('signed_in', async ({ staff, lang, db }) => {
  const frame = await accountFrame(db, staff);
  const frozen = staff.missionId ? await frozenRestoration(db) : null;
  return {
    ...frame,
    missionName: frame.mission ? (pickText(frame.mission.name, lang, ['en'])?.text ?? '') : '',
    nav: deskNav((permission) => staff.may(permission)),
    isFrozen: frozen !== null,
    mayAccept: staff.may('restoration.accept'),
    token: formTokenFor(staff),
    roles: [...new Set(staff.roles.map((held) => held.role))],
  };
});

/** The frame of all signed-in pages: who one is, for which mission, and where. */
export default function DeskLayout() {
  const { email, missionName, missions, nav, roles, token, isFrozen, mayAccept } = useLoaderData<typeof loader>();
  const { t, lang, list } = useText('desk');
  const { pathname } = useLocation();
  return (
    <StaffFrame
      brand={t('common:brand')}
      homeHref={paths.desk(lang)}
      nav={nav.map(({ key, path }) => ({
        href: paths[path](lang),
        label: t(`nav.${key}`),
        current: pathname === paths[path](lang) || (path !== 'desk' && pathname.startsWith(`${paths[path](lang)}/`)),
      }))}
      who={email}
      role={list(roles.map((role) => t(`roles:${role}`)))}
      signOut={{ action: paths.signOut(lang), token }}
      mission={
        missions > 1 ? (
          <a href={paths.deskMission(lang)}>{missionName || t('choose_mission')}</a>
        ) : (
          <bdi>{missionName}</bdi>
        )
      }
      languages={interfaceLanguages.map((tag) => ({
        tag: urlTag(tag),
        name: languageOf(tag)?.ownName ?? tag,
        dir: directionOf(tag),
        href: switchLanguage(pathname, urlTag(tag)),
      }))}
    >
      {isFrozen && (
        <Note weight="care" title={t('restoration:banner_title')}>
          <p>{t('restoration:banner_says')}</p>
          {mayAccept && (
            <p>
              <a href={paths.deskRestoration(lang)}>{t('restoration:banner_link')}</a>
            </p>
          )}
        </Note>
      )}
      <Outlet />
    </StaffFrame>
  );
}
