import type { EntryContext } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { LanguageProvider } from '~/i18n/I18n';
import { textsOf } from '~/i18n/instances.server';
import { isInterfaceLanguage, SOURCE_LANGUAGE } from '~/i18n/languages';
import { BodyTooLarge } from '~/platform/http/body-limit.server';
import { logError } from '~/platform/log.server';

/** The language of a page is the first part of its path, and nothing else. */
export function languageOfPath(pathname: string): string {
  const first = pathname.split('/')[1] ?? '';
  return isInterfaceLanguage(first) ? first : SOURCE_LANGUAGE;
}

/** Pages are rendered whole, in one language. No script is sent, so nothing is streamed and nothing hydrates. */
export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext) {
  const lang = languageOfPath(new URL(request.url).pathname);
  const html = renderToString(
    <LanguageProvider lang={lang} instance={textsOf(lang)}>
      <RemixServer context={context} url={request.url} />
    </LanguageProvider>,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Response(`<!doctype html>${html}`, { status, headers });
}

/**
 * What no page foresaw. The message may hold data, so it is not logged: the error's name and our own frames are. What the
 * router itself refuses (no such page, a form sent to a page without one) and a body that is too large are the sender's.
 */
export function handleError(error: unknown, { request }: { request: Request }): void {
  const isSenders = error instanceof BodyTooLarge || (isRouteErrorResponse(error) && error.status < 500);
  if (!request.signal.aborted && !isSenders) logError(error);
}
