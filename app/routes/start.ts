import { outside } from '~/auth/page.server';
import { interfaceLanguages, urlTag } from '~/i18n/languages';
import { bestLanguage } from '~/i18n/negotiate';
import { redirect } from '@remix-run/node';

/** `/` leads to the best language that the browser asks for. */
export const loader = outside(({ request }) => {
  const lang = bestLanguage(request.headers.get('Accept-Language'), interfaceLanguages);
  return redirect(`/${urlTag(lang)}`, 302);
});
