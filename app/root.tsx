import type { LinksFunction } from '@remix-run/node';
import { isRouteErrorResponse, Links, Outlet, useMatches, useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import type { PageHandle } from '~/routes/page-handle';
import { ErrorPage } from '~/routes/error-page';
import styles from '~/ui/styles.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }];

/** The frame of every page. Titles are few and plain: none names the topic of a round (SECURITY.md §2). */
export function Layout({ children }: { children: ReactNode }) {
  const { t, lang, dir } = useText();
  const handles = useMatches().map((match) => match.handle as PageHandle | undefined);
  const title = handles.reverse().find((handle) => handle?.title)?.title;
  return (
    <html lang={lang} dir={dir}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noarchive" />
        <title>{title ? `${t(title)} · ${t('brand')}` : t('brand')}</title>
        <Links />
      </head>
      <body>{children}</body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  return <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} />;
}
